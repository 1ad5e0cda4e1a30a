/** The rows of a day's list, newest first: sessions, what was recorded outside of them, and where nothing was. */
import { isWork, spanOf, without } from '../../parts/day-blocks.js';

const MINUTE = 60_000;

/** Shorter gaps are no question to anybody. */
const SHORTEST_GAP = 5 * MINUTE;

/**
 * @param timeline see `GET /api/timeline`
 * @param now in milliseconds; the day's end where it is over
 * @return rows `{kind, from, to, millis}`, the kind `session`, `loose` or `gap`; those of sessions and loose ones
 *     with their `applications`, most first; of sessions with the `session`, its `stretches` by what was decided,
 *     in milliseconds, and its `corrections`
 */
export function entriesOf(timeline, now) {
  const day = { from: Date.parse(timeline.dayStart), to: Date.parse(timeline.dayEnd) };
  const intervals = timeline.intervals.map((interval) => ({ ...interval, ...spanOf(interval, now) }));
  const sessions = timeline.sessions.map((session) => sessionEntry(session, timeline, intervals, day, now));
  const work = intervals.filter(isWork);
  const ends = [...sessions, ...work];
  const extent = {
    from: ends.reduce((least, { from }) => Math.min(least, from), Infinity),
    to: ends.reduce((most, { to }) => Math.max(most, to), -Infinity),
  };
  const holes = ends.length === 0 ? [] : without(extent, sessions);
  return [...sessions, ...holes.flatMap((hole) => outside(hole, work))].sort(
    (one, other) => other.from - one.from,
  );
}

function sessionEntry(session, { undecided, corrections }, intervals, day, now) {
  const whole = spanOf(session, now);
  const from = Math.max(whole.from, day.from);
  const to = Math.max(from, Math.min(whole.to, day.to));
  const own = intervals.filter(({ sessionId }) => sessionId === session.id);
  const sum = (decision) => total(own.filter((each) => each.decision === decision || each.kind === decision));
  const asked = undecided.filter(({ sessionId }) => sessionId === session.id);
  return {
    kind: 'session',
    key: session.id,
    session,
    from,
    to,
    isRunning: !session.endTime && now < day.to,
    millis: total(own.filter(isWork)),
    applications: applicationsOf(own),
    isRecorded: own.some(({ kind }) => kind === 'active' || kind === 'private' || kind === 'idle'),
    stretches: {
      undecided: asked.reduce((most, { seconds }) => most + seconds * 1_000, 0),
      keep: sum('keep'),
      reassign: sum('reassign'),
      discarded: sum('discarded'),
    },
    corrections: corrections.filter(({ sessionId }) => sessionId === session.id),
  };
}

/** What was recorded there, if anything, and what is left around it. */
function outside(hole, work) {
  const inside = work.filter(({ from, to }) => to > hole.from && from < hole.to);
  const millis = total(
    inside.map(({ from, to }) => ({ from: Math.max(from, hole.from), to: Math.min(to, hole.to) })),
  );
  const gaps = (spans) =>
    spans
      .filter(({ from, to }) => to - from >= SHORTEST_GAP)
      .map((span) => ({ ...span, kind: 'gap', key: `gap-${span.from}`, millis: span.to - span.from }));
  if (millis < MINUTE) return gaps([hole]);
  const loose = { from: Math.max(hole.from, inside[0].from), to: Math.min(hole.to, inside.at(-1).to) };
  const entry = {
    ...loose,
    kind: 'loose',
    key: `loose-${loose.from}`,
    millis,
    applications: applicationsOf(inside),
  };
  return [entry, ...gaps(without(hole, [loose]))];
}

/** Names of applications and sites, most used first. */
export function applicationsOf(intervals) {
  const millis = new Map();
  for (const { kind, site, appName, from, to } of intervals) {
    const name = kind === 'active' ? (site ?? appName) : null;
    if (name) millis.set(name, (millis.get(name) ?? 0) + to - from);
  }
  return [...millis].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

export function total(spans) {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
}
