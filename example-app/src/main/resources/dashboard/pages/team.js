/** Team: everybody's day in a line, live; for managers. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { dateIn, isDate } from '../calendar.js';
import { collator, duration, Ticking } from '../format.js';
import { wholeList } from '../lists.js';
import { ChannelItems, ConnectionState } from '../live.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { Downloads } from '../parts/download.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks, strip } from '../parts/panel-state.js';
import '../parts/period.js';
import { Refresh } from '../parts/refresh.js';
import '../parts/table.js';
import { contains, labelOf, periodOf } from '../periods.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { teamFilter, teamsOf } from './now-filters.js';
import { words } from './team-words.js';
import { columnsOf, narrowRow, noteOf } from './team/columns.js';
import { figuresOf, timesheetsOf } from './team/figures.js';
import { isWanted, rowsOf, sumsOf } from './team/rows.js';

await styleOf(import.meta.url);

const KINDS = ['day', 'week', 'month'];
/** Where projects and notes have columns of their own, and where there is room to spare. */
const [WIDE, WIDEST] = ['(min-width: 1200px)', '(min-width: 1600px)'].map((query) => matchMedia(query));

const STATES = ['active', 'idle', 'paused', 'offline'];

class TeamPage extends Part {
  static properties = { app: { attribute: false } };

  #presence = new ChannelItems(this, 'presence', () => this.app.live, { id: ({ userId }) => userId });
  #sessions = new ChannelItems(this, 'sessions', () => this.app.live, { changed: () => this.#refresh.soon() });
  #connection = new ConnectionState(this, () => this.app.live);
  #query = new Query(this, () => this.app.router);
  #figures = new Loading(this, (signal) => this.#load(signal));
  #refresh = new Refresh(this, () => this.#figures.run());
  #downloads = new Downloads(this);
  /** What was asked for last. */
  #asked = null;
  #columns = { of: null, columns: [], options: {} };

  constructor() {
    super();
    new Ticking(this);
  }

  get #today() {
    return dateIn(this.app.user.timeZone);
  }

  get #period() {
    const { period, date } = this.#query.values;
    const kind = KINDS.includes(period) ? period : KINDS[0];
    const isPast = date && isDate(date) && date < this.#today;
    return periodOf(kind, isPast ? date : this.#today);
  }

  #resized = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    for (const query of [WIDE, WIDEST]) query.addEventListener('change', this.#resized);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const query of [WIDE, WIDEST]) query.removeEventListener('change', this.#resized);
  }

  /** However the address came to its period, and when midnight has come. */
  willUpdate() {
    const { from, to } = this.#period;
    const asked = `${from} ${to}`;
    if (this.#asked !== null && this.#asked !== asked) this.#figures.run();
    this.#asked = asked;
  }

  async #load(signal) {
    const period = this.#period;
    const today = period.from === period.to && period.to === this.#today ? this.#today : null;
    const [figures, projects, timesheets] = await Promise.all([
      figuresOf(period, today, signal),
      wholeList('/api/projects', signal),
      timesheetsOf(period, signal),
    ]);
    if (!figures.isComplete) this.#refresh.incomplete();
    return { ...figures, period, timesheets, names: new Map(projects.map(({ id, name }) => [id, name])) };
  }

  /** The list as it is counted, of the team that is chosen. */
  get #file() {
    const { from, to } = this.#period;
    const { team } = this.#query.values;
    return `/api/reports/team?${new URLSearchParams({ from, to, ...(team && team !== 'none' ? { teamId: team } : {}) })}`;
  }

  get #filters() {
    const { team, state, project, q = '' } = this.#query.values;
    return { team, state: STATES.includes(state) ? state : null, project, q };
  }

  #rows({ items, names, period, timesheets }) {
    const isCurrent = contains(period, this.#today);
    const sessions = this.#sessions.items;
    return rowsOf(items, {
      presence: this.#presence.items,
      sessions: sessions && [...sessions.values()].filter(({ status }) => status === 'active'),
      names,
      timesheets,
      user: this.app.user,
      isCurrent,
    }).map((row) => ({ ...row, note: noteOf(row, isCurrent) }));
  }

  render() {
    const { value } = this.#figures;
    const rows = value ? this.#rows(value) : [];
    return html`
      <div class="page wide">
        ${pageHead({
          title: text.pages.team,
          note: html`
            <span class="note-day">${labelOf(this.#period)}${value ? html` · ${words.people(rows.length)}` : nothing}</span>
          `,
          live: this.app.live,
          tools: html`
            <astir-search .value=${this.#query.values.q ?? ''} .label=${words.find}
              @search=${({ detail }) => this.#query.set({ q: detail })}></astir-search>
            ${this.#export()}
          `,
        })}
        ${this.#downloads.failure()}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        ${this.#choices(rows)}
        <h2 class="visually-hidden">${words.table}</h2>
        ${panelState(this.#figures, {
          what: words.table,
          blocks: rowBlocks(8),
          content: (known) => this.#content(known, rows),
        })}
      </div>
    `;
  }

  #choices(rows) {
    const { team, state, project } = this.#query.values;
    const projects = [...new Map(rows.filter((row) => row.project).map((row) => [row.projectId, row.project]))];
    projects.sort(([, a], [, b]) => collator.compare(a, b));
    const isCurrent = contains(this.#period, this.#today);
    return html`
      <div class="choices">
        <astir-period .kinds=${KINDS} .value=${this.#period} .max=${this.#today} .today=${this.#today}
          @change=${({ detail }) => this.#go(detail)}></astir-period>
        ${teamFilter(teamsOf(rows), team, (choice) => this.#query.set({ team: choice }))}
        ${
          isCurrent
            ? html`
                ${this.#select('state', words.anyState, STATES.map((each) => [each, text.states[each]]), state)}
                ${projects.length > 0 || project ? this.#select('project', words.anyProject, projects, project) : nothing}
              `
            : nothing
        }
        ${rows.some(({ share }) => share) ? legend() : nothing}
      </div>
    `;
  }

  #select(name, any, options, chosen) {
    return html`
      <select name=${name} aria-label=${words[name]} @change=${({ target }) => this.#query.set({ [name]: target.value })}>
        <option value="" .selected=${live(!chosen)}>${any}</option>
        ${options.map(([id, title]) => html`<option value=${id} .selected=${live(id === chosen)}>${title}</option>`)}
      </select>
    `;
  }

  #go({ kind, from, to }) {
    const date = from <= this.#today && this.#today <= to ? null : from;
    this.#query.set({ period: kind === KINDS[0] ? null : kind, date });
  }

  #content({ period, isComplete }, rows) {
    if (rows.length === 0) return this.#nobody();
    const isCurrent = contains(period, this.#today);
    const filters = isCurrent ? this.#filters : { ...this.#filters, state: null, project: null };
    const shown = rows.filter((row) => isWanted(row, filters));
    const { columns, options } = this.#tableOf(rows, period, isCurrent);
    const isOld = this.#asked !== `${period.from} ${period.to}` || this.#connection.lostAt;
    return html`
      ${isComplete ? nothing : strip({ symbol: 'info', title: words.incomplete, note: words.incompleteWhy, role: 'status' })}
      <astir-table class="team ${options.has.share ? 'shares' : ''} ${isOld ? 'stale' : ''}"
        .caption=${words.table} .columns=${columns} .rows=${shown} .key=${keyOf} .sort=${this.#query.values.sort ?? 'name'}
        .narrow=${(row, stop) => narrowRow(row, stop, options)} .opens=${true} .empty=${this.#noMatch(rows.length)}
        @sort=${({ detail }) => this.#query.set({ sort: detail === 'name' ? null : detail })}
        @open=${({ detail }) => this.app.router.go(options.href(detail))}></astir-table>
      <footer class="note muted">
        <p>${icon('eye')} ${words.logged}</p>
        <p class="numbers">${this.#sums(shown)} ${words.ownDays} ${options.has.share ? words.ratings : nothing}</p>
      </footer>
      <div class="files-below">${this.#export()}</div>
    `;
  }

  #export() {
    return this.#downloads.button(words.export, () => this.#file, 'text/csv');
  }

  #sums(rows) {
    const { active, idle } = sumsOf(rows);
    return words.sums(words.people(rows.length), duration(active), duration(idle));
  }

  /** The same columns until what they show changes. */
  #tableOf(rows, { kind, from, to }, isCurrent) {
    const has = {
      project: rows.some(({ project }) => project),
      share: rows.some(({ share }) => share),
      note: rows.some(({ note }) => note),
      timesheet: rows.some(({ timesheet }) => timesheet),
    };
    const isDay = kind === 'day';
    // A column of timesheets takes the room of others.
    const [isWide, isWidest] = [(has.timesheet ? WIDEST : WIDE).matches, WIDEST.matches];
    const of = JSON.stringify([has, kind, from, to, isCurrent, isWide, isWidest]);
    if (this.#columns.of !== of) {
      // A day leads to the person's day, a longer time to the report of it.
      const href = ({ userId, timeZone }) =>
        isDay
          ? `/my-day?person=${userId}&date=${isCurrent ? dateIn(timeZone) : from}`
          : `/reports?person=${userId}&period=${kind}&from=${from}&to=${to}`;
      const options = { isCurrent, isDay, has, href, isWide, isWidest, week: from };
      this.#columns = { of, options, columns: columnsOf(options) };
    }
    return this.#columns;
  }

  #noMatch(hidden) {
    return noMatch({
      title: words.noMatch,
      note: words.hidden(hidden),
      clear: () => this.#query.set({ q: null, state: null, team: null, project: null }),
    });
  }

  #nobody() {
    const actions =
      this.app.user.role === 'admin'
        ? html`<a class="button" href="/admin/computers">${words.connect}</a>`
        : nothing;
    return empty({ symbol: 'people', title: words.none, lead: words.noneLead, actions });
  }
}

function keyOf({ userId }) {
  return userId;
}

function legend() {
  return html`
    <p class="legend note muted" aria-hidden="true">
      ${['productive', 'neutral', 'not'].map(
        (name, i) => html`<span><span class="swatch share-bar"><span class=${name}></span></span> ${words.legend[i]}</span>`,
      )}
    </p>
  `;
}

customElements.define('astir-team-page', TeamPage);
