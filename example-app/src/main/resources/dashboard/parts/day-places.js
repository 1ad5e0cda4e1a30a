/**
 * The geometry of a day's picture. All places come from instants, in milliseconds, so a day of 23 or 25 hours is
 * as long as it was; only the hours' marks know what the clock says.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What people usually work, from which a picture is widened by what happened. */
const USUAL = { from: 8, to: 18 };

/** A picture of less would be of giants. */
const LEAST = 4 * HOUR;

/** Of the picture's length: what is shorter cannot be seen, and neither can a gap that is. */
const VISIBLE = 1 / 360;

/** What is shorter is not worth pointing at: several of them become one. */
const LEGIBLE = 1 / 120;

/** So long becomes what many short ones are together, and then the next begins. */
const TOGETHER = 1 / 40;

/** What a clock of a zone says at an instant. */
export function clockAt(instant, timeZone) {
  const parts = clockOf(timeZone).formatToParts(instant);
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  return { hour: of('hour') % 24, minute: of('minute') };
}

const clocks = new Map();

/** Making one is slow. */
function clockOf(timeZone) {
  if (!clocks.has(timeZone)) {
    const options = { hour: 'numeric', minute: 'numeric', hourCycle: 'h23', timeZone };
    clocks.set(timeZone, new Intl.DateTimeFormat('en', options));
  }
  return clocks.get(timeZone);
}

/** The instants from `from` to `to` at which the clock of a zone shows a full hour. */
export function hourMarks(from, to, timeZone) {
  const marks = [];
  let at = from;
  while (at <= to) {
    const { minute } = clockAt(at, timeZone);
    const past = minute * MINUTE + (at % MINUTE);
    // A clock that was changed by half an hour shows the next full one sooner or later than in an hour.
    if (past === 0) marks.push(at);
    at += HOUR - past;
  }
  return marks;
}

/**
 * What a picture shows of a day: the usual hours, widened to the full hours of what happened. Of a day that has
 * nothing in the usual hours, such as one of a night shift, what happened alone: on a phone the rest would be a
 * long way down an empty page.
 *
 * @param start the day's first instant, `end` the first after it
 * @param spans what happened, `{from, to}`
 * @param now null on another day
 */
export function rangeOf(start, end, timeZone, spans, now = null) {
  const hours = hourMarks(start, end, timeZone);
  const inner = spans.filter(({ from, to }) => to > start && from < end);
  const ends = inner.flatMap(({ from, to }) => [from, to]);
  if (now !== null) ends.push(now);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const usual = (hour) => hours.find((at) => clockAt(at, timeZone).hour === hour);
  const [morning, evening] = [usual(USUAL.from) ?? start, usual(USUAL.to) ?? end];
  const isLate = inner.length > 0 && first >= evening;
  const isEarly = inner.length > 0 && last <= morning;
  const before = hours.findLast((at) => at <= first) ?? (first < end ? start : Infinity);
  const after = hours.find((at) => at >= last) ?? (last > start ? end : -Infinity);
  const from = Math.max(start, isLate ? before : Math.min(morning, before));
  const to = Math.min(end, Math.max(isEarly ? after : Math.max(evening, after), from + LEAST));
  return { from: Math.max(start, Math.min(from, to - LEAST)), to };
}

/** Where a block stands in a range, both as parts of 100. */
export function placeOf({ from, to }, range) {
  const length = range.to - range.from;
  return { at: (100 * (from - range.from)) / length, long: (100 * (to - from)) / length };
}

/** Of blocks, those that are in a range, cut at its ends. */
export function within(blocks, range) {
  return blocks
    .filter(({ from, to }) => to > range.from && from < range.to)
    .map((block) => ({ ...block, from: Math.max(block.from, range.from), to: Math.min(block.to, range.to) }));
}

/**
 * Blocks of one lane as they can be seen in a range: a day of 1,500 switches has a few dozen of them. What goes
 * on after less than can be seen is one; many short ones beside each other become one that knows its `parts`.
 *
 * @param blocks in order, `{from, to, group, millis}`: those with an equal `group` belong together, and those
 *     with none (null) stay as they are; `millis` is what there is of it
 */
export function merge(blocks, range) {
  const length = range.to - range.from;
  return together(continued(blocks, length * VISIBLE), length);
}

function continued(blocks, gap) {
  const seen = [];
  for (const block of blocks) {
    const last = seen.at(-1);
    const earlier = seen.at(-2);
    const goesOn = (before) => before && before.group !== null && before.group === block.group;
    if (goesOn(last) && block.from - last.to < gap) {
      seen.push(joined([seen.pop(), block]));
    } else if (goesOn(earlier) && last.group !== null && block.from - earlier.to < gap) {
      const between = seen.pop();
      seen.push(joined([seen.pop(), between, block]));
    } else {
      seen.push(block);
    }
  }
  return seen;
}

function together(blocks, length) {
  const seen = [];
  const isShort = (block) => block.group !== null && block.to - block.from < length * LEGIBLE;
  for (const block of blocks) {
    const last = seen.at(-1);
    const isOpen = last && (last.isMany ? last.to - last.from < length * TOGETHER : isShort(last));
    if (isOpen && isShort(block) && block.from - last.to < length * VISIBLE) {
      seen.push({ ...joined([seen.pop(), block]), isMany: true });
    } else {
      seen.push(block);
    }
  }
  return seen;
}

/** Several as one, which is as the most of them is. */
function joined(blocks) {
  const parts = blocks.flatMap((block) => block.parts ?? [block]);
  const millisOf = new Map();
  for (const { group, millis } of parts) millisOf.set(group, (millisOf.get(group) ?? 0) + millis);
  const [most] = [...millisOf].reduce((best, each) => (each[1] > best[1] ? each : best));
  return {
    ...parts.find(({ group }) => group === most),
    key: blocks[0].key,
    from: blocks[0].from,
    to: blocks.reduce((end, { to }) => Math.max(end, to), -Infinity),
    millis: parts.reduce((sum, { millis }) => sum + millis, 0),
    others: millisOf.size - 1,
    parts,
  };
}
