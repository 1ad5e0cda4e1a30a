/**
 * Insights: how one's own week went, beside one's own last four. Plain figures, each with its formula; no ranking, and
 * no word on whether it is good.
 */
import { html, nothing } from 'lit';
import { addDays, dateIn, isDate, startOfWeek } from '../calendar.js';
import { dateRange } from '../format.js';
import { call } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, lineBlocks, panelState } from '../parts/panel-state.js';
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
  #loadedFor = null;

  constructor() {
    super();
    new Refresh(this, () => this.#insights.run(), AGE_MILLIS);
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

  get #path() {
    return `/api/insights?week=${this.#monday}`;
  }

  #go(week) {
    this.#query.set({ week: week === startOfWeek(this.#today, 1) ? null : week });
  }

  render() {
    return html`
      <div class="page">
        ${pageHead({ title: text.pages.insights, tabs: this.#period() })}
        ${panelState(this.#insights, {
          what: words.what,
          blocks: html`<div class="insights">${Array.from({ length: 4 }, () => lineBlocks(7))}</div>`,
          content: (answer) => html`
            <div class=${answer.week === this.#monday ? nothing : 'stale'}>${this.#content(answer)}</div>
          `,
        })}
      </div>
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
      <div class="insights-about">${limits()} ${this.#seen()}</div>
    `;
  }

  #figures(answer) {
    return html`
      <p class="compared muted">${compared(answer)}</p>
      <div class="insights">${figures(answer)}</div>
    `;
  }

  #empty({ before }) {
    const { title, lead, connect, thisTitle, thisLead, back } = words.empty;
    return before === null
      ? empty({
          symbol: 'insight',
          title,
          lead,
          actions: html`<a class="button primary" href="/me/computers">${connect}</a>`,
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

  #seen() {
    return html`
      <section class="panel about" aria-labelledby="insights-seen">
        <h2 id="insights-seen">${words.seen.title}</h2>
        <p>${icon('eye')} <span>${words.seen.you}</span></p>
      </section>
    `;
  }
}

function limits() {
  return html`
    <section class="panel about" aria-labelledby="insights-limits">
      <h2 id="insights-limits">${words.limits.title}</h2>
      <ul>
        ${words.limits.lines.map((line) => html`<li>${line}</li>`)}
      </ul>
      <p><a href="/my-day">${words.limits.day}</a></p>
    </section>
  `;
}

customElements.define('astir-insights-page', InsightsPage);
