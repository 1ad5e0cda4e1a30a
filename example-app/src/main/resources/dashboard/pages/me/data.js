/** What is stored about oneself, a copy of it, and having it erased; beside it, who looked. */
import { html, nothing } from 'lit';
import { shortDate, number } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { panelState, rowBlocks } from '../../parts/panel-state.js';
import { pill } from '../../parts/pill.js';
import { styleOf } from '../../styles.js';
import './agreement.js';
import './erasure-wish.js';
import './views.js';
import { words } from './data-words.js';

await styleOf(import.meta.url);

/** What is shown in a row of its own, with its picture; the rest is one row. */
const KINDS = [
  ['sessions', 'now'],
  ['spans', 'window'],
  ['away', 'pause'],
  ['media', 'media'],
  ['titles', 'document'],
  ['events', 'feed'],
  ['comments', 'chat'],
  ['devices', 'computer'],
  ['signIns', 'key'],
  ['clients', 'plug'],
  ['clientCounts', 'bars'],
];

class Data extends Part {
  static properties = { app: { attribute: false } };

  #summary = new Loading(this, (signal) => call('GET', '/api/me/data/summary', undefined, { signal }));

  /** In the head of the page. */
  get tools() {
    return html`
      <a class="button" href="/api/me/data?format=csv" download>${words.asTables}</a>
      <a class="button primary" href="/api/me/data" download>${icon('download')} ${words.download}</a>
    `;
  }

  render() {
    return html`
      <astir-my-agreement></astir-my-agreement>
      <div class="what-and-who">
        <div class="sections">
          <section class="panel" aria-labelledby="stored-title">
            <header class="bar">
              <h2 id="stored-title">${words.stored}</h2>
            </header>
            ${panelState(this.#summary, {
              what: words.list,
              blocks: rowBlocks(7),
              content: (summary) => this.#table(summary),
            })}
          </section>
          <section class="panel section never">
            <h2>${words.neverTitle}</h2>
            <p class="muted">${words.neverList}</p>
          </section>
          <astir-erasure-wish class="panel section"></astir-erasure-wish>
        </div>
        <astir-my-views class="panel" .app=${this.app}></astir-my-views>
      </div>
    `;
  }

  #table({ kinds, titles, introspection }) {
    const off = { media: !introspection, titles: !titles };
    const rows = KINDS.map(([kind, symbol]) => ({
      symbol,
      off: off[kind],
      ...(kinds.find((one) => one.kind === kind) ?? { kind, entries: 0, oldest: null, keptDays: null }),
    }));
    const others = kinds.filter(({ kind }) => !KINDS.some(([name]) => name === kind));
    const entries = others.reduce((sum, one) => sum + one.entries, 0);
    rows.push({ kind: 'other', symbol: 'folder', entries, oldest: null, keptDays: null });
    return html`
      <table class="kinds">
        <thead>
          <tr>
            <th scope="col">${words.columns.kind}</th>
            <th scope="col">${words.columns.oldest}</th>
            <th scope="col">${words.columns.kept}</th>
            <th scope="col" class="end">${words.columns.entries}</th>
          </tr>
        </thead>
        <tbody>${rows.map((row) => this.#row(row))}</tbody>
      </table>
    `;
  }

  #row({ kind, symbol, off, entries, oldest, keptDays }) {
    const isOff = off && entries === 0;
    const [name, note] = words.kinds[isOff ? `${kind}Off` : kind];
    return html`
      <tr data-kind=${kind}>
        <th scope="row">
          <span class="kind">${icon(symbol)}<span>${name}<span class="note muted">${note}</span></span></span>
        </th>
        <td class="oldest muted" data-label=${words.columns.oldest}>${oldest ? html`<time datetime=${oldest}>${shortDate(oldest)}</time>` : '–'}</td>
        <td data-label=${words.columns.kept}>${isOff ? pill(words.never) : kept(kind, keptDays)}</td>
        <td class="end numbers" data-label=${words.columns.entries}>${entries === 0 ? html`<span class="muted">0</span>` : number(entries)}</td>
      </tr>
    `;
  }
}

function kept(kind, days) {
  if (days) return words.days(days);
  return kind === 'devices' ? words.removed : ['clients', 'other'].includes(kind) ? words.account : nothing;
}

customElements.define('astir-me-data', Data);
