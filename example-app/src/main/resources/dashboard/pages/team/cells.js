/** What stands in the cells of the team's table. */
import { html, nothing } from 'lit';
import { city, clock, duration, lasted, moment, number } from '../../format.js';
import { appIcon } from '../../parts/icon.js';
import { person } from '../../parts/person.js';
import { styled } from '../../parts/styled.js';
import { text } from '../../messages.js';
import { days } from './days.js';
import { words } from '../team-words.js';

/** @param facts of notesOf that have no column of their own */
export function who(row, facts = []) {
  return person(row, html`<span class="numbers">${here(row)}</span>${row.isSelf ? ` · ${words.you}` : nothing}${
    facts.map((fact) => ` · ${fact.words}`)
  }`);
}

/** Where they are, and what the clock says there. */
export function here({ timeZone }) {
  return `${clock(Date.now(), timeZone)} ${city(timeZone)}`;
}

/** When somebody was first and last active, on their own clock. */
export function span({ firstActivity, lastActivity, timeZone, isHere }, isDay) {
  if (!firstActivity) return '–';
  const [write, until] = isDay ? [clock, words.now] : [days.short, words.today];
  const [first, last] = [write(firstActivity, timeZone), write(lastActivity, timeZone)];
  if (!isDay && first === last) return first;
  return html`${first} – ${isHere ? html`<span class="here">${until}</span>` : last}`;
}

export function now(row, withProject) {
  const { line, note } = doing(row);
  const project = withProject && row.project ? html` · <span dir="auto">${row.project}</span>` : nothing;
  return html`
    <span class="doing">
      <span class="ellipsis">${line}</span><span class="note muted ellipsis">${note}${project}</span>
    </span>
  `;
}

function doing(row) {
  const { state, app, site, since, lastSeen, timeZone } = row;
  if (state === 'active') {
    return {
      line: app
        ? html`<span class="app">${appIcon(app)} <span dir="auto">${site ?? app}</span></span>`
        : html`<span class="muted">${text.now.hiddenApp}</span>`,
      note: since ? lasting(since) : nothing,
    };
  }
  const line = html`<span class="muted">${words.absence[state]}</span>`;
  if (state === 'offline') return { line, note: lastSeen ? words.left(leftAt(lastSeen, timeZone)) : nothing };
  return { line, note: since ? lasting(since) : nothing };
}

/** As on Now: of less than a minute the length says nothing. */
function lasting(since) {
  return Date.now() - new Date(since) < 60_000 ? text.now.fresh : text.now.lasting(lasted(since));
}

function leftAt(instant, timeZone) {
  return days.isToday(instant, timeZone) ? clock(instant, timeZone) : moment(instant);
}

export function doingNow({ state, app, site, since }) {
  if (state === 'active') return site ?? app ?? text.now.hiddenApp;
  return state === 'idle' && since ? words.awayFor(lasted(since)) : words.absence[state];
}

export function active(row) {
  return row.hasWorked ? html`<strong class="numbers">${duration(row.activeSeconds)}</strong>` : '–';
}

export function productive({ share }) {
  const sum = share?.reduce((all, each) => all + each, 0);
  return sum ? share[0] / sum : null;
}

/** Productive, neutral and not, with the per cent of the first; of a row, or of several together. */
export function share({ share: parts }, write = (part) => part) {
  const sum = parts?.reduce((all, each) => all + each, 0);
  if (!sum) return '–';
  const percent = (value) => number(value / sum, { style: 'percent' });
  const [good, neutral, not] = parts;
  return html`
    <span class="share" title=${words.shares(percent(good), percent(neutral), percent(not))}>
      <span class="share-bar" aria-hidden="true">
        ${['productive', 'neutral', 'not'].map(
          (name, i) => html`<span class=${name} ${styled({ 'flex-grow': String(parts[i]) })}></span>`,
        )}
      </span>
      <span class="numbers">${write(percent(good))}</span>
    </span>
  `;
}
