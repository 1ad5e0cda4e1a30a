/** The audit trail: who changed what, and who looked at whose data. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { absolute, collator, listed, moment } from '../format.js';
import { call } from '../http.js';
import { Pages, wholeList } from '../lists.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { avatar } from '../parts/person.js';
import { showMore } from '../parts/show-more.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { words } from './admin-audit-words.js';
import { detailsOf } from './trail-details.js';
import { together } from './trail-groups.js';
import { byWhat, deed, deedOfSeveral, periodOf, words as trail } from './trail-words.js';

await styleOf(import.meta.url);

const DAY_MILLIS = 86_400_000;
const PAGE = 50;
const KINDS = ['view', 'change'];

class AdminAuditPage extends Part {
  static properties = { app: { attribute: false }, params: { attribute: false } };

  #query = new Query(this, () => this.app.router);
  #people = new Loading(this, (signal) => wholeList('/api/users', signal));
  #entries = new Pages(this, (after, signal) => this.#page(after, signal));
  #loaded = null;

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.#people.later());
  }

  /** However the address came to its filters: by them, by a link, or by the way back. */
  willUpdate() {
    const filter = JSON.stringify(this.#filter);
    if (this.#loaded !== null && this.#loaded !== filter) this.#entries.anew();
    this.#loaded = filter;
  }

  get #filter() {
    const { who = '', whom = '', what = 'all', days = '30' } = this.#query.values;
    return { who, whom, what, days };
  }

  /** As the server takes it. */
  get #search() {
    const { who, whom, what, days } = this.#filter;
    const search = new URLSearchParams();
    if (who) search.set('actorId', who);
    if (whom) search.set('personId', whom);
    if (KINDS.includes(what)) search.set('kind', what);
    else if (what !== 'all') search.set('action', what);
    if (days !== 'all') search.set('from', new Date(Date.now() - days * DAY_MILLIS).toISOString());
    return search;
  }

  #page(after, signal) {
    const search = this.#search;
    search.set('limit', PAGE);
    if (after) search.set('after', after);
    return call('GET', `/api/audit?${search}`, undefined, { signal });
  }

  render() {
    const csv = html`
      <a class="button" href="/api/audit.csv?${this.#search}" download>${icon('download')} ${words.csv}</a>
    `;
    return html`
      <div class="page">
        ${pageHead({ title: text.pages['admin-audit'], tools: csv })}
        <p class="muted lead">${words.lead}</p>
        ${this.#filters()}
        ${panelState(this.#entries, {
          what: words.list,
          blocks: rowBlocks(8),
          content: ({ items }) => this.#list(items),
        })}
      </div>
    `;
  }

  #filters() {
    const { who, whom, what, days } = this.#filter;
    const people = [['', words.anybody], ...(this.#people.value ?? []).map(({ id, name }) => [id, name])];
    return html`
      <div class="filters" role="group" aria-label=${words.filters}>
        ${this.#select('who', words.who, people, who)} ${this.#select('whom', words.whom, people, whom)}
        ${this.#select('what', words.what, Object.entries(words.kinds), what)}
        ${this.#select('days', words.period, Object.entries(words.periods), days)}
      </div>
    `;
  }

  #select(name, label, options, value) {
    return html`
      <label>
        <span class="muted">${label}</span>
        <select name=${name} @change=${({ target }) => this.#choose({ [name]: target.value })}>
          ${options.map(
            ([key, shown]) => html`<option value=${key} .selected=${live(key === value)}>${shown}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #list(items) {
    if (items.length === 0) {
      const { who, whom, what, days } = this.#filter;
      return who || whom || what !== 'all' || days !== 'all'
        ? noMatch({ title: words.noMatch, note: words.noMatchNote, clear: () => this.#clear() })
        : empty({ symbol: 'document', title: words.none, lead: words.noneLead });
    }
    const groups = together(items);
    // What is loaded may end in the middle of a look.
    const open = this.#entries.value.next ? groups.at(-1) : null;
    return html`
      <ol class="panel trail plain">${groups.map((group) => this.#entry(group, group === open))}</ol>
      ${showMore(this.#entries, words.more, 'older')}
    `;
  }

  /**
   * @param group an entry, and others of the same look, at other people
   * @param isOpen whether there may be more of them
   */
  #entry([entry, ...others], isOpen) {
    const { actorId, actorName, via, at, kind, action, details } = entry;
    const name = actorId ? (actorName ?? trail.gone) : trail.app;
    const period = kind === 'view' ? periodOf(details, action) : '';
    const did = others.length > 0 ? deedOfSeveral(entry, others.length + 1, isOpen) : deed(entry);
    return html`
      <li data-kind=${kind}>
        ${actorId ? avatar({ userId: actorId, name }, 'small') : icon('feed')}
        <div>
          <p>
            <strong dir="auto">${name}</strong> <span dir="auto">${did}</span>
            ${period ? html`<span class="muted">· ${period}</span>` : nothing}
            ${via ? html`<span class="muted" dir="auto">· ${byWhat(entry)}</span>` : nothing}
          </p>
          ${kind === 'view' ? nothing : this.#details(entry)}
          ${others.length > 0 ? this.#whom([entry, ...others]) : nothing}
        </div>
        <time class="muted numbers" datetime=${at} title=${absolute(at)}>${moment(at)}</time>
      </li>
    `;
  }

  #details(entry) {
    const lines = detailsOf(entry);
    if (lines.length === 0) return nothing;
    return html`
      <p class="note muted">
        ${lines.map(
          ([label, before, after]) => html`
            <span dir="auto">${label}: ${after === undefined ? before : html`${before} → ${after}`}</span>
          `,
        )}
      </p>
    `;
  }

  #whom(entries) {
    const names = entries.map(({ personName }) => personName ?? trail.gone).toSorted(collator.compare);
    return html`
      <details class="note muted">
        <summary>${words.names}</summary>
        <span dir="auto">${listed(names)}</span>
      </details>
    `;
  }

  #choose(changes) {
    this.#query.set(changes);
  }

  #clear() {
    this.#choose({ who: null, whom: null, what: null, days: 'all' });
  }
}

customElements.define('astir-admin-audit-page', AdminAuditPage);
