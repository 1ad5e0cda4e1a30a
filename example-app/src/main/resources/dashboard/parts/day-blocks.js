/**
 * What there is to draw of a day, in four lanes, from what `GET /api/timeline` answers. A block is
 * `{key, lane, from, to, millis, group, name, …}`, its instants in milliseconds.
 */
import { words } from './day-picture-words.js';

/** Of idle time that nobody is asked about, less is not worth a mark. */
const SHORTEST_PAUSE = 120_000;

export const LANES = ['project', 'application', 'focus', 'media'];

/**
 * @param timeline see `GET /api/timeline`
 * @param names `projects`: names by id; `categories`: `{name, tone}` by id, tone being one of the stylesheet's
 *     (`development`, …)
 * @param now in milliseconds
 */
export function blocksOf(timeline, names, now) {
  const intervals = timeline.intervals.map((interval) => ({ ...interval, ...spanOf(interval, now) }));
  const lanes = {
    project: projects(timeline, intervals, names, now),
    application: applications(timeline, intervals, names),
    focus: timeline.focus.map(({ from, to, name }) => ({
      ...withLength({ from: Date.parse(from), to: Date.parse(to) }),
      name,
      group: null,
    })),
    media: timeline.media.map((item) => ({
      ...withLength(spanOf(item, now)),
      name: item.media,
      group: item.media,
    })),
  };
  for (const lane of LANES) {
    lanes[lane] = lanes[lane]
      .sort((one, other) => one.from - other.from)
      .map((block) => ({ ...block, lane, key: `${lane}-${block.from}` }));
  }
  return lanes;
}

/** Its instants as numbers; what has no end goes on. */
export function spanOf({ startTime, endTime }, now = Date.now()) {
  return {
    from: Date.parse(startTime),
    to: endTime ? Date.parse(endTime) : Math.max(now, Date.parse(startTime)),
  };
}

const withLength = (span) => ({ ...span, millis: span.to - span.from });

/** Work, as the totals count it. */
export function isWork({ kind }) {
  return kind === 'active' || kind === 'private' || kind === 'stated';
}

/** A session is its project's, except where time was given to another. */
function projects({ sessions, corrections, dayStart, dayEnd }, intervals, { projects }, now) {
  const day = { from: Date.parse(dayStart), to: Date.parse(dayEnd) };
  return sessions.flatMap((session) => {
    const own = intervals.filter(({ sessionId }) => sessionId === session.id);
    const { from, to } = spanOf(session, now);
    const whole = { from: Math.max(from, day.from), to: Math.min(to, day.to) };
    const given = own.filter(({ decision }) => decision === 'reassign');
    const block = (span, projectId) => ({
      ...span,
      millis: workIn(own, span),
      group: null,
      name: projects.get(projectId) ?? words.noProject,
      isNamed: projects.has(projectId),
      sessionId: session.id,
      isRunning: !session.endTime && span.to === whole.to && now < day.to,
      corrections: corrections.filter(({ sessionId }) => sessionId === session.id),
    });
    return [
      ...without(whole, given).map((span) => block(span, session.projectId)),
      ...given.map(({ from: begin, to: end, projectId }) => block({ from: begin, to: end }, projectId)),
    ];
  });
}

function workIn(intervals, { from, to }) {
  return intervals
    .filter(isWork)
    .reduce((sum, each) => sum + Math.max(0, Math.min(each.to, to) - Math.max(each.from, from)), 0);
}

function applications({ undecided }, intervals, names) {
  const asked = undecided.map(({ sessionId, from, to }) => ({
    ...withLength({ from: Date.parse(from), to: Date.parse(to) }),
    sessionId,
    look: 'undecided',
    name: words.away,
    group: null,
  }));
  const known = intervals.filter(({ kind }) => kind !== 'unrecorded');
  const rest = known.flatMap((interval) => {
    if (interval.kind !== 'idle') return [application(interval, names)];
    return without(interval, asked)
      .filter(({ from, to }) => to - from >= SHORTEST_PAUSE)
      .map((span) => application({ ...interval, ...span }, names));
  });
  return [...asked, ...rest];
}

function application(interval, { projects, categories }) {
  const { kind, decision, appName, site, sessionId, projectId, categoryId } = interval;
  const category = categories.get(categoryId);
  const block = {
    ...withLength(interval),
    look: kind,
    sessionId,
    project: projects.get(projectId),
    group: null,
    decision,
  };
  switch (kind) {
    case 'active':
      return {
        ...block,
        name: site ?? appName ?? words.hidden,
        app: appName,
        site,
        category,
        group: `${appName} ${site} ${categoryId}`,
      };
    case 'private':
      return { ...block, name: words.private, symbol: 'private', group: 'private' };
    case 'stated':
      return {
        ...block,
        name: words.stated[decision ?? 'hand'],
        symbol: decision === 'keep' || decision === 'reassign' ? 'check' : 'pencil',
      };
    case 'discarded':
      return { ...block, name: words.discarded };
    default:
      return { ...block, name: words.away };
  }
}

/** What is left of a span without others. */
export function without({ from, to }, holes) {
  let begin = from;
  const left = [];
  for (const hole of [...holes].sort((one, other) => one.from - other.from)) {
    if (hole.from > begin) left.push({ from: begin, to: Math.min(hole.from, to) });
    begin = Math.max(begin, hole.to);
  }
  left.push({ from: begin, to });
  return left.filter((span) => span.to > span.from);
}
