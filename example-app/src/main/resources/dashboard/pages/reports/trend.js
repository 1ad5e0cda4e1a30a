/** Active hours of twelve weeks. */
import { addDays, isoWeek } from '../../calendar.js';
import { words } from '../reports-words.js';

/**
 * @param days of `/api/reports/hours`
 * @param weeks the first day of each
 * @returns `rows` of a line, and whether the last week is still `running`
 */
export function trendOf(days, weeks, today) {
  const rows = weeks.map((first) => {
    const last = addDays(first, 6);
    const seconds = days
      .filter(({ date }) => first <= date && date <= last)
      .reduce((sum, { activeSeconds }) => sum + activeSeconds, 0);
    // Weeks that begin on Sunday have the number of most of their days.
    return [words.trend.week(isoWeek(addDays(first, 3))), first > today ? null : seconds];
  });
  return { rows, running: addDays(weeks.at(-1), 6) >= today };
}
