/** What a report is of, as the address has it, and what the server is asked for it. */
import { addDays, daysFrom, isDate, startOfWeek } from '../../calendar.js';
import { call } from '../../http.js';
import { KINDS, periodOf, step } from '../../periods.js';

/** As many as the line of weeks has. */
export const WEEKS = 12;

/** The server tells at most so many days at once. */
const MOST_DAYS = 1_100;

/** @param query of the address: `period`, `from`, and for chosen dates `to` */
export function periodIn({ period, from, to }, today) {
  const kind = KINDS.includes(period) ? period : 'week';
  const first = from && isDate(from) && from <= today ? from : null;
  if (kind !== 'dates') return periodOf(kind, first ?? today);
  const isRange = first && to && isDate(to) && first <= to && daysFrom(first, to) < MOST_DAYS;
  return isRange ? { kind, from: first, to: to > today ? today : to } : periodOf('week', today);
}

/** What of a period is over, today included. */
export function elapsed({ from, to }, today) {
  return { from, to: to > today ? today : to };
}

/** The same days of the period before: a running month is compared with as much of the last. */
export function before(period, today) {
  const { from, to } = step(period, -1);
  const { from: first, to: last } = elapsed(period, today);
  const end = addDays(from, daysFrom(first, last));
  return { from, to: period.to === last || end > to ? to : end };
}

/** Twelve weeks, the last of them with the period's end; each is its first day. */
export function weeksUntil(date, weekStart) {
  const last = startOfWeek(date, weekStart);
  return Array.from({ length: WEEKS }, (_, index) => addDays(last, (index + 1 - WEEKS) * 7));
}

/** What the server takes: days, a person or a team (nothing is everybody), and perhaps a project. */
export function search({ from, to }, { person, team, project }, more = {}) {
  return new URLSearchParams({
    from,
    to,
    ...(person ? { userId: person } : {}),
    ...(team && !person ? { teamId: team } : {}),
    ...(project ? { projectId: project } : {}),
    ...more,
  });
}

export function ask(path, days, whom, signal, more) {
  return call('GET', `/api/reports/${path}?${search(days, whom, more)}`, undefined, { signal });
}

/** Two questions at once, of a period and of the one before. */
export async function both(path, { now, earlier }, whom, signal, more) {
  const [current, past] = await Promise.all([now, earlier].map((days) => ask(path, days, whom, signal, more)));
  return { current, past };
}

/** When people worked, by day, and by hour; of a project no hours are kept: it is asked for by day alone. */
export async function when(days, whom, signal) {
  if (!whom.project) return ask('hours', days, whom, signal);
  const { items, activeSeconds, idleSeconds, isComplete } = await ask('usage', days, whom, signal, { groupBy: 'day' });
  const all = activeSeconds + idleSeconds;
  const totals = { activeSeconds, idleSeconds, productivityScore: all === 0 ? null : (100 * activeSeconds) / all };
  return { totals, days: items.map((item) => ({ date: item.key, activeSeconds: item.activeSeconds })), isComplete };
}

/** The same of a period and of the one before. */
export async function whenBoth({ now, earlier }, whom, signal) {
  const [current, past] = await Promise.all([now, earlier].map((days) => when(days, whom, signal)));
  return { current, past };
}
