/** Times, dates and durations, as the reader's language and country write them. */
import { dateIn, daysFrom } from './calendar.js';
import { locale } from './preferences.js';
import { text } from './messages.js';

const formats = new Map();

/** An Intl.DateTimeFormat of these options; making one is slow, so each is made once. */
function format(options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return formats.get(key);
}

/** Where the day has 24 hours, the hour has two digits. */
const HOUR = /h1/.test(new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle)
  ? 'numeric'
  : '2-digit';

/** "15:04" or "3:04 PM", in a zone or the reader's own. */
export function clock(instant, timeZone) {
  return format({ hour: HOUR, minute: '2-digit', timeZone }).format(new Date(instant));
}

/** "15" or "3 PM": a full hour, without the word for it that some languages add. */
export function hour(instant, timeZone) {
  const parts = format({ hour: HOUR, timeZone }).formatToParts(new Date(instant));
  return parts.filter(({ type }) => type === 'hour' || type === 'dayPeriod').map(({ value }) => value).join(' ');
}

/** "15:04:05": for what somebody may look up in a log. */
export function preciseClock(instant) {
  return format({ hour: HOUR, minute: '2-digit', second: '2-digit' }).format(new Date(instant));
}

const LONG_DAY = { weekday: 'long', day: 'numeric', month: 'long' };

/** "Thursday 26 November". */
export function longDay(instant, timeZone) {
  return format({ ...LONG_DAY, timeZone }).format(new Date(instant));
}

/** "26 Nov". */
export function shortDay(instant, timeZone) {
  return format({ day: 'numeric', month: 'short', timeZone }).format(new Date(instant));
}

/** "26 Nov 2026": for what lies years before or ahead. */
export function shortDate(instant, timeZone) {
  return format({ day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(new Date(instant));
}

/** "Thu". */
export function weekday(instant, timeZone) {
  return format({ weekday: 'short', timeZone }).format(new Date(instant));
}

/** "Thursday 26 November 2026", of a calendar date as text: as longDay, with the year. */
export function fullDate(date) {
  const at = new Date(date);
  const parts = format({ ...LONG_DAY, year: 'numeric', timeZone: 'UTC' }).formatToParts(at);
  // Some languages have a comma after the weekday only where there is a year: one style on all pages.
  const [first, gap] = format({ ...LONG_DAY, timeZone: 'UTC' }).formatToParts(at);
  if (first.type === 'weekday' && parts[0].type === 'weekday') parts[1] = gap;
  return parts.map(({ value }) => value).join('');
}

/** "23–29 November 2026", of two calendar dates as text. */
export function dateRange(from, to) {
  const days = format({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const range = days.formatRange(new Date(from), new Date(to));
  // Between two numbers the dash needs no room, which Intl gives it in some languages.
  return from.slice(0, 7) === to.slice(0, 7) ? range.replace(/\s–\s/, '–') : range;
}

/** "November 2026", of a calendar date as text. */
export function monthAndYear(date) {
  return format({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(date));
}

/** Everything: for a tooltip, or for whoever cannot see how long ago it was. */
export function absolute(instant) {
  return format({ dateStyle: 'full', timeStyle: 'medium' }).format(new Date(instant));
}

/**
 * "15:04" today, "Wed 15:04" within a week, "26 Nov" beyond, with the year where it is another; in a zone or the
 * reader's own.
 */
export function moment(instant, timeZone) {
  const at = new Date(instant);
  const [date, today] = [dateIn(timeZone, at), dateIn(timeZone)];
  const days = Math.abs(daysFrom(date, today));
  if (days === 0) return clock(at, timeZone);
  if (days < 7) return `${weekday(at, timeZone)} ${clock(at, timeZone)}`;
  return date.slice(0, 4) === today.slice(0, 4) ? shortDay(at, timeZone) : shortDate(at, timeZone);
}

/** "0m", "38m", "1h 02m", "31h". */
export function duration(seconds) {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  if (minutes < 60) return text.time.minutes(minutes);
  return text.time.hours(Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0'));
}

/** How long something has lasted until now. */
export function lasted(since) {
  return duration((Date.now() - new Date(since)) / 1000);
}

export function number(value, options) {
  return new Intl.NumberFormat(locale, options).format(value);
}

/** IANA zones are named without accents; these cities are often seen. */
const CITIES = {
  Asuncion: 'Asunción',
  Bogota: 'Bogotá',
  Calcutta: 'Kolkata',
  Cancun: 'Cancún',
  Chisinau: 'Chișinău',
  Kiev: 'Kyiv',
  Mazatlan: 'Mazatlán',
  Reykjavik: 'Reykjavík',
  Sao_Paulo: 'São Paulo',
  Zurich: 'Zürich',
};

/** The city of an IANA zone. */
export function city(timeZone) {
  const name = timeZone.split('/').at(-1);
  return CITIES[name] ?? name.replaceAll('_', ' ');
}

/** Names as a sentence lists them: "Ada, Bob and Eve". */
export function listed(names) {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

/** In the order of the reader's language. */
export const collator = new Intl.Collator(locale, { numeric: true });

const TICK_MILLIS = 10_000;
const clients = new Set();
let timer = 0;

/** Lit controller: renders its host again every few seconds while it is on the page, so times stay true. */
export class Ticking {
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    clients.add(this.host);
    timer ||= setInterval(() => clients.forEach((host) => host.requestUpdate()), TICK_MILLIS);
  }

  hostDisconnected() {
    clients.delete(this.host);
    if (clients.size > 0) return;
    clearInterval(timer);
    timer = 0;
  }
}
