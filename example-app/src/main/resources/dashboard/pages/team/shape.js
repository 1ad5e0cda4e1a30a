/** The shape of the team's table: the same columns and groups until what they show changes. */
import { dateIn } from '../../calendar.js';
import { columnsOf } from './columns.js';

/** Where projects and notes have columns of their own, and where there is room to spare. */
const [WIDE, WIDEST] = ['(min-width: 1200px)', '(min-width: 1600px)'].map((query) => matchMedia(query));

/** Lit controller: renders its host when the width of the window changes what fits. */
export class Shape {
  #host;
  #decide;
  #of = null;
  #columns = [];
  #options = {};
  #groups = null;
  #teams = null;
  #resized = () => this.#host.requestUpdate();

  /** @param decide called with a step and a row */
  constructor(host, decide) {
    this.#host = host;
    this.#decide = decide;
    host.addController(this);
  }

  hostConnected() {
    for (const query of [WIDE, WIDEST]) query.addEventListener('change', this.#resized);
  }

  hostDisconnected() {
    for (const query of [WIDE, WIDEST]) query.removeEventListener('change', this.#resized);
  }

  /** `{columns, options}` of the columns for these rows of a period. */
  columns(rows, { kind, from, to }, isCurrent) {
    const has = {
      project: rows.some(({ project }) => project),
      share: rows.some(({ share }) => share),
      notes: rows.some(({ notes }) => notes.length > 0),
      timesheet: rows.some(({ timesheet }) => timesheet),
    };
    // A column of timesheets takes the room of others.
    const [isWide, isWidest] = [(has.timesheet ? WIDEST : WIDE).matches, WIDEST.matches];
    const of = JSON.stringify([has, kind, from, to, isCurrent, isWide, isWidest]);
    if (this.#of !== of) {
      const isDay = kind === 'day';
      // A day leads to the person's day, a longer time to the report of it.
      const href = ({ userId, timeZone }) =>
        isDay
          ? `/my-day?person=${userId}&date=${isCurrent ? dateIn(timeZone) : from}`
          : `/reports?person=${userId}&period=${kind}&from=${from}&to=${to}`;
      this.#of = of;
      this.#options = { isCurrent, isDay, has, href, isWide, isWidest, week: from, decide: this.#decide };
      this.#columns = columnsOf(this.#options);
    }
    return { columns: this.#columns, options: this.#options };
  }

  /** Of astir-table. @param teams of teamsOf; null for one list */
  groups(teams) {
    const of = teams && JSON.stringify(teams);
    if (this.#teams !== of) {
      this.#teams = of;
      this.#groups = teams && {
        all: teams.map(([key, title]) => ({ key, title })),
        of: ({ teamId }) => teamId ?? 'none',
      };
    }
    return this.#groups;
  }
}
