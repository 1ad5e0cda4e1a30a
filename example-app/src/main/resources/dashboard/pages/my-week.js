/** The week: on what its hours went, how far it is sent and approved; one's own, or that of somebody whom one sees. */
import { html, nothing } from 'lit';
import { addDays, dateIn, isDate, startOfWeek } from '../calendar.js';
import { number } from '../format.js';
import { call } from '../http.js';
import { Pages } from '../lists.js';
import { ChannelItems, ConnectionState } from '../live.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { Downloads } from '../parts/download.js';
import { Part } from '../parts/element.js';
import { FeedEvents } from '../parts/feed-events.js';
import { keepFocus } from '../parts/focus.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, lineBlocks, panelState, rowBlocks } from '../parts/panel-state.js';
import '../parts/period.js';
import { Refresh } from '../parts/refresh.js';
import { showMore } from '../parts/show-more.js';
import { undo } from '../parts/undo.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { actions } from './my-week/actions.js';
import { dayAddress, numberOf } from './my-week/days.js';
import { grid } from './my-week/grid.js';
import { notices } from './my-week/notices.js';
import { history, otherWeeks, panel, toLookAt, waiting } from './my-week/panels.js';
import { steps } from './my-week/steps.js';
import { words } from './my-week-words.js';

await styleOf(import.meta.url);

class MyWeekPage extends Part {
  static properties = {
    app: { attribute: false },
    params: { attribute: false },
    asking: { state: true },
    busy: { state: true },
    failure: { state: true },
  };

  #query = new Query(this, () => this.app.router);
  #sheet = new Loading(this, (signal) => call('GET', this.#path, undefined, { signal }));
  #earlier = new Pages(this, (after, signal) => call('GET', this.#earlierPath(after), undefined, { signal }));
  #waiting = new Loading(this, (signal) => this.#loadWaiting(signal));
  /** Time goes on, and others decide. */
  #refresh = new Refresh(this, () => this.#reload());
  #sessions = new ChannelItems(this, 'sessions', () => this.app.live, { changed: () => this.#refresh.soon() });
  #decisions = new FeedEvents(this, ['timesheet.*'], () => this.app.live, () => this.#refresh.soon());
  #connection = new ConnectionState(this, () => this.app.live);
  #downloads = new Downloads(this);
  #loadedFor = null;

  /** Why a week is returned or reopened. */
  #reason = new Form(this, {
    send: ({ reason }) => call('POST', `${this.#path}/${this.asking}`, { reason }),
    done: (sheet) => this.#done(sheet),
  });

  connectedCallback() {
    super.connectedCallback();
    this.#loadedFor = this.#path;
  }

  willUpdate() {
    if (!this.isConnected || this.#loadedFor === this.#path) return;
    this.#loadedFor = this.#path;
    Object.assign(this, { asking: null, failure: null });
    this.#sheet.run();
    this.#earlier.anew();
  }

  get #today() {
    return this.#sheet.value?.today ?? dateIn(this.#zone);
  }

  /** The reader's, as the profile has it, wherever this computer is. */
  get #zone() {
    return this.app.user.timeZone;
  }

  /** Whose week it is where it is not one's own. */
  get #person() {
    const { person } = this.#query.values;
    return person && person !== this.app.user.id ? person : null;
  }

  get #monday() {
    const week = this.#query.values.week ?? this.params.week;
    return startOfWeek(isDate(week ?? '') ? week : this.#today, 1);
  }

  get #path() {
    return `/api/timesheets/${encodeURIComponent(this.#person ?? this.app.user.id)}/${this.#monday}`;
  }

  #earlierPath(after) {
    const search = new URLSearchParams({
      userId: this.#person ?? this.app.user.id,
      to: addDays(this.#monday, -1),
      limit: 4,
    });
    if (after) search.set('after', after);
    return `/api/timesheets?${search}`;
  }

  async #loadWaiting(signal) {
    if (this.app.user.role === 'employee') return [];
    const { items } = await call('GET', '/api/timesheets?state=submitted&limit=100', undefined, { signal });
    return items.filter(({ mayDecide }) => mayDecide);
  }

  #reload() {
    if (this.busy || this.asking) return;
    this.#sheet.run();
    this.#waiting.run();
  }

  render() {
    const { value } = this.#sheet;
    const isOther = value && (value.week !== this.#monday || value.userId !== (this.#person ?? this.app.user.id));
    const isOld = isOther || this.#connection.lostAt;
    const title = this.#person && value && !isOther ? words.titleOf(value.name) : text.pages['my-week'];
    return html`
      <div class="page">
        ${pageHead({ title, tabs: this.#period(), live: this.app.live, tools: this.#files() })}
        ${this.#downloads.failure()}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#sheet, {
          what: words.what,
          blocks: html`${lineBlocks(1)} ${rowBlocks(5)}`,
          content: (sheet) => html`<div class="week ${isOld ? 'stale' : ''}">${this.#week(sheet)}</div>`,
        })}
        <div class="week-panels ${isOld ? 'stale' : ''}">
          <div>
            ${this.#isOwn ? this.#waitingPanel() : nothing} ${value ? toLookAt(value, this.#isOwn, this.#zone) : nothing}
          </div>
          <div>
            ${this.#earlierPanel()}
            ${value && value.history.length > 0 ? panel(words.done.title, '', history(value.history, this.#zone)) : nothing}
            ${this.#isOwn ? nothing : this.#waitingPanel()}
          </div>
        </div>
        <div class="files-below">${this.#files()}</div>
      </div>
    `;
  }

  /** The week as it is shown, on a page to sign. */
  #files() {
    const search = new URLSearchParams({ week: this.#monday, ...(this.#isOwn ? {} : { userId: this.#person }) });
    const address = () => `/api/reports/timesheet?${search}`;
    return html`
      ${this.#downloads.button('CSV', address, 'text/csv')}
      ${this.#downloads.button(words.pdf, address, 'application/pdf')}
    `;
  }

  #period() {
    const monday = this.#monday;
    const value = { kind: 'week', from: monday, to: addDays(monday, 6) };
    return html`
      <astir-period only="steps" week-start="1" .kinds=${['week']} .value=${value} .max=${this.#today} .today=${this.#today}
        @change=${({ detail }) => this.#query.set({ week: detail.from })}></astir-period>
    `;
  }

  get #isOwn() {
    return this.#person === null;
  }

  #week(sheet) {
    return html`
      ${steps(sheet, this.#isOwn, this.#actions(sheet), this.#zone)}
      ${this.asking ? this.#asked() : nothing}
      ${notices(sheet, this.#isOwn)}
      <h2 class="visually-hidden">${words.grid.caption}</h2>
      ${sheet.projects.length === 0 ? this.#empty() : grid(sheet, this.#isOwn)}
    `;
  }

  #actions(sheet) {
    return actions(sheet, {
      isOwn: this.#isOwn,
      busy: this.busy,
      asking: this.asking,
      take: (step) => this.#take(step),
      ask: (step) => this.#ask(step),
    });
  }

  #empty() {
    return empty({
      symbol: 'calendar',
      title: words.empty.title,
      lead: this.#isOwn ? words.empty.lead : words.empty.leadOfOthers,
      actions: this.#isOwn
        ? html`<a class="button" href=${dayAddress(this.#monday > this.#today ? this.#monday : this.#today)}>${words.empty.day}</a>`
        : nothing,
    });
  }

  #asked() {
    const { label, hint, send } = words.ask[this.asking];
    return html`
      <form class="panel week-reason" novalidate @submit=${this.#reason.submit}>
        ${this.#reason.field({ name: 'reason', label, hint, type: 'textarea', required: true, maxlength: 500 })}
        ${this.#reason.failure()}
        <footer>
          ${this.#reason.button(send)}
          <button type="button" @click=${() => this.#ask(this.asking)}>${text.dialog.cancel}</button>
        </footer>
      </form>
    `;
  }

  async #ask(step) {
    this.asking = this.asking === step ? null : step;
    this.#reason.reset();
    await this.updateComplete;
    if (this.asking) this.querySelector('.week-reason textarea')?.focus();
    else await keepFocus(this);
  }

  async #take(step, path = this.#path) {
    if (this.busy) return;
    Object.assign(this, { busy: step, failure: null });
    try {
      const sheet = await call('POST', `${path}/${step}`);
      const { week } = sheet;
      if (step === 'submit') undo(words.actions.submitted(numberOf(week)), () => this.#takeBack(path));
      await this.#done(sheet);
    } catch (problem) {
      this.failure = problem.message;
      if (problem.status === 409) this.#sheet.run();
    } finally {
      this.busy = null;
    }
  }

  async #takeBack(path) {
    await call('POST', `${path}/withdraw`);
    await this.#sheet.run();
    await keepFocus(this);
  }

  async #done(sheet) {
    this.asking = null;
    if (`/api/timesheets/${sheet.userId}/${sheet.week}` === this.#path) this.#sheet.value = sheet;
    this.requestUpdate();
    this.#waiting.run();
    await keepFocus(this);
  }

  #waitingPanel() {
    if (this.app.user.role === 'employee') return nothing;
    const isShown = ({ userId, week }) => userId === this.#person && week === this.#monday;
    const weeks = (this.#waiting.value ?? []).filter((week) => !isShown(week));
    if (!this.#waiting.problem && weeks.length === 0) return nothing;
    return panelState(this.#waiting, {
      what: words.weeks.waitingWhat,
      content: () => panel(words.weeks.waiting, number(weeks.length), waiting(weeks, this.#zone)),
    });
  }

  #earlierPanel() {
    return panelState(this.#earlier, {
      what: words.weeks.what,
      blocks: rowBlocks(4),
      content: ({ items }) =>
        panel(words.weeks.title, '', html`${otherWeeks(items, this.#person, this.#zone)} ${showMore(this.#earlier, words.weeks.more, 'more')}`),
    });
  }
}

customElements.define('astir-my-week-page', MyWeekPage);
