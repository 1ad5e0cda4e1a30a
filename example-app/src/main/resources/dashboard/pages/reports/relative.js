/** What a saved report asks, and how the page's view and its address are told by it. */
import { addDays, daysFrom } from '../../calendar.js';
import { periodOf } from '../../periods.js';

export const PERIODS = [
  'today', 'yesterday', 'this-week', 'last-week', 'this-month', 'last-month', 'this-quarter', 'last-quarter',
  'last-7-days', 'last-30-days', 'last-90-days',
];

/** Those that are a single day. */
export const DAYS = ['today', 'yesterday'];

/** Weeks of saved reports begin on Monday, for whoever reads them. */
const MONDAY = { weekStart: 1 };

/** The reports of a person, and of several people; as a form has them: the report, and by what it is told apart. */
export const KINDS = {
  one: ['user', 'usage app', 'usage category', 'usage project', 'hours', 'timeline'],
  several: ['team', 'usage app', 'usage category', 'usage project', 'hours'],
};

/** The same of what went on one project. */
export const KINDS_OF_PROJECT = {
  one: ['usage day', 'usage app', 'usage category'],
  several: ['usage person', 'usage day', 'usage app', 'usage category'],
};

/** The relative period that is nearest to the one that is shown: the running one, or the one before. */
export function relativeOf({ kind, from, to }, today) {
  if (kind === 'dates') {
    const days = daysFrom(from, to) + 1;
    return { 7: 'last-7-days', 30: 'last-30-days', 90: 'last-90-days' }[days] ?? (days < 19 ? 'last-7-days' : 'last-30-days');
  }
  const isRunning = from <= today && today <= to;
  if (kind === 'day') return isRunning ? 'today' : 'yesterday';
  return `${isRunning ? 'this' : 'last'}-${kind}`;
}

/** The view of the page that shows a saved report, as its address has it. */
export function viewOf({ report, period, from, to, userId, teamId, projectId }, self) {
  const unit = /-(month|quarter)$/.exec(period)?.[1];
  const kind = DAYS.includes(period) ? 'day' : unit ?? 'dates';
  const person = userId ?? (['user', 'daily', 'timeline'].includes(report) ? self : null);
  return { period: kind, from, to: kind === 'dates' ? to : null, person, team: teamId, project: projectId, saved: null };
}

/** The days that a relative period is. */
export function daysOf(period, today) {
  if (period === 'today') return { from: today, to: today };
  const yesterday = addDays(today, -1);
  if (period === 'yesterday') return { from: yesterday, to: yesterday };
  const days = /^last-(\d+)-days$/.exec(period);
  if (days) return { from: addDays(today, -Number(days[1])), to: yesterday };
  const [which, kind] = period.split('-');
  const { from, to } = periodOf(kind, today, { ...MONDAY, later: which === 'last' ? -1 : 0 });
  return { from, to: to > today ? today : to };
}

/** As a form has it: `usage app`, `team`. */
export function kindOf({ report, groupBy }) {
  return groupBy ? `${report} ${groupBy}` : report;
}

/** As the server has it. */
export function reportOf(kind) {
  const [report, groupBy = null] = kind.split(' ');
  return { report, groupBy };
}
