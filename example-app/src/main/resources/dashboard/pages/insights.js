/**
 * Insights: how one's own week went, beside one's own last four. Plain figures, each with its formula; no ranking, and
 * no word on whether it is good. Managers choose one person of those who agreed to it.
 */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { addDays, dateIn, isDate, startOfWeek } from '../calendar.js';
import { dateRange } from '../format.js';
import { call } from '../http.js';
import { wholeList } from '../lists.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, gone, lineBlocks, panelState } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import '../parts/period.js';
import { Refresh } from '../parts/refresh.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { compared, figures } from './insights/figures.js';
import { words } from './insights-words.js';

await styleOf(import.meta.url);

/** The week that it is grows. */
const AGE_MILLIS = 5 * 60_000;

class InsightsPage extends Part {
  static properties = { app: { attribute: false } };

  #query = new Query(this, () => this.app.router);
  #insights = new Loading(this, (signal) => call('GET', this.#path, undefined, { signal }));
  #people = new Loading(this, (signal) => this.#loadPeople(signal));
  #loadedFor = null;

  constructor() {
    super();
    new Refresh(this, () => this.#insights.run(), AGE_MILLIS);
    new PeopleChanges(this, () => this.app.live, () => this.#people.later());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#loadedFor = this.#path;
  }

  willUpdate() {
    if (!this.isConnected || this.#loadedFor === this.#path) return;
    this.#loadedFor = this.#path;
    this.#insights.run();
  }

  get #today() {
    return dateIn(this.app.user.timeZone);
  }

  get #monday() {
    const { week } = this.#query.values;
    return startOfWeek(isDate(week ?? '') ? week : this.#today, 1);
  }

  /** Whose they are where they are not one's own. */
  get #person() {
    const { person } = this.#query.values;
    return person && person !== this.app.user.id ? person : null;
  }

  get #path() {
    const search = new URLSearchParams({ week: this.#monday });
    if (this.#person) search.set('userId', this.#person);
    return `/api/insights?${search}`;
  }

  /** Who agreed that managers may look. */
  async #loadPeople(signal) {
    return this.app.user.role === 'employee' ? [] : wholeList('/api/insights/people', signal);
  }

  #go(week) {
    this.#query.set({ week: week === startOfWeek(this.#today, 1) ? null : week });
  }

  render() {
    const { value, problem } = this.#insights;
    const isOther = this.#person && value?.userId === this.#person;
    return html`
      <div class="page">
        ${pageHead({
          title: isOther ? words.titleOf(value.name) : text.pages.insights,
          tabs: this.#period(),
          tools: this.#choice(),
        })}
        ${this.#person && [400, 403, 404].includes(problem?.status) ? this.#notThere() : this.#panel()}
      </div>
    `;
  }

  #panel() {
    return panelState(this.#insights, {
      what: words.what,
      blocks: html`<div class="insights">${Array.from({ length: 4 }, () => lineBlocks(7))}</div>`,
      content: (answer) => html`
        <div class=${this.#isAsked(answer) ? nothing : 'stale'}>${this.#content(answer)}</div>
      `,
    });
  }

  #isAsked({ week, userId }) {
    return week === this.#monday && userId === (this.#person ?? this.app.user.id);
  }

  #notThere() {
    return gone({
      title: words.notThere,
      note: words.notThereWhy,
      action: html`<button type="button" @click=${() => this.#query.set({ person: null })}>${words.toOwn}</button>`,
    });
  }

  /** One person at a time, of those who agreed. */
  #choice() {
    const people = this.#people.value ?? [];
    if (people.length === 0) return nothing;
    const option = (id, name) => html`<option value=${id} .selected=${live(id === (this.#person ?? ''))}>${name}</option>`;
    return html`
      <select name="person" aria-label=${words.whose} @change=${({ target }) => this.#query.set({ person: target.value || null })}>
        ${option('', words.own)} ${people.map(({ userId, name }) => option(userId, name))}
      </select>
    `;
  }

  #period() {
    const value = { kind: 'week', from: this.#monday, to: addDays(this.#monday, 6) };
    return html`
      <astir-period only="steps" week-start="1" .kinds=${['week']} .value=${value} .max=${this.#today} .today=${this.#today}
        @change=${({ detail }) => this.#go(detail.from)}></astir-period>
    `;
  }

  #content(answer) {
    const isEmpty = answer.figures.activeSeconds === 0;
    return html`
      <h2 class="visually-hidden">${dateRange(answer.week, addDays(answer.week, 6))}</h2>
      ${isEmpty ? this.#empty(answer) : this.#figures(answer)}
      <div class="insights-about">${limits(this.#person)} ${this.#seen(answer)}</div>
    `;
  }

  #figures(answer) {
    return html`
      <p class="compared muted">${compared(answer)}</p>
      <div class="insights">${figures(answer)}</div>
    `;
  }

  #empty({ before }) {
    const { title, lead, leadOfOthers, connect, thisTitle, thisLead, back } = words.empty;
    const computers = html`<a class="button primary" href="/me/computers">${connect}</a>`;
    return before === null
      ? empty({
          symbol: 'insight',
          title,
          lead: this.#person ? leadOfOthers : lead,
          actions: this.#person ? nothing : computers,
        })
      : empty({
          symbol: 'insight',
          title: thisTitle,
          lead: thisLead,
          actions: html`
            <button type="button" class="primary" @click=${() => this.#go(addDays(this.#monday, -7))}>${back}</button>
          `,
        });
  }

  #seen({ sharing, name }) {
    const { title, logged, policy, looks } = words.seen;
    const [address, label] = sharing === 'managers' ? ['/me', looks] : ['/policy', policy];
    return html`
      <section class="panel about" aria-labelledby="insights-seen">
        <h2 id="insights-seen">${title}</h2>
        <p>${icon('eye')} <span>${this.#person ? logged(name) : words.seen[sharing]}</span></p>
        ${this.#person ? nothing : html`<p><a href=${address}>${label}</a></p>`}
      </section>
    `;
  }
}

function limits(person) {
  return html`
    <section class="panel about" aria-labelledby="insights-limits">
      <h2 id="insights-limits">${words.limits.title}</h2>
      <ul>
        ${words.limits.lines.map((line) => html`<li>${line}</li>`)}
      </ul>
      <p><a href=${person ? `/my-day?person=${person}` : '/my-day'}>${words.limits.day}</a></p>
    </section>
  `;
}

customElements.define('astir-insights-page', InsightsPage);
