/**
 * Reports: when people work, on what, and how the score is made. Managers see those whom they may see, and choose;
 * employees see themselves. All choices stand in the address.
 */
import { html, nothing } from 'lit';
import { dateIn, daysFrom, firstWeekday } from '../calendar.js';
import { dateRange } from '../format.js';
import { wholeList } from '../lists.js';
import { text } from '../messages.js';
import { Downloads } from '../parts/download.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, gone, lineBlocks, panelState, strip } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import '../parts/period.js';
import { Refresh } from '../parts/refresh.js';
import { contains, labelOf } from '../periods.js';
import { locale } from '../preferences.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import './reports-saved.js';
import { words as savedWords } from './reports-saved-words.js';
import { words } from './reports-words.js';
import { Answers } from './reports/answers.js';
import { weekly, whatFor, whenAndScore } from './reports/panels.js';
import { before, both, elapsed, periodIn, search, weeksUntil } from './reports/questions.js';
import { viewOf } from './reports/relative.js';
import { Sites } from './reports/sites.js';
import { projectChoice, whomChoice } from './reports/whom.js';

await styleOf(import.meta.url);

/** Today's figures grow. */
const AGE_MILLIS = 5 * 60_000;

/** Whom one can choose where that could not be loaded. */
const NOBODY = { people: [], teams: [], projects: [] };

class ReportsPage extends Part {
  static properties = {
    app: { attribute: false },
    /** Which kinds of usage are shown in full. */
    unfolded: { state: true },
  };

  #query = new Query(this, () => this.app.router);
  #who = new Loading(this, (signal) => this.#loadWho(signal));
  #answers = new Answers(this, () => this.#question, () => this.#refresh.incomplete());
  #refresh = new Refresh(this, () => this.#follow(), AGE_MILLIS);
  #sites = new Sites(this, (app, signal) => both('usage', this.#days, this.#whom, signal, { groupBy: 'site', app }));
  #downloads = new Downloads(this);

  constructor() {
    super();
    this.unfolded = new Set();
    new PeopleChanges(this, () => this.app.live, () => this.#isOwn || this.#who.later());
  }

  get #isOwn() {
    return this.app.user.role === 'employee';
  }

  get #today() {
    return dateIn(this.app.user.timeZone);
  }

  get #period() {
    return periodIn(this.#query.values, this.#today);
  }

  /** Whose time it is: a `person`, a `team`, or everybody whom one sees; on all or on one `project`. */
  get #whom() {
    const { person, team, project } = this.#query.values;
    return this.#isOwn ? { person: this.app.user.id, project } : { person, team, project };
  }

  get #isOne() {
    return Boolean(this.#whom.person);
  }

  get #weeks() {
    return weeksUntil(elapsed(this.#period, this.#today).to, firstWeekday(locale));
  }

  get #days() {
    return { now: this.#period, earlier: before(this.#period, this.#today) };
  }

  /** A person's days, or the people of a team; of a project a person's days, or its people. */
  get #file() {
    const { from, to } = elapsed(this.#period, this.#today);
    const { person, project } = this.#whom;
    if (project) {
      return `/api/reports/usage?${search({ from, to }, this.#whom, { groupBy: person ? 'day' : 'person' })}`;
    }
    return person
      ? `/api/reports/user/${encodeURIComponent(person)}?${new URLSearchParams({ startDate: from, endDate: to })}`
      : `/api/reports/team?${search({ from, to }, this.#whom)}`;
  }

  get #question() {
    return { period: this.#period, whom: this.#whom, days: this.#days, weeks: this.#weeks };
  }

  willUpdate() {
    if (this.#answers.follow()) this.#sites.again();
  }

  /** What is over and computed stays as it is. */
  #follow() {
    if (this.#answers.isComplete && !contains(this.#period, this.#today)) return;
    this.#answers.run();
    this.#sites.again();
  }

  /** Who can be chosen. */
  async #loadWho(signal) {
    const projects = await wholeList('/api/projects', signal);
    if (this.#isOwn) return { people: [], teams: [], projects };
    const [people, teams] = await Promise.all(['/api/users', '/api/teams'].map((path) => wholeList(path, signal)));
    return { people, teams, projects };
  }

  render() {
    const period = this.#period;
    const isTable = this.#query.values.as === 'tables';
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages.reports,
          note: html`<span class="note-day">${this.#label}</span>`,
          tools: html`
            <astir-period class="steps-alone" only="steps" .value=${period} .max=${this.#today} .today=${this.#today}
              @change=${({ detail }) => this.#go(detail)}></astir-period>
            ${this.#files()}
          `,
        })}
        ${this.#downloads.failure()}
        <div class="choices">
          <astir-period only="kinds" .value=${period} .max=${this.#today} .today=${this.#today}
            @change=${({ detail }) => this.#go(detail)}></astir-period>
          ${this.#isOwn ? nothing : whomChoice(this.#who.value, this.#whom, (value) => this.#choose(value))}
          ${projectChoice(this.#who.value, this.#whom.project, (project) => this.#query.set({ project }))}
          <p class="key note muted">
            <span class="tick" aria-hidden="true"></span>
            ${this.#comparison}
          </p>
          ${this.#viewChoice(isTable)}
        </div>
        <h2 class="visually-hidden">${this.#label}</h2>
        ${this.#content(isTable)}
        <astir-saved-reports .user=${this.app.user} .known=${this.#who.value ?? (this.#who.problem ? NOBODY : undefined)} .today=${this.#today}
          .wanted=${this.#query.values.saved} @open=${({ detail }) => this.#query.set(viewOf(detail, this.app.user.id))}>
        </astir-saved-reports>
        <footer class="note muted"><p>${icon('eye')} ${this.#isOwn ? words.own : words.logged}</p> <a href="/insights">${words.insights}</a></footer>
        <div class="files-below">${this.#files()}</div>
      </div>
    `;
  }

  /** What the figures are compared with; of a period that runs, with as much of the one before. */
  get #comparison() {
    const { now, earlier } = this.#days;
    const [name, range] = [words.before[now.kind], dateRange(earlier.from, earlier.to)];
    if (elapsed(now, this.#today).to === now.to) return words.sameDays(name, range);
    return words.sameSoFar(name, range, 1 + daysFrom(earlier.from, earlier.to));
  }

  #files() {
    return html`
      ${this.#downloads.button('CSV', () => this.#file, 'text/csv')}
      ${this.#downloads.button(words.pdf, () => this.#file, 'application/pdf')}
      <button type="button" class="download" @click=${this.#save}>${icon('plus')} ${savedWords.save}</button>
    `;
  }

  #save() {
    this.querySelector('astir-saved-reports').save({ period: this.#period, whom: this.#whom });
  }

  get #label() {
    const { from, to } = this.#period;
    const label = labelOf(this.#period);
    return from < this.#today && this.#today < to ? text.period.toToday(label) : label;
  }

  #go({ kind, from, to }) {
    const isNow = from <= this.#today && this.#today <= to;
    const isDates = kind === 'dates';
    this.#query.set({
      period: kind === 'week' ? null : kind,
      from: isNow && !isDates ? null : from,
      to: isDates ? to : null,
    });
  }

  #choose(whom) {
    this.#query.set({ person: null, team: null, ...whom });
  }

  #viewChoice(isTable) {
    const button = (label, as) => html`
      <button type="button" aria-pressed=${isTable === (as !== null)} @click=${() => this.#query.set({ as })}>${label}</button>
    `;
    return html`
      <div class="segments views" role="group" aria-label=${words.view}>
        ${button(words.charts, null)} ${button(words.tables, 'tables')}
      </div>
    `;
  }

  #content(isTable) {
    const { hours, usage, trend } = this.#answers;
    if ([400, 404].includes(hours.problem?.status)) {
      return gone({
        title: words.notThere,
        action: html`<button type="button" @click=${() => this.#choose({ project: null })}>${words.all}</button>`,
      });
    }
    if (this.#answers.isBlank) return this.#blank();
    const options = {
      today: this.#today,
      whose: this.#isOwn ? 'own' : this.#isOne ? 'one' : 'several',
      isTable,
      sites: this.#sites,
      unfolded: this.unfolded,
      unfold: (kind) => this.#unfold(kind),
    };
    return html`
      ${this.#answers.isComplete ? nothing : strip({ symbol: 'info', title: words.incomplete, note: words.incompleteWhy, role: 'status' })}
      <div class="reports">
        ${panelState(hours, {
          what: words.heat.what,
          blocks: lineBlocks(9),
          content: (value) => this.#shown(value, whenAndScore(value, { ...options, ratings: this.#answers.ratings })),
        })}
        <div class="row">
          ${panelState(usage, {
            what: words.usage.what,
            blocks: [lineBlocks(8), lineBlocks(8), lineBlocks(8)],
            content: (value) => this.#shown(value, whatFor(value, options)),
          })}
          ${panelState(trend, {
            what: words.trend.what,
            blocks: html`<div class="weeks">${lineBlocks(8)}</div>`,
            content: (value) => this.#shown(value, weekly(value, options)),
          })}
        </div>
      </div>
    `;
  }

  #blank() {
    const actions =
      this.app.user.role === 'admin'
        ? html`<a class="button" href="/admin/computers">${words.connect}</a>`
        : nothing;
    return empty({ symbol: 'bars', title: words.nothing, lead: words.nothingLead, actions });
  }

  /** What was true of another period is pale until this one is known. */
  #shown(value, content) {
    return html`<div class=${this.#answers.isOfNow(value) ? 'now' : 'now stale'}>${content}</div>`;
  }

  #unfold(kind) {
    this.unfolded = new Set(this.unfolded).symmetricDifference(new Set([kind]));
  }
}

customElements.define('astir-reports-page', ReportsPage);
