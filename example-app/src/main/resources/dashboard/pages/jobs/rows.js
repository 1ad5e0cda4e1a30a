/** A job as a row of the table: where the columns fit, and where they do not. */
import { html, nothing } from 'lit';
import { absolute, clock, duration, lasted, moment, number } from '../../format.js';
import { pill } from '../../parts/pill.js';
import { words } from '../admin-jobs-words.js';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** What a job is called; one without words goes by its own name. */
export const nameOf = ({ name }) => words.jobs[name]?.[0] ?? name;

/** Whether it runs or is about to: nobody can ask for it then. */
export const isBusy = (job) => job.isRunning || isDue(job);

const isDue = ({ next }) => next !== null && new Date(next) <= new Date();

/** @param button of a row, with its tabIndex */
export function columns(button) {
  return [
    { name: 'job', title: words.columns.job, value: nameOf, cell: titleOf },
    { name: 'state', title: words.columns.state, width: 9, value: rankOf, cell: stateOf },
    {
      name: 'last',
      title: words.columns.last,
      width: 12,
      descendingFirst: true,
      value: ({ lastStart }) => instant(lastStart),
      cell: lastOf,
    },
    { name: 'next', title: words.columns.next, width: 11, value: ({ next }) => instant(next), cell: nextOf },
    {
      name: 'actions',
      title: html`<span class="visually-hidden">${words.columns.actions}</span>`,
      align: 'end',
      width: 9.5,
      cell: button,
    },
  ];
}

export function narrowRow(job, button) {
  return html`
    <div class="job-lines">
      <strong class="ellipsis" dir="auto">${nameOf(job)}</strong>
      <span class="job-state">${stateOf(job)} <span class="note muted ellipsis">${scheduleOf(job)}</span></span>
      <span class="note muted ellipsis">${timesOf(job)}</span>
      ${button}
    </div>
  `;
}

/** What there is to say of its last run and of the next. */
function timesOf({ lastStart, next }) {
  const said = [];
  if (lastStart !== null) said.push(words.lastLine(time(lastStart)));
  if (next !== null) said.push(words.nextLine(time(next)));
  return said.map((each, index) => html`${index > 0 ? ' · ' : nothing}${each}`);
}

function titleOf(job) {
  const what = words.jobs[job.name]?.[1];
  return html`
    <strong class="job-name" dir="auto">${nameOf(job)}</strong>
    ${what ? html`<span class="job-what note muted" title=${what}>${what}</span>` : nothing}
  `;
}

function stateOf(job) {
  if (job.isRunning) return pill(words.states.running, { tone: 'notice' });
  if (isDue(job)) return pill(words.states.soon, { tone: 'notice' });
  if (job.lastError !== null) {
    return pill(job.failures > 1 ? words.times(job.failures) : words.states.failed, { tone: 'bad' });
  }
  return job.lastStart === null ? pill(words.states.waiting) : pill(words.states.good, { tone: 'good' });
}

/** What somebody should look at comes first. */
function rankOf(job) {
  if (job.lastError !== null) return 0;
  return isBusy(job) ? 1 : 2;
}

function lastOf(job) {
  if (job.lastStart === null) return html`<span class="muted">${words.never}</span>`;
  return html`${time(job.lastStart)}<br /><span class="note muted">${lengthOf(job)}</span>`;
}

function lengthOf({ isRunning, lastStart, durationMs }) {
  if (isRunning) return words.since(lasted(lastStart));
  if (durationMs === null) return nothing;
  if (durationMs < 1_000) return words.took(words.short);
  const seconds = durationMs / 1_000;
  return words.took(seconds < MINUTE_SECONDS ? words.exactly(number(Math.round(seconds))) : duration(seconds));
}

function nextOf(job) {
  return html`${whenNext(job)}<br /><span class="note muted">${scheduleOf(job)}</span>`;
}

function whenNext(job) {
  if (job.next === null) return words.none;
  return isDue(job) ? words.soon : time(job.next);
}

function scheduleOf({ schedule: { everySeconds, dailyAt } }) {
  // The server's day is that of UTC; the reader's clock says when it is.
  if (dailyAt !== null) return words.daily(clock(`2026-01-01T${dailyAt}Z`));
  if (everySeconds % HOUR_SECONDS === 0) return words.hours(everySeconds / HOUR_SECONDS);
  if (everySeconds % MINUTE_SECONDS === 0) return words.minutes(everySeconds / MINUTE_SECONDS);
  return words.seconds(everySeconds);
}

const instant = (value) => (value === null ? null : new Date(value));

const time = (value) => html`<time datetime=${value} title=${absolute(value)}>${moment(value)}</time>`;
