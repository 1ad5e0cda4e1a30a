/** The team's table: its columns, and its rows on a phone. */
import { html, nothing } from 'lit';
import { city, clock, duration, lasted, moment, number } from '../../format.js';
import { appIcon, icon } from '../../parts/icon.js';
import { avatar, person } from '../../parts/person.js';
import { pill } from '../../parts/pill.js';
import { styled } from '../../parts/styled.js';
import { text } from '../../messages.js';
import { days } from './days.js';
import { words } from '../team-words.js';

/** What the columns need at least; the first has what is left, with those that are told in words if it is much. */
const WIDTHS = { span: 7.5, days: 8.5, now: 10.75, project: 6.75, active: 5, idle: 4.75, share: 9.25, timesheet: 8, notes: 8.5 };
const TONES = { approved: 'good', submitted: 'notice', rejected: 'bad' };
const IN_WORDS = ['now', 'project', 'notes'];

/**
 * The columns.
 *
 * @param options `isCurrent`: whether what people do now belongs to what is shown; `isDay`: whether that is one
 *     day; `has`: whether anybody has a `project`, a `share`, a `note`; `href(row)`: where a row leads; `isWide`:
 *     whether there is room for projects and notes in columns of their own; `isWidest`: whether there is more; `week`: its Monday, if it is one
 */
export function columnsOf({ isCurrent, isDay, has, href, isWide, isWidest, week }) {
  const width = (name) => (isWidest && IN_WORDS.includes(name) ? undefined : WIDTHS[name]);
  const column = (name, rest) => ({ name, title: words.columns[name], width: width(name), ...rest });
  return [
    {
      name: 'name',
      title: words.columns.name,
      value: ({ name }) => name,
      cell: (row, stop) => html`<a class="who-link" href=${href(row)} tabindex=${stop}>${who(row, isWide ? null : row.note)}</a>`,
    },
    column('span', {
      title: words.columns[isDay ? 'span' : 'days'],
      width: WIDTHS[isDay ? 'span' : 'days'],
      value: ({ firstActivity }) => firstActivity && new Date(firstActivity),
      cell: (row) => html`<span class="numbers">${span(row, isDay)}</span>`,
    }),
    ...(isCurrent ? [column('now', { value: ({ app, site }) => site ?? app, cell: (row) => now(row, !isWide) })] : []),
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
    }),
    column('idle', {
      align: 'end',
      descendingFirst: true,
      value: ({ idleSeconds, hasWorked }) => (hasWorked ? idleSeconds : null),
      cell: ({ idleSeconds, hasWorked }) => html`<span class="numbers">${hasWorked ? duration(idleSeconds) : '–'}</span>`,
    }),
    ...(has.share ? [column('share', { descendingFirst: true, value: productive, cell: (row) => share(row) })] : []),
    ...(has.timesheet
      ? [column('timesheet', {
          value: ({ timesheet }) => words.timesheets[timesheet],
          cell: ({ userId, timesheet }, stop) => html`
            <a class="sheet" href="/my-week?person=${userId}&week=${week}" tabindex=${stop}>${
              pill(words.timesheets[timesheet], { tone: TONES[timesheet] })
            }</a>
          `,
        })]
      : []),
    ...(has.note && isWide ? [column('notes', { cell: notes })] : []),
  ];
}

/** Where the columns do not fit: two lines, and a bar where there is one. */
export function narrowRow(row, stop, { isCurrent, isDay, href }) {
  const doing = [...(isCurrent ? [doingNow(row), row.project] : []), row.note?.words, words.timesheets[row.timesheet]].filter(Boolean);
  return html`
    <div class="lines">
      ${avatar(isCurrent ? row : { ...row, state: null }, 'small')}
      <a class="who-link ellipsis" href=${href(row)} tabindex=${stop}><strong dir="auto">${row.name}</strong></a>
      <span class="end">${active(row)}</span>
      <span class="muted ellipsis doing" dir="auto">${doing.join(' · ') || here(row)}</span>
      <span class="end muted numbers">${span(row, isDay)}</span>
      ${row.share ? html`<div class="last">${share(row, words.productive)}</div>` : nothing}
    </div>
  `;
}

function who(row, note) {
  return person(row, html`<span class="numbers">${here(row)}</span>${row.isSelf ? ` · ${words.you}` : nothing}${
    note ? ` · ${note.words}` : nothing
  }`);
}

/** Where they are, and what the clock says there. */
function here({ timeZone }) {
  return `${clock(Date.now(), timeZone)} ${city(timeZone)}`;
}

/** When somebody was first and last active, on their own clock. */
function span({ firstActivity, lastActivity, timeZone, isHere }, isDay) {
  if (!firstActivity) return '–';
  const [write, until] = isDay ? [clock, words.now] : [days.short, words.today];
  const [first, last] = [write(firstActivity, timeZone), write(lastActivity, timeZone)];
  if (!isDay && first === last) return first;
  return html`${first} – ${isHere ? html`<span class="here">${until}</span>` : last}`;
}

function now(row, withProject) {
  const { line, note } = doing(row);
  const project = withProject && row.project ? html` · <span dir="auto">${row.project}</span>` : nothing;
  return html`
    <span class="doing">
      <span class="ellipsis">${line}</span><span class="note muted ellipsis">${note}${project}</span>
    </span>
  `;
}

function doing(row) {
  const { state, app, site, since, lastSeen, timeZone } = row;
  if (state === 'active') {
    return {
      line: app
        ? html`<span class="app">${appIcon(app)} <span dir="auto">${site ?? app}</span></span>`
        : html`<span class="muted">${text.now.hiddenApp}</span>`,
      note: since ? text.now.lasting(lasted(since)) : nothing,
    };
  }
  const line = html`<span class="muted">${words.absence[state]}</span>`;
  if (state === 'offline') return { line, note: lastSeen ? words.left(leftAt(lastSeen, timeZone)) : nothing };
  return { line, note: since ? text.now.lasting(lasted(since)) : nothing };
}

function leftAt(instant, timeZone) {
  return days.isToday(instant, timeZone) ? clock(instant, timeZone) : moment(instant);
}

function doingNow({ state, app, site, since }) {
  if (state === 'active') return site ?? app ?? text.now.hiddenApp;
  return state === 'idle' && since ? words.awayFor(lasted(since)) : words.absence[state];
}

function active(row) {
  return row.hasWorked ? html`<strong class="numbers">${duration(row.activeSeconds)}</strong>` : '–';
}

/* Share ---------------------------------------------------------------------------------------------- */

function productive({ share }) {
  const sum = share?.reduce((all, each) => all + each, 0);
  return sum ? share[0] / sum : null;
}

/** Productive, neutral and not, with the per cent of the first. */
function share(row, write = (part) => part) {
  const part = productive(row);
  if (part === null) return '–';
  const sum = row.share.reduce((all, each) => all + each, 0);
  const percent = (value) => number(value / sum, { style: 'percent' });
  const [good, neutral, not] = row.share;
  return html`
    <span class="share" title=${words.shares(percent(good), percent(neutral), percent(not))}>
      <span class="share-bar" aria-hidden="true">
        ${['productive', 'neutral', 'not'].map(
          (name, i) => html`<span class=${name} ${styled({ 'flex-grow': String(row.share[i]) })}></span>`,
        )}
      </span>
      <span class="numbers">${write(percent(good))}</span>
    </span>
  `;
}

/* Notes ---------------------------------------------------------------------------------------------- */

/** What one can ask about kindly; a fact each. */
export function noteOf({ state, undecidedSeconds, statedSeconds }, isCurrent) {
  if (isCurrent && state === 'paused') return { symbol: 'shield', words: words.notes.paused };
  if (undecidedSeconds > 0) return { symbol: 'now', words: words.notes.undecided(duration(undecidedSeconds)) };
  if (statedSeconds > 0) return { symbol: 'pencil', words: words.notes.stated(duration(statedSeconds)) };
  return null;
}

function notes({ note }) {
  return note ? html`<span class="fact note muted">${icon(note.symbol)}<span>${note.words}</span></span>` : nothing;
}
