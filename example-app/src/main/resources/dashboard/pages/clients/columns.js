/** The table of clients: its columns, and its lines on a phone. */
import { html, nothing } from 'lit';
import { absolute, lasted, number } from '../../format.js';
import { icon } from '../../parts/icon.js';
import { person } from '../../parts/person.js';
import { pill } from '../../parts/pill.js';
import { spark } from '../../parts/spark.js';
import { words } from '../clients-words.js';
import { watchChoice, watchOf } from './watch.js';

const SYMBOLS = { agent: 'computer', token: 'key', integration: 'plug' };

/** What was seen so lately is here. */
const NOW_MILLIS = 90_000;

const DAY_MILLIS = 86_400_000;

/** What somebody searches for. */
export const textsOf = ({ name, ownerName, kind }) => [name, ownerName ?? '', words.kind[kind]];

const sum = ({ counts }) => counts.reduce((all, { count }) => all + count, 0);

/**
 * The columns, once for all renderings.
 *
 * @param change changes how a client is watched; null for who may not
 */
export function columnsOf(change) {
  const { columns } = words;
  return [
    { name: 'name', title: columns.name, value: ({ name }) => name, cell: (client) => who(client) },
    {
      name: 'owner',
      title: columns.owner,
      width: 10,
      value: ({ kind, ownerName }) => (kind === 'person' ? '' : (ownerName ?? '')),
      cell: ({ kind, ownerId, ownerName }) => (kind === 'person' || ownerId === null ? html`<span class="muted">–</span>` : person({ userId: ownerId, name: ownerName })),
    },
    {
      name: 'seen',
      title: columns.seen,
      width: 12.5,
      descendingFirst: true,
      value: ({ lastSeen }) => new Date(lastSeen ?? 0),
      cell: seen,
    },
    { name: 'counts', title: columns.counts, width: 11.5, descendingFirst: true, value: sum, cell: counts },
    {
      name: 'watch',
      title: columns.watch,
      width: 13.5,
      value: watchOf,
      cell: (client, stop) => (change ? watchChoice(client, change, stop) : html`<span class="muted">${watchOf(client)}</span>`),
    },
  ];
}

/** Where the columns do not fit. */
export function narrowRow(client, change, stop) {
  const isChosen = change && client.kind in SYMBOLS && client.kind !== 'agent';
  return html`
    <div class="lines">
      ${who(client, true)} <div class="end">${seen(client)}</div>
      <div>${isChosen ? watchChoice(client, change, stop) : html`<span class="counts-today muted numbers">${words.today(number(client.countToday))}</span>`}</div>
      <div class="end counts">${spark(client.counts)}</div>
    </div>
  `;
}

function who({ id, kind, name, ownerName }, withOwner = false) {
  if (kind === 'person') return person({ userId: id, name }, words.kind.person);
  return html`
    <span class="client">
      <span class="symbol">${icon(SYMBOLS[kind])}</span>
      <span class="who">
        <strong class="ellipsis" dir="auto" title=${name}>${name}</strong>
        <span class="note muted ellipsis">${words.kind[kind]}${withOwner && ownerName ? html` · <span dir="auto">${ownerName}</span>` : nothing}</span>
      </span>
    </span>
  `;
}

function seen({ lastSeen, isSilent }) {
  if (lastSeen === null) return html`<span class="muted">${words.never}</span>`;
  const isNow = Date.now() - new Date(lastSeen) < NOW_MILLIS;
  return html`
    <span class="seen">
      <time class=${isNow ? 'now' : ''} datetime=${lastSeen} title=${absolute(lastSeen)}>${isNow ? words.now : words.ago(since(lastSeen))}</time>
      ${isSilent ? pill(words.silent, { tone: 'notice', symbol: 'bell' }) : nothing}
    </span>
  `;
}

/** In days where hours would have to be counted. */
function since(instant) {
  const days = Math.floor((Date.now() - new Date(instant)) / DAY_MILLIS);
  return days < 2 ? lasted(instant) : words.times.days(days);
}

function counts({ counts, countToday }) {
  return html`
    <span class="counts">${spark(counts)} <span class="numbers muted">${words.today(number(countToday))}</span></span>
  `;
}
