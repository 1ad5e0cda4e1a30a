/** Team: everybody's day in a line, live; for managers. */
import { html, nothing } from 'lit';
import { dateIn, isDate } from '../calendar.js';
import { duration, Ticking } from '../format.js';
import { wholeList } from '../lists.js';
import { ChannelItems, ConnectionState } from '../live.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { Downloads } from '../parts/download.js';
import { Part } from '../parts/element.js';
import { FeedEvents } from '../parts/feed-events.js';
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
import { teamsOf } from './now-filters.js';
import { words } from './team-words.js';
import { choices, filtersOf, isByTeam, legend } from './team/choices.js';
import { narrowRow, narrowSums } from './team/columns.js';
import { decide } from './team/decision.js';
import { figuresOf, timesheetsOf } from './team/figures.js';
import { notesOf } from './team/notes.js';
import { isWanted, rowsOf, sumsOf } from './team/rows.js';
import './team/selection.js';
import { Shape } from './team/shape.js';
import { mayDecide } from './team/sheets.js';

await styleOf(import.meta.url);

const KINDS = ['day', 'week', 'month'];

/** The teams that are folded stay so while somebody looks at a person's day and comes back. */
let folded = new Set();

class TeamPage extends Part {
  static properties = {
    app: { attribute: false },
    /** Whose weeks are selected. */
    selected: { state: true },
  };

  #presence = new ChannelItems(this, 'presence', () => this.app.live, {
    id: ({ userId }) => userId,
    // Somebody was suspended or removed, or is back.
    changed: (person, before) => {
      if (!person || !before) this.#refresh.soon();
    },
  });
  #sessions = new ChannelItems(this, 'sessions', () => this.app.live, { changed: () => this.#refresh.soon() });
  #weeks = new FeedEvents(this, ['timesheet.*'], () => this.app.live, () => this.#refresh.soon());
  #connection = new ConnectionState(this, () => this.app.live);
  #query = new Query(this, () => this.app.router);
  #figures = new Loading(this, (signal) => this.#load(signal));
  #refresh = new Refresh(this, () => this.#figures.run());
  #downloads = new Downloads(this);
  #shape = new Shape(this, (step, row) => this.#decide(step, [row]));
  /** What was asked for last. */
  #asked = null;

  constructor() {
    super();
    this.selected = new Set();
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

  /** However the address came to its period, and when midnight has come. */
  willUpdate() {
    const { from, to } = this.#period;
    const asked = `${from} ${to}`;
    if (this.#asked !== null && this.#asked !== asked) {
      this.#figures.run();
      this.selected = new Set();
    }
    this.#asked = asked;
  }

  async #load(signal) {
    const period = this.#period;
    const today = period.from === period.to && period.to === this.#today ? this.#today : null;
    const [figures, projects, teams, timesheets] = await Promise.all([
      figuresOf(period, today, signal),
      wholeList('/api/projects', signal),
      wholeList('/api/teams', signal),
      timesheetsOf(period, signal),
    ]);
    if (!figures.isComplete) this.#refresh.incomplete();
    return { ...figures, period, timesheets, names: namesOf(projects), teams: namesOf(teams) };
  }

  /** The list as it is counted, of the team that is chosen. */
  get #file() {
    const { from, to } = this.#period;
    const { team } = filtersOf(this.#query.values, true);
    const ofTeam = team && team !== 'none' ? { teamId: team } : {};
    return `/api/reports/team?${new URLSearchParams({ from, to, ...ofTeam })}`;
  }

  #rows({ items, period, ...known }) {
    const isCurrent = contains(period, this.#today);
    const sessions = this.#sessions.items;
    return rowsOf(items, {
      ...known,
      presence: this.#presence.items,
      sessions: sessions && [...sessions.values()].filter(({ status }) => status === 'active'),
      user: this.app.user,
      isCurrent,
    }).map((row) => ({ ...row, notes: notesOf(row, isCurrent, period.kind === 'day') }));
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
    const teams = teamsOf(rows);
    const isAll = teams.every(([id]) => folded.has(id));
    return html`
      <div class="choices">
        <astir-period .kinds=${KINDS} .value=${this.#period} .max=${this.#today} .today=${this.#today}
          @change=${({ detail }) => this.#go(detail)}></astir-period>
        ${choices({
          rows,
          teams,
          query: this.#query.values,
          byTeam: isByTeam(this.#query.values, teams, rows.length),
          isCurrent: contains(this.#period, this.#today),
          folding: { isAll, toggle: () => this.#fold(new Set(isAll ? [] : teams.map(([id]) => id))) },
          choose: (values) => this.#query.set(values),
        })}
        ${rows.some(({ share }) => share) ? legend() : nothing}
      </div>
    `;
  }

  #fold(others) {
    folded = others;
    this.requestUpdate();
  }

  #go({ kind, from, to }) {
    const date = from <= this.#today && this.#today <= to ? null : from;
    this.#query.set({ period: kind === KINDS[0] ? null : kind, date });
  }

  #content({ period, isComplete }, rows) {
    if (rows.length === 0) return this.#nobody();
    const isCurrent = contains(period, this.#today);
    const teams = teamsOf(rows);
    const groups = this.#shape.groups(isByTeam(this.#query.values, teams, rows.length) ? teams : null);
    const shown = rows.filter((row) => isWanted(row, filtersOf(this.#query.values, isCurrent)));
    const { columns, options } = this.#shape.columns(rows, period, isCurrent);
    const { has } = options;
    const isOld = this.#asked !== `${period.from} ${period.to}` || this.#connection.lostAt;
    const selects = !isOld && shown.some(mayDecide);
    return html`
      ${isComplete ? nothing : strip({ symbol: 'info', title: words.incomplete, note: words.incompleteWhy, role: 'status' })}
      <astir-table class=${['team', has.share && 'shares', has.timesheet && 'sheets', isOld && 'stale'].filter(Boolean).join(' ')}
        .caption=${words.table} .columns=${columns} .rows=${shown} .key=${keyOf} .sort=${this.#query.values.sort ?? 'name'}
        .narrow=${(row, stop) => narrowRow(row, stop, options)} .opens=${true} .empty=${this.#noMatch(rows.length)}
        .groups=${groups} .folded=${folded} .narrowGroup=${(group) => narrowSums(group, options)}
        .selects=${selects} .selectable=${mayDecide} .selected=${this.selected}
        @selection=${({ detail }) => (this.selected = detail)} @fold=${({ detail }) => this.#fold(detail)}
        @sort=${({ detail }) => this.#query.set({ sort: detail === 'name' ? null : detail })}
        @open=${({ detail }) => this.app.router.go(options.href(detail))}></astir-table>
      <footer class="note muted">
        <p>${icon('eye')} ${words.logged}</p>
        <p class="numbers">${this.#sums(shown)} ${words.ownDays} ${has.share ? words.ratings : nothing}</p>
      </footer>
      <div class="files-below">${this.#export()}</div>
      ${selects ? this.#selection(shown) : nothing}
    `;
  }

  #selection(shown) {
    const weeks = shown.filter((row) => this.selected.has(row.userId) && mayDecide(row));
    return html`
      <astir-week-selection .count=${weeks.length} .decide=${(step) => this.#decide(step, weeks)}
        .clear=${() => (this.selected = new Set())}></astir-week-selection>
    `;
  }

  /** Of these rows' weeks; what fails stays selected. */
  #decide(step, rows) {
    const { period } = this.#figures.value;
    decide({
      step,
      isRunning: period.to >= this.#today,
      weeks: rows.map((row) => ({ ...row.timesheet, undecidedSeconds: row.undecidedSeconds })),
      decided: (failed) => {
        const isDone = ({ userId }) => !failed.has(userId);
        this.selected = this.selected.difference(new Set(rows.filter(isDone).map(keyOf)));
        this.#figures.run();
      },
    });
  }

  #export() {
    return this.#downloads.button(words.export, () => this.#file, 'text/csv');
  }

  #sums(rows) {
    const { active, idle } = sumsOf(rows);
    return words.sums(words.people(rows.length), duration(active), duration(idle));
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

const namesOf = (things) => new Map(things.map(({ id, name }) => [id, name]));

customElements.define('astir-team-page', TeamPage);
