/** The day that an alert is about: when its person was active, and the stretch that it is of. */
import { html, nothing } from 'lit';
import { city, clock, hour } from '../../format.js';
import { call } from '../../http.js';
import { length } from '../../parts/alert.js';
import { strip } from '../../parts/strip.js';
import { styled } from '../../parts/styled.js';
import { words } from '../alerts-words.js';

const HOUR = 3_600_000;

/** The hours of a day that is as most are, from its midnight. */
const USUAL = { from: 8, to: 20 };

/** So many marks of hours at most. */
const MARKS = 7;

/** A text of the stretch fits into this part of the strip. */
const ROOM = 0.3;

/** Which day, as `{date}`, or `{instant}` of which the person's zone tells the day; null for none. */
function dayOf({ userId, type, details }) {
  if (!userId) return null;
  switch (type) {
    case 'overtime':
      return details.period === 'day' ? { date: details.from } : null;
    case 'idle':
      return { instant: details.idleSince };
    case 'session-forgotten':
      return { instant: details.startTime };
    case 'agent-silent':
      return { instant: details.lastSeen };
    default:
      return null;
  }
}

/** The day as /api/timeline has it; null where the alert is of none. */
export async function loadDay(alert, signal) {
  const day = dayOf(alert);
  if (!day) return null;
  const of = (date) => call('GET', `/api/timeline?date=${date}&userId=${alert.userId}`, undefined, { signal });
  if (day.date) return of(day.date);
  // The reader may live in another day than the person.
  const date = day.instant.slice(0, 10);
  const found = await of(date);
  const at = Date.parse(day.instant);
  const start = Date.parse(found.dayStart);
  if (at < start) return of(shifted(date, -1));
  return at >= start + found.lengthSeconds * 1_000 ? of(shifted(date, 1)) : found;
}

function shifted(date, days) {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** From when to when the alert is of something; null where it is of a whole day. */
export function stretchOf({ type, details, closedAt }) {
  const { idleSince, lastSeen } = details;
  const from = { idle: idleSince, 'session-forgotten': idleSince, 'agent-silent': lastSeen }[type];
  return from ? { from: Date.parse(from), to: closedAt ? Date.parse(closedAt) : Date.now() } : null;
}

export function evidence(alert, day) {
  const stretch = stretchOf(alert);
  const intervals = drawn(day);
  const { from, to } = ends(day.dayStart, intervals, stretch);
  const place = (at) => (100 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  const hours = marks(from, to);
  return html`
    <div class="evidence">
      <div class="hours note muted numbers" aria-hidden="true">
        ${hours.map((at) => html`<span ${styled({ left: `${place(at)}%` })}>${hour(at, day.timeZone)}</span>`)}
      </div>
      <div class="track">
        ${strip({ from, to, marks: hours, intervals, timeZone: day.timeZone })}
        ${stretch ? mark(alert, stretch, place) : nothing}
      </div>
      ${clock(day.dayStart, day.timeZone) === clock(day.dayStart) ? nothing : html`<p class="note muted beside">${words.hoursOf(city(day.timeZone))}</p>`}
      ${intervals.length === 0 ? html`<p class="note muted">${words.noDay}</p>` : nothing}
    </div>
  `;
}

/** What the strip shows of the day's pieces. */
function drawn({ intervals }) {
  const kinds = { active: 'active', private: 'active', stated: 'active', idle: 'idle' };
  return intervals
    .filter(({ kind }) => kinds[kind])
    .map(({ startTime, endTime, kind }) => ({ start: startTime, end: endTime, kind: kinds[kind] }));
}

function mark({ type }, { from, to }, place) {
  const text = words.evidence[type](length((to - from) / 1_000));
  const [start, end] = [place(from), place(to)];
  const isWide = end - start > ROOM * 100;
  return html`
    <span class="stretch" ${styled({ left: `${start}%`, width: `${Math.max(1, end - start)}%` })}>
      ${isWide ? html`<span class="note ellipsis" aria-hidden="true">${text}</span>` : nothing}
    </span>
    <p class="note muted beside ${isWide ? 'said' : ''}">${text}</p>
  `;
}

/** The usual hours, widened by what happened; a stretch that goes on for days is cut off with the next morning. */
function ends(dayStart, intervals, stretch) {
  const start = Date.parse(dayStart);
  const times = intervals.flatMap(({ start: from, end }) => [Date.parse(from), Date.parse(end)]);
  if (stretch) times.push(stretch.from, Math.min(stretch.to, start + 32 * HOUR));
  const from = Math.min(start + USUAL.from * HOUR, ...times);
  const to = Math.max(start + USUAL.to * HOUR, ...times);
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR };
}

function marks(from, to) {
  const hours = (to - from) / HOUR;
  const step = [1, 2, 3, 4, 6].find((each) => hours / each <= MARKS) ?? 8;
  const marked = [];
  for (let at = from; at <= to; at += step * HOUR) marked.push(at);
  return marked;
}
