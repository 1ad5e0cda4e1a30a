/**
 * A day, to read and to correct: as a picture, the question that it asks, and as a list. One's own, or of somebody in
 * sight.
 */
import { html, nothing } from 'lit';
import { fullDate, longDay, shortDay, Ticking, weekday } from '../format.js';
import { Keys } from '../keys.js';
import { ConnectionState } from '../live.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { isWork } from '../parts/day-blocks.js';
import { dayLegend } from '../parts/day-legend.js';
import '../parts/day-picture.js';
import { Part } from '../parts/element.js';
import { keepFocus } from '../parts/focus.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import '../parts/menu.js';
import { pageHead } from '../parts/page-head.js';
import { empty, lineBlocks, panelState, strip } from '../parts/panel-state.js';
import '../parts/period.js';
import { rovingKeys } from '../parts/roving.js';
import { styleOf } from '../styles.js';
import { words } from './my-day-words.js';
import { Changes } from './my-day/changes.js';
import { entriesOf } from './my-day/entries.js';
import './my-day/list.js';
import { namesOf } from './my-day/names.js';
import './my-day/question.js';
import { ShownDay } from './my-day/shown-day.js';
import './my-day/time-form.js';
import { dayBars, dayTotals } from './my-day/totals.js';

await styleOf(import.meta.url);

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

  #day = new ShownDay(this, () =>
    Object.assign(this, { editing: null, adding: null, asked: null, failure: null }),
  );
  #names = new Loading(this, namesOf);
  #connection = new ConnectionState(this, () => this.app.live);
  #changes = new Changes(() => this.#changed());

  constructor() {
    super();
    new Ticking(this);
    new Keys(
      this,
      rovingKeys((by) => this.querySelector('astir-day-list')?.step(by)),
    );
  }

  async #changed() {
    this.failure = null;
    await this.#day.loading.run();
    await keepFocus(this);
  }

  render() {
    const names = this.#names.value;
    const { date, isToday, loading, person, today } = this.#day;
    const noon = Date.parse(`${date}T12:00Z`);
    const { value } = loading;
    const isThisYear = date.slice(0, 4) === today.slice(0, 4);
    const title = person && value?.userId === person ? value.name : text.pages['my-day'];
    return html`
      <div class="page">
        ${pageHead({
          title,
          note: html`
            <span class="wide">${isThisYear ? longDay(noon, 'UTC') : fullDate(date)}</span>
            <span class="narrow"><span class="weekday">${weekday(noon, 'UTC')} </span>${shortDay(noon, 'UTC')}</span>
          `,
          live: isToday ? this.app.live : null,
          tools: this.#tools(),
        })}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        ${person ? strip({ symbol: 'shield', title: '', note: words.logged }) : nothing}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(loading, {
          what: words.day,
          blocks: [lineBlocks(1), lineBlocks(8), lineBlocks(4)],
          content: (timeline) =>
            names || this.#names.problem ? this.#content(timeline, names ?? NO_NAMES) : nothing,
        })}
      </div>
    `;
  }

  #tools() {
    const { date, isToday, person, today } = this.#day;
    const value = { kind: 'day', from: date, to: date };
    return html`
      <astir-period only="steps" .kinds=${['day']} .value=${value} .max=${today} .today=${today}
        @change=${({ detail }) => this.#day.go(detail.from)}></astir-period>
      ${isToday && !person ? this.#goesOn() : nothing}
      ${
        this.#day.isEditable
          ? html`
              <button type="button" class="adds" aria-expanded=${Boolean(this.adding)} aria-label=${words.add}
                @click=${() => this.#add(this.adding ? null : {})}>${icon('plus')}<span class="wide">${words.add}</span></button>
            `
          : nothing
      }
    `;
  }

  /** With which project to go on, or to begin. */
  #goesOn() {
    const { running } = this.#day;
    const label = running ? words.switch : words.start;
    const projects = this.#names.value?.choices ?? [];
    const others = projects.filter(({ id }) => id !== running?.projectId);
    const button = (name, change) => html`
      <button type="button" class="quiet" dir="auto" @click=${() => this.#change(change)}>${name}</button>
    `;
    const goOn = (id) => (current) => this.#changes.goOn(current, id);
    const content = () => html`
      ${others.map(({ id, name }) => button(name, goOn(id)))}
      ${!running || running.projectId ? button(words.noProject, goOn(null)) : nothing}
      ${running ? html`<hr />${button(text.session.stop, (current) => this.#changes.stop(current))}` : nothing}
    `;
    return html`
      <astir-menu .label=${label} .content=${content}
        .face=${html`${icon(running ? 'switch' : 'play')}<span class="wide">${label}</span>`}></astir-menu>
    `;
  }

  /** @param change of the session that runs now, which gives the session that it is or becomes */
  async #change(change) {
    this.failure = null;
    try {
      this.#day.put(await change(this.#day.running));
    } catch (problem) {
      this.failure = problem.message;
    }
  }

  #content(timeline, { projects, choices, categories: all }) {
    // Where nothing is told apart by categories, applications say more.
    const categories = timeline.intervals.some(({ categoryId }) => all.has(categoryId)) ? all : new Map();
    const { date, person, query } = this.#day;
    const isToday = this.#day.isToday && timeline.date === date;
    const now = isToday ? this.#day.now : null;
    const entries = entriesOf(timeline, now ?? Date.parse(timeline.dayEnd));
    const editable = this.#day.isEditable;
    const isOld = timeline.date !== date || this.#connection.lostAt;
    const { view } = query;
    const late = timeline.keptAside.length;
    return html`
      <div class="day-content ${isOld ? 'stale' : ''}" data-view=${view === 'list' ? 'list' : 'picture'}>
        ${timeline.closed ? this.#locked(timeline.date) : nothing}
        ${dayTotals(timeline, isToday, this.#decides(timeline))}
        <div class="day-board">
          <div class="day-panel">
            ${this.#views(view)}
            <astir-day-picture .timeline=${timeline} .names=${{ projects, categories }} .now=${now}
              ?editable=${editable} @add=${({ detail }) => this.#add(detail)}
              @open=${({ detail }) => editable && this.#open(detail)}></astir-day-picture>
          </div>
          ${editable ? this.#question(timeline, choices, projects) : nothing}
          <div class="day-legends">${dayLegend(usedOf(timeline, categories))}</div>
        </div>
        ${this.adding ? this.#form(timeline, choices) : nothing}
        <div class="day-below">
          <div class="day-rows">
            ${
              entries.length === 0
                ? this.#nothing()
                : html`
                    <div class="panel">
                      <astir-day-list .entries=${entries} .date=${timeline.date} .timeZone=${timeline.timeZone} .names=${projects}
                        .tasks=${timeline.tasks} .projects=${choices} .changes=${this.#changes}
                        ?editable=${editable} .editing=${this.editing}
                        @edit=${({ detail }) => this.#edit(detail)} @add=${({ detail }) => this.#add(detail)}></astir-day-list>
                    </div>
                  `
            }
            ${late > 0 ? strip({ symbol: 'private', title: '', note: words.keptAside(late) }) : nothing}
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
        @click=${() => this.#day.set({ view: name === 'list' ? name : null })}>${label}</button>
    `;
    return html`
      <div class="views">
        <div class="segments" role="group" aria-label=${words.view}>
          ${button('picture', words.picture)} ${button('list', words.listShort)}
        </div>
      </div>
    `;
  }

  #question({ undecided, sessions, timeZone }, choices, projects) {
    if (undecided.length === 0) return nothing;
    const place = Math.max(
      0,
      undecided.findIndex(({ from }) => from === this.asked),
    );
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

  /** How the time that nobody has decided on is called. */
  #decides({ closed }) {
    if (this.#day.person) return words.forThem;
    return closed ? words.notDecided : words.forYou;
  }

  /** Nothing can be changed of it: that is said before somebody tries. */
  #locked(date) {
    const { title, lead, link } = words.locked;
    const action = this.#day.person ? nothing : html`<a class="button" href="/my-week/${date}">${link}</a>`;
    return strip({ symbol: 'private', title, note: lead, action });
  }

  #nothing() {
    const { isEditable, isToday, person, date, today } = this.#day;
    const own = date > today ? words.emptyFuture : isToday ? words.emptyToday : words.empty;
    const { title, lead } = person && date <= today ? words.emptyOther : own;
    const actions = isEditable
      ? html`<button type="button" @click=${() => this.#add({})}>${icon('plus')} ${words.add}</button>`
      : nothing;
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
      this.asked =
        this.#day.loading.value.undecided.find((stretch) => Date.parse(stretch.from) === from)?.from ?? null;
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
