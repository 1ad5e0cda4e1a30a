/** How long people worked on a project each day: bars of a week, a line of more. */
import { addDays, daysFrom } from '../../calendar.js';
import { duration, fullDate } from '../../format.js';
import { locale } from '../../preferences.js';
import { words } from '../reports-words.js';

/** So many days have a bar each. */
const FEW = 7;

const short = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
const noon = (date) => new Date(`${date}T12:00Z`);

/**
 * @param answers `current` and `past`, each with `days` that have something
 * @param days `now` and `earlier`, from and to
 * @returns `kind`, `columns`, `rows` and `summary` of a chart, and whether its last day is `running`
 */
export function daysOf({ current, past, now, earlier }, before, today) {
  const seconds = secondsOf(current.days);
  const then = secondsOf(past.days);
  const dates = Array.from({ length: daysFrom(now.from, now.to) + 1 }, (_, index) => addDays(now.from, index));
  const isBars = dates.length <= FEW;
  const value = (date) => (date > today ? null : (seconds.get(date) ?? 0));
  const rows = dates.map((date, index) => {
    const name = { name: short.format(noon(date)), current: date === today };
    const compared = addDays(earlier.from, index);
    if (!isBars) return [name.name, value(date)];
    return [name, value(date), compared > earlier.to ? null : (then.get(compared) ?? 0)];
  });
  return {
    kind: isBars ? 'bars' : 'line',
    columns: [
      { label: words.heat.day },
      { label: words.active, type: 'duration' },
      ...(isBars ? [{ label: before, type: 'duration' }] : []),
    ],
    rows,
    running: !isBars && dates.includes(today),
    summary: sentence(dates, value),
  };
}

function secondsOf(days) {
  return new Map(days.map(({ date, activeSeconds }) => [date, activeSeconds]));
}

function sentence(dates, value) {
  const most = dates.reduce((best, date) => (value(date) > (best ? value(best) : 0) ? date : best), null);
  return most ? words.days.most(fullDate(most), duration(value(most))) : words.days.none;
}
