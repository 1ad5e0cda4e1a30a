/** The figures of a team's people. */
import { dateIn, weekday } from '../../calendar.js';
import { call } from '../../http.js';
import { wholeList } from '../../lists.js';

/**
 * Of each person in a period; today is the day that it is where each of them is, so whose day has not begun has
 * nothing of yesterday.
 *
 * @param today of whoever asks; null where another day, or a longer period, is asked for
 */
export async function figuresOf({ from, to }, today, signal) {
  const ask = (first, last) => call('GET', `/api/reports/team?from=${first}&to=${last}`, undefined, { signal });
  const { items, isComplete } = await ask(from, to);
  if (!today) return { items, isComplete };
  const dates = new Map(items.map(({ userId, timeZone }) => [userId, dateIn(timeZone)]));
  const others = [...new Set(dates.values())].filter((date) => date !== today);
  const answers = new Map(await Promise.all(others.map(async (date) => [date, await ask(date, date)])));
  const own = (member) =>
    answers.get(dates.get(member.userId))?.items.find(({ userId }) => userId === member.userId) ?? member;
  return {
    items: items.map(own),
    isComplete: isComplete && [...answers.values()].every((answer) => answer.isComplete),
  };
}

/** Each person's timesheet of a week, by their id; who has sent none has a draft. Null for other periods. */
export async function timesheetsOf({ kind, from, to }, signal) {
  // Timesheets begin on Monday, weeks where the reader is perhaps on Sunday.
  if (kind !== 'week' || weekday(from) !== 1) return null;
  const sheets = await wholeList(`/api/timesheets?from=${from}&to=${to}`, signal);
  return new Map(sheets.map((sheet) => [sheet.userId, sheet]));
}
