/** An alert in the reader's words: what it is of, about whom, how long ago. */
import { duration, moment } from '../format.js';
import { words } from './alert-words.js';

const ICONS = {
  idle: 'pause',
  overtime: 'theme',
  'agent-silent': 'cut',
  'client-silent': 'plug',
  'session-forgotten': 'now',
};

const DAY_SECONDS = 86_400;

export const TYPES = Object.keys(ICONS);

export function iconOf({ type }) {
  return ICONS[type];
}

/** "Long day: 9h 40m of work, limit 9h 00m", by what the alert has besides its type. */
export function sentenceOf({ type, details, closedAt }) {
  switch (type) {
    case 'idle':
      return closedAt
        ? words.idle.over(span(details.idleSince, closedAt))
        : words.idle.open(moment(details.idleSince));
    case 'overtime':
      return words.overtime[isWithinLimit({ type, details }) ? 'noMore' : 'isLong'][details.period](
        duration(details.workedSeconds),
        duration(details.limitSeconds),
      );
    case 'agent-silent':
      return silence(details.hostname, details, closedAt);
    case 'client-silent':
      return silence(details.name, details, closedAt);
    default:
      return words.forgotten;
  }
}

/** Whether it is of hours that are no overtime any more, after a correction. */
export function isWithinLimit({ type, details }) {
  return type === 'overtime' && details.workedSeconds <= details.limitSeconds;
}

function silence(name, { lastSeen }, closedAt) {
  return closedAt ? words.silent.over(name, span(lastSeen, closedAt)) : words.silent.open(name, moment(lastSeen));
}

/** "24m", "3h 05m", "5 days". */
export function span(from, to) {
  return length((Date.parse(to) - Date.parse(from)) / 1_000);
}

export function length(seconds) {
  return seconds < 2 * DAY_SECONDS ? duration(seconds) : words.days(Math.floor(seconds / DAY_SECONDS));
}

/** "now", "12m", "1 day". */
export function ago(instant) {
  const seconds = (Date.now() - Date.parse(instant)) / 1_000;
  if (seconds < 60) return words.justNow;
  return seconds < DAY_SECONDS ? duration(seconds) : words.days(Math.floor(seconds / DAY_SECONDS));
}

/** Whom it is about, or which client. */
export function nameOf({ userName, details }) {
  return userName ?? details.name ?? words.client;
}
