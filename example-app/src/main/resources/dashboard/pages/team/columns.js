/** The team's table: its columns, and its rows on a phone. */
import { html, nothing } from 'lit';
import { duration, number } from '../../format.js';
import { text } from '../../messages.js';
import { avatar, stateMark } from '../../parts/person.js';
import { words } from '../team-words.js';
import { active, doingNow, here, now, productive, share, span, who } from './cells.js';
import { notes } from './notes.js';
import { sumsOf } from './rows.js';
import { sheet } from './sheets.js';

/** What the columns need at least; the first has what is left, with those that are told in words if it is much. */
const WIDTHS = { span: 7.5, days: 8.5, now: 10.75, project: 6.75, active: 5, idle: 5, share: 9, timesheet: 9.5, notes: 8.5 };
/** 100 hours, in seconds. */
const MANY_HOURS = 360_000;
const IN_WORDS = ['now', 'project', 'notes'];

/**
 * The columns.
 *
 * @param options `isCurrent`: whether what people do now belongs to what is shown; `isDay`: whether that is one
 *     day; `has`: whether anybody has a `project`, a `share`, `notes`; `href(row)`: where a row leads; `isWide`:
 *     whether there is room for projects and notes in columns of their own; `isWidest`: whether there is more; `week`:
 *     its Monday, if it is one; `decide(step, row)`: of its timesheet
 */
export function columnsOf({ isCurrent, isDay, has, href, isWide, isWidest, week, decide }) {
  const width = (name) => (isWidest && IN_WORDS.includes(name) ? undefined : WIDTHS[name]);
  const column = (name, rest) => ({ name, title: words.columns[name], width: width(name), ...rest });
  return [
    {
      name: 'name',
      title: words.columns.name,
      value: ({ name }) => name,
      cell: (row, stop) => html`<a class="who-link" href=${href(row)} tabindex=${stop}>${who(row, isWide ? [] : row.notes)}</a>`,
    },
    column('span', {
      title: words.columns[isDay ? 'span' : 'days'],
      width: WIDTHS[isDay ? 'span' : 'days'],
      value: ({ firstActivity }) => firstActivity && new Date(firstActivity),
      cell: (row) => html`<span class="numbers">${span(row, isDay)}</span>`,
    }),
    ...(isCurrent
      ? [column('now', { value: ({ app, site }) => site ?? app, cell: (row) => now(row, !isWide), sum: activeNow })]
      : []),
    ...(isCurrent && has.project && isWide
      ? [column('project', {
          value: ({ project }) => project,
          cell: ({ project }) => html`<span class="project muted" dir="auto">${project ?? '–'}</span>`,
        })]
      : []),
    column('active', {
      align: 'end',
      descendingFirst: true,
      value: ({ activeSeconds, hasWorked }) => (hasWorked ? activeSeconds : null),
      cell: active,
      sum: (rows) => html`<strong class="numbers">${total(sumsOf(rows).active)}</strong>`,
    }),
    column('idle', {
      align: 'end',
      descendingFirst: true,
      value: ({ idleSeconds, hasWorked }) => (hasWorked ? idleSeconds : null),
      cell: ({ idleSeconds, hasWorked }) => html`<span class="numbers">${hasWorked ? duration(idleSeconds) : '–'}</span>`,
      sum: (rows) => html`<span class="numbers">${total(sumsOf(rows).idle)}</span>`,
    }),
    ...(has.share
      ? [column('share', {
          descendingFirst: true,
          value: productive,
          cell: (row) => share(row),
          sum: (rows) => share(sumsOf(rows)),
        })]
      : []),
    ...(has.timesheet
      ? [column('timesheet', {
          value: ({ timesheet }) => words.timesheets[timesheet.state],
          cell: (row, stop) => sheet(row, week, stop, decide),
          sum: submitted,
        })]
      : []),
    ...(has.notes && isWide ? [column('notes', { cell: notes })] : []),
  ];
}

/** Of many hours minutes say nothing, and have no room. */
function total(seconds) {
  if (seconds < MANY_HOURS) return duration(seconds);
  return text.chart.hours(number(Math.round(seconds / 3_600)));
}

/** Who of a team is active now. */
function activeNow(rows) {
  return html`<span class="active-now numbers">${stateMark('active')} ${words.activeNow(sumsOf(rows).here)}</span>`;
}

function submitted(rows) {
  const count = rows.filter(({ timesheet }) => timesheet.state === 'submitted').length;
  return count > 0 ? html`<span class="note">${words.submitted(count)}</span>` : nothing;
}

/** Where the columns do not fit: two lines, and a bar where there is one. */
export function narrowRow(row, stop, { isCurrent, isDay, href, decide, week }) {
  const doing = [...(isCurrent ? [doingNow(row), row.project] : []), ...row.notes.map((fact) => fact.words)].filter(Boolean);
  return html`
    <div class="lines">
      ${avatar(isCurrent ? row : { ...row, state: null }, 'small')}
      <a class="who-link ellipsis" href=${href(row)} tabindex=${stop}><strong dir="auto">${row.name}</strong></a>
      <span class="end">${active(row)}</span>
      <span class="muted ellipsis doing" dir="auto">${doing.join(' · ') || here(row)}</span>
      <span class="end muted numbers">${span(row, isDay)}</span>
      ${
        row.timesheet
          ? html`<div class="last week">${sheet(row, week, stop, decide)} ${row.share ? share(row) : nothing}</div>`
          : row.share ? html`<div class="last">${share(row, words.productive)}</div>` : nothing
      }
    </div>
  `;
}

/** The same of a team's head. */
export function narrowSums(rows, { isCurrent, has }) {
  const sums = sumsOf(rows);
  return html`
    <p class="sums muted numbers">
      ${isCurrent ? html`${stateMark('active')} ${words.hereNow(sums.here)} · ` : nothing}
      ${words.worked(total(sums.active), total(sums.idle))} ${has.timesheet ? submitted(rows) : nothing}
    </p>
    ${has.share ? html`<div class="sums">${share(sums, words.productive)}</div>` : nothing}
  `;
}
