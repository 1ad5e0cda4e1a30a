/** Days and weeks, as this page names them. */
import { addDays, isoWeek } from '../../calendar.js';
import { dateRange, weekday } from '../../format.js';
import { locale } from '../../preferences.js';

/** Noon is in the same day everywhere it is asked for in UTC. */
const noon = (date) => `${date}T12:00Z`;

/** "Thu". */
export const shortWeekday = (date) => weekday(noon(date), 'UTC');

/** "26". */
export const dayOfMonth = (date) => String(Number(date.slice(8)));

/** "16–22 Nov". */
export function shortRange(monday) {
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const range = days.formatRange(new Date(noon(monday)), new Date(noon(addDays(monday, 6))));
  return monday.slice(0, 7) === addDays(monday, 6).slice(0, 7) ? range.replace(/\s–\s/, '–') : range;
}

/** "16–22 November 2026". */
export const longRange = (monday) => dateRange(monday, addDays(monday, 6));

export const numberOf = (monday) => isoWeek(monday);

/** The page of a week; of somebody else's with their id. */
export function addressOf(monday, person = null) {
  return `/my-week?week=${monday}${person ? `&person=${person}` : ''}`;
}

/** The page of a day. */
export function dayAddress(date, person = null) {
  return `/my-day?date=${date}${person ? `&person=${person}` : ''}`;
}
