/** A day, to read and to correct: as a picture, the question that it asks, and as a list. One's own, or of somebody in sight. */
import { html, nothing } from 'lit';
import { isDate } from '../calendar.js';
import { longDay, shortDay, Ticking, weekday } from '../format.js';
import { call } from '../http.js';
import { ChannelItems, ConnectionState } from '../live.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { isWork } from '../parts/day-blocks.js';
import { dayLegend } from '../parts/day-picture.js';
import { Part } from '../parts/element.js';
import { keepFocus } from '../parts/focus.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import '../parts/menu.js';
import { pageHead } from '../parts/page-head.js';
import { empty, lineBlocks, panelState, strip } from '../parts/panel-state.js';
import '../parts/period.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { words } from './my-day-words.js';
import { Changes } from './my-day/changes.js';
import { entriesOf } from './my-day/entries.js';
import './my-day/list.js';
import { namesOf } from './my-day/names.js';
import './my-day/question.js';
import './my-day/time-form.js';
import { localOf } from './my-day/times.js';
import { dayBars, dayTotals } from './my-day/totals.js';

await styleOf(import.meta.url);

/** Of a session in which somebody works, news come each second. */
const RELOAD_MILLIS = 4_000;
const MINUTE = 60_000;

class MyDayPage extends Part {
  static properties = {
    app: { attribute: false },
    params: { attribute: false },
    /** The key of the entry that is being corrected. */
    editing: { state: true },
    /** `{from, to}` of what is being added; an empty one where nothing is known of it yet. */
    adding: { state: true },
    /** Where the stretch begins that was chosen to be decided. */
    asked: { state: true },
    failure: { state: true },
  };

  #query = new Query(this, () => this.app.router);
  #day = new Loading(this, (signal) => this.#load(signal));
  #names = new Loading(this, (signal) => namesOf(signal));
  #connection = new ConnectionState(this, () => this.app.live);
  #sessions = new ChannelItems(this, 'sessions', () => this.app.live, {
    changed: ({ userId }) => userId === this.#userId && this.#reloadSoon(),
  });
  #changes = new Changes(() => this.#changed());
  #reload = 0;
  #minutes = 0;
  #loadedFor = null;
  /** How much later the server's clock is. */
  #skew = 0;

  constructor() {
    super();
    new Ticking(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#loadedFor = this.#key;
    this.#minutes = setInterval(() => this.#isToday && this.#day.run(), MINUTE);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#minutes);
    clearTimeout(this.#reload);
    this.#reload = 0;
  }

  /** Whose day it is where it is not one's own. */
  get #person() {
    const { person } = this.#query.values;
    return person && person !== this.app.user.id ? person : null;
  }

  get #userId() {
    return this.#person ?? this.app.user.id;
  }

  get #today() {
    return localOf(Date.now() + this.#skew, this.#day.value?.timeZone ?? this.app.user.timeZone).slice(0, 10);
  }

  get #date() {
    const date = this.#query.values.date ?? this.params.date;
    return date && isDate(date) ? date : this.#today;
  }

  get #key() {
    return `${this.#userId} ${this.#date}`;
  }

  get #isToday() {
    return this.#date === this.#today;
  }

  async #load(signal) {
    const timeline = await call('GET', `/api/timeline?date=${this.#date}&userId=${this.#userId}`, undefined, { signal });
    this.#skew = Date.parse(timeline.asOf) - Date.now();
    // While a night shift goes on the day has no end yet.
    const midnight = Date.parse(timeline.dayStart) + timeline.lengthSeconds * 1_000;
    const dayEnd = timeline.dayEnd ?? new Date(Math.max(midnight, Date.parse(timeline.asOf))).toISOString();
    return { ...timeline, dayEnd };
  }

  willUpdate() {
    if (!this.isConnected || this.#loadedFor === this.#key) return;
    this.#loadedFor = this.#key;
    Object.assign(this, { editing: null, adding: null, asked: null, failure: null });
    this.#day.run();
  }

  #reloadSoon() {
    if (!this.#isToday) return;
    this.#reload ||= setTimeout(() => {
      this.#reload = 0;
      this.#day.run();
    }, RELOAD_MILLIS);
  }

  async #changed() {
    this.failure = null;
    await this.#day.run();
    await keepFocus(this);
  }

  render() {
    const names = this.#names.value;
    const date = this.#date;
    const noon = Date.parse(`${date}T12:00Z`);
    const { value } = this.#day;
    const title = this.#person && value?.userId === this.#person ? value.name : text.pages['my-day'];
    return html`
      <div class="page">
        ${pageHead({
          title,
          note: html`
            <span class="wide">${longDay(noon, 'UTC')}${date.slice(0, 4) === this.#today.slice(0, 4) ? '' : ` ${date.slice(0, 4)}`}</span>
            <span class="narrow">${weekday(noon, 'UTC')} ${shortDay(noon, 'UTC')}</span>
          `,
          live: this.#isToday ? this.app.live : null,
          tools: this.#tools(),
        })}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        ${this.#person ? strip({ symbol: 'shield', title: '', note: words.logged }) : nothing}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#day, {
          what: words.day,
          blocks: [lineBlocks(1), lineBlocks(8), lineBlocks(4)],
          content: (timeline) => (names || this.#names.problem ? this.#content(timeline, names ?? NO_NAMES) : nothing),
        })}
      </div>
    `;
  }

  #tools() {
    const value = { kind: 'day', from: this.#date, to: this.#date };
    return html`
      <astir-period only="steps" .kinds=${['day']} .value=${value} .max=${this.#today} .today=${this.#today}
        @change=${({ detail }) => this.#go(detail.from)}></astir-period>
      ${
        this.#person
          ? nothing
          : html`
              ${this.#isToday ? this.#goesOn() : nothing}
              <button type="button" class="adds" aria-expanded=${Boolean(this.adding)} aria-label=${words.add}
                @click=${() => this.#add(this.adding ? null : {})}>${icon('plus')}<span class="wide">${words.add}</span></button>
            `
      }
    `;
  }

  #go(date) {
    this.#query.set({ date: date === this.#today && !this.params.date ? null : date });
  }

  get #running() {
    return [...(this.#sessions.items?.values() ?? [])].find(
      ({ userId, status }) => userId === this.#userId && status === 'active',
    );
  }

  /** With which project to go on, or to begin. */
  #goesOn() {
    const running = this.#running;
    const label = running ? words.switch : words.start;
    const projects = this.#names.value?.choices ?? [];
    const others = projects.filter(({ id }) => id !== running?.projectId);
    const content = () => html`
      ${others.map(
        ({ id, name }) => html`
          <button type="button" class="quiet" dir="auto" @click=${() => this.#try(() => this.#changes.goOn(running, id))}>${name}</button>
        `,
      )}
      ${
        !running || running.projectId
          ? html`<button type="button" class="quiet" @click=${() => this.#try(() => this.#changes.goOn(running, null))}>${words.noProject}</button>`
          : nothing
      }
      ${
        running
          ? html`<hr /><button type="button" class="quiet" @click=${() => this.#try(() => this.#changes.stop(running))}>${text.session.stop}</button>`
          : nothing
      }
    `;
    return html`
      <astir-menu .label=${label} .face=${html`${icon(running ? 'switch' : 'play')}<span class="wide">${label}</span>`} .content=${content}></astir-menu>
    `;
  }

  async #try(change) {
    this.failure = null;
    try {
      await change();
    } catch (problem) {
      this.failure = problem.message;
    }
  }

  #content(timeline, { projects, choices, categories }) {
    const isToday = this.#isToday && timeline.date === this.#date;
    const now = isToday ? Date.now() + this.#skew : null;
    const entries = entriesOf(timeline, now ?? Date.parse(timeline.dayEnd));
    const editable = !this.#person;
    const isOld = timeline.date !== this.#date || this.#connection.lostAt;
    const { view } = this.#query.values;
    return html`
      <div class="day-content ${isOld ? 'stale' : ''}" data-view=${view === 'list' ? 'list' : 'picture'}>
        ${dayTotals(timeline, categories, isToday)}
        <div class="day-board">
          <div class="day-panel">
            ${this.#views(view)}
            <astir-day-picture .timeline=${timeline} .names=${{ projects, categories }} .now=${now} ?editable=${editable}
              @add=${({ detail }) => this.#add(detail)} @open=${({ detail }) => editable && this.#open(detail)}></astir-day-picture>
          </div>
          ${editable ? this.#question(timeline, choices, projects) : nothing}
          <div class="day-legends">${dayLegend(usedOf(timeline, categories))}</div>
        </div>
        ${this.adding ? this.#form(timeline, choices) : nothing}
        <div class="day-below">
          <div class="day-rows">
            ${
              entries.length === 0
                ? this.#nothing(isToday)
                : html`
                    <div class="panel">
                      <astir-day-list .entries=${entries} .date=${timeline.date} .timeZone=${timeline.timeZone} .names=${projects}
                        .projects=${choices} .changes=${this.#changes} ?editable=${editable} .editing=${this.editing}
                        @edit=${({ detail }) => this.#edit(detail)} @add=${({ detail }) => this.#add(detail)}></astir-day-list>
                    </div>
                  `
            }
            ${timeline.keptAside.length > 0 ? strip({ symbol: 'private', title: '', note: words.keptAside(timeline.keptAside.length) }) : nothing}
          </div>
          ${timeline.intervals.some(isWork) ? dayBars(timeline, categories) : nothing}
        </div>
      </div>
    `;
  }

  /** On a phone there is room for one of them. */
  #views(view) {
    const button = (name, label) => html`
      <button type="button" aria-pressed=${(view === 'list') === (name === 'list')}
        @click=${() => this.#query.set({ view: name === 'list' ? name : null })}>${label}</button>
    `;
    return html`
      <div class="views">
        <div class="segments" role="group" aria-label=${words.view}>${button('picture', words.picture)} ${button('list', words.listShort)}</div>
      </div>
    `;
  }

  #question({ undecided, sessions, timeZone }, choices, projects) {
    if (undecided.length === 0) return nothing;
    const place = Math.max(0, undecided.findIndex(({ from }) => from === this.asked));
    const stretch = undecided[place];
    const session = sessions.find(({ id }) => id === stretch.sessionId);
    const projectOf = { id: session?.projectId, name: projects.get(session?.projectId) };
    return html`
      <astir-day-question .stretch=${stretch} .place=${place} .count=${undecided.length} .timeZone=${timeZone}
        .projects=${choices.filter(({ id }) => id !== session?.projectId)}
        .decide=${(decision, project) => this.#changes.decide(stretch, decision, project ?? projectOf)}></astir-day-question>
    `;
  }

  #form({ date, timeZone }, choices) {
    return html`
      <section class="panel day-adding" aria-label=${words.add}>
        <astir-time-form .date=${date} .timeZone=${timeZone} .projects=${choices} .span=${this.adding} .changes=${this.#changes}
          @closed=${() => this.#close('.adds')}></astir-time-form>
      </section>
    `;
  }

  #nothing(isToday) {
    const { title, lead } = this.#person ? words.emptyOther : isToday ? words.emptyToday : words.empty;
    const actions = this.#person
      ? nothing
      : html`<button type="button" @click=${() => this.#add({})}>${icon('plus')} ${words.add}</button>`;
    return empty({ symbol: 'day', title, lead, actions });
  }

  async #add(span) {
    this.editing = null;
    this.adding = null;
    await this.updateComplete;
    this.adding = span;
    await this.updateComplete;
    this.querySelector('.day-adding')?.scrollIntoView({ block: 'nearest' });
  }

  #edit(key) {
    this.adding = null;
    if (key) this.editing = key;
    else this.#close(`[data-key="${CSS.escape(this.editing)}"]`);
  }

  /** Back to what opened it. */
  async #close(opener) {
    this.editing = this.adding = null;
    await this.updateComplete;
    await this.querySelector('astir-day-list')?.updateComplete;
    this.querySelector(opener)?.focus();
    await keepFocus(this);
  }

  /** What was chosen in the picture. */
  async #open({ look, from, sessionId }) {
    if (look === 'undecided') {
      this.asked = this.#day.value.undecided.find((stretch) => Date.parse(stretch.from) === from)?.from ?? null;
      await this.updateComplete;
      this.querySelector('astir-day-question button')?.focus();
    } else if (sessionId) {
      this.#edit(sessionId);
    }
  }
}

const NO_NAMES = { projects: new Map(), choices: [], categories: new Map() };

/** The categories that are in a day, in their order. */
function usedOf({ intervals }, categories) {
  const used = new Set(intervals.map(({ categoryId }) => categoryId));
  return [...categories].filter(([id]) => used.has(id)).map(([, category]) => category);
}

customElements.define('astir-my-day-page', MyDayPage);
