/** When people work: minutes of each hour, by day, or on average by weekday. */
import { addDays, daysFrom, firstWeekday, weekday } from '../../calendar.js';
import { locale } from '../../preferences.js';
import { listed, number } from '../../format.js';
import { words } from '../reports-words.js';

/** Hours that are always shown: an empty day looks like one. */
const [EARLIEST, LATEST] = [8, 17];

/** So many days have a row each. */
const DAYS = 7;

const SECONDS = 60;

const named = (length) => {
  const format = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' });
  return (date) => format.format(new Date(`${date}T12:00Z`));
};
const short = named('short');
const long = named('long');

/**
 * @param answer of `/api/reports/hours`
 * @param period which may not be over
 * @returns `columns`, `rows` and `summary` of a heat map; `isAverage` of each weekday
 */
export function heatOf({ days, people }, period, today) {
  const isAverage = daysFrom(period.from, period.to) >= DAYS;
  const known = days.filter(({ date }) => date <= today);
  const groups = isAverage ? byWeekday(known) : days.map((day) => [day.date, day.date <= today ? [day] : []]);
  const worked = Array.from({ length: 24 }, (_, hour) => known.some(({ hours }) => hours[hour] > 0));
  const hours = between(Math.min(EARLIEST, atLeast(worked.indexOf(true))), Math.max(LATEST, worked.lastIndexOf(true)));
  const lines = groups.map(([date, group]) => line(date, group, { hours, people, today, isAverage }));
  return {
    isAverage,
    columns: [
      { label: words.heat.day },
      ...hours.map((hour) => ({ label: String(hour).padStart(2, '0') })),
      { label: isAverage ? words.heat.average : words.active, type: 'duration', sum: true },
    ],
    rows: lines.map(({ name, values, active }) => [name, ...values, active]),
    summary: sentence(lines, hours, groups, today),
  };
}

function atLeast(index) {
  return index < 0 ? 24 : index;
}

function between(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** In the order of weeks where the reader is; each with a date that is such a day. */
function byWeekday(days) {
  const start = firstWeekday(locale);
  const monday = '2001-01-01';
  return Array.from({ length: 7 }, (_, index) => {
    const date = addDays(monday, start - 1 + index);
    return [date, days.filter((day) => weekday(day.date) === weekday(date))];
  });
}

/** A row: minutes a person in each hour; null for what is yet to come, or of no such day. */
function line(date, group, { hours, people, today, isAverage }) {
  const isToday = !isAverage && date === today;
  const sums = hours.map((hour) => group.reduce((sum, day) => sum + day.hours[hour], 0));
  const last = sums.findLastIndex((seconds) => seconds > 0);
  const minutes = (seconds) => Math.round(seconds / SECONDS / Math.max(1, people) / group.length);
  const active = group.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0);
  const isEmpty = group.length === 0;
  return {
    date,
    name: { name: short(date), current: isToday },
    values: sums.map((seconds, index) => (isEmpty || (isToday && index > last) ? null : minutes(seconds))),
    active: isEmpty ? null : active / group.length,
  };
}

/** "Busiest: Monday, 10–11, 53 minutes a person. Friday to Sunday are yet to come." */
function sentence(lines, hours, groups, today) {
  let most = null;
  for (const { date, values } of lines) {
    values.forEach((value, index) => {
      if (value > (most?.value ?? 0)) most = { date, hour: hours[index], value };
    });
  }
  const ahead = groups.filter(([date, group]) => group.length === 0 && date > today).map(([date]) => date);
  return [
    most ? words.heat.busiest(long(most.date), `${most.hour}–${most.hour + 1}`, number(most.value)) : words.heat.none,
    ahead.length === 0 ? '' : words.heat.ahead(aheadNames(ahead), ahead.length),
  ]
    .filter(Boolean)
    .join(' ');
}

function aheadNames(dates) {
  return dates.length > 2 ? words.heat.range(long(dates[0]), long(dates.at(-1))) : listed(dates.map(long));
}
