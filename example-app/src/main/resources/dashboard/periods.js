/**
 * Periods of calendar days, `{kind, from, to}`: `from` and `to` are dates as text, and both belong to it, as
 * people say and type it. Kinds are `day`, `week`, `month`, `quarter`, and `dates` for chosen ones.
 */
import {
  addDays, daysFrom, firstWeekday, isoWeek, quarter, startOfMonth, startOfQuarter, startOfWeek, weekday,
} from './calendar.js';
import { dateRange, fullDate, monthAndYear } from './format.js';
import { text } from './messages.js';
import { locale } from './preferences.js';

export const KINDS = ['day', 'week', 'month', 'quarter', 'dates'];

const upTo = (kind, from, next) => ({ kind, from, to: addDays(next, -1) });

/** The period of a kind, other than `dates`, in which a day lies; or the one so many later. */
export function periodOf(kind, date, { later = 0, weekStart = firstWeekday(locale) } = {}) {
  switch (kind) {
    case 'week': {
      const from = addDays(startOfWeek(date, weekStart), later * 7);
      return { kind, from, to: addDays(from, 6) };
    }
    case 'month':
      return upTo(kind, startOfMonth(date, later), startOfMonth(date, later + 1));
    case 'quarter':
      return upTo(kind, startOfQuarter(date, later), startOfQuarter(date, later + 1));
    default: {
      const from = addDays(date, later);
      return { kind: 'day', from, to: from };
    }
  }
}

/** The period so many after; chosen dates move by as many days as they are. */
export function step(period, later, options) {
  if (period.kind !== 'dates') return periodOf(period.kind, period.from, { ...options, later });
  const days = later * (1 + daysFrom(period.from, period.to));
  return { kind: 'dates', from: addDays(period.from, days), to: addDays(period.to, days) };
}

export function contains({ from, to }, date) {
  return from <= date && date <= to;
}

/** "23–29 November 2026, week 48". */
export function labelOf({ kind, from, to }) {
  switch (kind) {
    case 'day':
      return fullDate(from);
    case 'week':
      return text.period.week(dateRange(from, to), isoWeek(thursdayOf(from)));
    case 'month':
      return monthAndYear(from);
    case 'quarter':
      return text.period.quarter(quarter(from), from.slice(0, 4));
    default:
      return dateRange(from, to);
  }
}

/** Weeks that begin on Sunday have the number of most of their days. */
function thursdayOf(from) {
  return addDays(from, (4 - weekday(from) + 7) % 7);
}
