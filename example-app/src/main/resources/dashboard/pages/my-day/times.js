/** Clock times as people type them, on the calendar of a zone. */
import { addDays } from '../../calendar.js';

const DAY = 86_400_000;
const formats = new Map();

/** "2026-11-26T08:47" at an instant, as a field for date and time has it. */
export function localOf(instant, timeZone) {
  if (!formats.has(timeZone)) {
    const two = '2-digit';
    const options = {
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      hourCycle: 'h23',
      timeZone,
    };
    formats.set(timeZone, new Intl.DateTimeFormat('en', options));
  }
  const parts = formats.get(timeZone).formatToParts(instant);
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/**
 * The instant at which the calendar and clock of a zone show this, in milliseconds. Of an hour that comes twice it
 * is the one nearer to `near`, or the first; one that is left out is the same time after it.
 */
export function instantOf(local, timeZone, near = -Infinity) {
  const asUtc = Date.parse(`${local}Z`);
  const offsets = [-DAY, DAY].map(
    (away) => Date.parse(`${localOf(asUtc + away, timeZone)}Z`) - (asUtc + away),
  );
  const [before] = offsets;
  const found = offsets
    .map((offset) => asUtc - offset)
    .filter((instant) => localOf(instant, timeZone) === local);
  if (found.length === 0) return asUtc - before;
  return found.reduce((best, each) => (Math.abs(each - near) < Math.abs(best - near) ? each : best));
}

/** What a field says: a time of that date, or date and time. */
export function typed(value, date, timeZone, near) {
  return instantOf(value.includes('T') ? value : `${date}T${value}`, timeZone, near);
}

/** From one to the other, the latter on the next day where it would be before. */
export function typedRange(from, to, date, timeZone, near = {}) {
  const begin = typed(from, date, timeZone, near.from);
  const end = typed(to, date, timeZone, near.to);
  const isNext = end <= begin && !to.includes('T');
  return {
    from: begin,
    to: isNext ? typed(to, addDays(localOf(begin, timeZone).slice(0, 10), 1), timeZone, near.to) : end,
  };
}
