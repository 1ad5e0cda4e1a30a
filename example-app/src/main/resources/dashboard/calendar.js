/**
 * Calendar dates as text, such as `2026-11-23`: they compare as texts do, and know no hours, so no day is
 * longer or shorter than another.
 */

const DAY_MILLIS = 86_400_000;

const millis = (date) => Date.parse(`${date}T00:00Z`);
const textOf = (time) => new Date(time).toISOString().slice(0, 10);

/** Whether a text is a date that there is. */
export function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(millis(text)) && textOf(millis(text)) === text;
}

/** What the calendar of the reader says now. */
export function today() {
  const now = new Date();
  return textOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

const formats = new Map();

/** Making a format is slow, so one is made for each zone. */
function formatIn(timeZone) {
  if (!formats.has(timeZone)) {
    const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' };
    formats.set(timeZone, new Intl.DateTimeFormat('en-u-ca-iso8601', options));
  }
  return formats.get(timeZone);
}

/** The date that it is in a zone, or in the reader's own, at an instant. */
export function dateIn(timeZone, instant = Date.now()) {
  const parts = formatIn(timeZone).formatToParts(instant);
  const part = (wanted) => parts.find(({ type }) => type === wanted).value;
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

export function addDays(date, days) {
  return textOf(millis(date) + days * DAY_MILLIS);
}

/** How many days later. */
export function daysFrom(date, later) {
  return (millis(later) - millis(date)) / DAY_MILLIS;
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date) {
  return new Date(millis(date)).getUTCDay() || 7;
}

/** @param first the day that weeks begin with, 1 to 7 */
export function startOfWeek(date, first) {
  return addDays(date, -((weekday(date) - first + 7) % 7));
}

/** The first day of the month that is so many months later. */
export function startOfMonth(date, later = 0) {
  const [year, month] = date.split('-').map(Number);
  return textOf(Date.UTC(year, month - 1 + later, 1));
}

/** The first day of the quarter that is so many quarters later. */
export function startOfQuarter(date, later = 0) {
  const [year] = date.split('-').map(Number);
  return textOf(Date.UTC(year, (quarter(date) - 1 + later) * 3, 1));
}

/** 1 to 4. */
export function quarter(date) {
  return Math.ceil(Number(date.slice(5, 7)) / 3);
}

/** The number of the week that its Thursday has (ISO 8601): the first is the one with the first Thursday. */
export function isoWeek(date) {
  const thursday = addDays(startOfWeek(date, 1), 3);
  return 1 + Math.floor(daysFrom(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
}

/** The day that weeks begin with where the reader is: what the browser knows, else Monday. */
export function firstWeekday(locale) {
  const place = new Intl.Locale(locale);
  return (place.getWeekInfo?.() ?? place.weekInfo)?.firstDay ?? 1;
}
