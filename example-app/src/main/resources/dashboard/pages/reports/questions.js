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

/** What the server takes: days, and a person or a team; nothing is everybody. */
export function search({ from, to }, { person, team }, more = {}) {
  return new URLSearchParams({
    from,
    to,
    ...(person ? { userId: person } : {}),
    ...(team && !person ? { teamId: team } : {}),
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
