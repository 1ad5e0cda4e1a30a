/** The strip of a day: when somebody was active and idle. */
import { html, nothing, svg } from 'lit';
import { clock, duration } from '../format.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

const WIDEST = 100;

/** A minute of the twelve hours: what is shorter cannot be seen, and neither can a gap that is. */
const SHORTEST = WIDEST / 720;

/** In pixels; the strip is as wide as its place. */
const SHAPES = { idle: { y: 9, height: 4 }, active: { y: 1, height: 12 } };

/**
 * `from` and `to` are the instants of the strip's ends, `marks` those in between that have a mark (at each third
 * when absent), `intervals` rows of `{start, end, kind}` with the
 * kind `active` or `idle`, and `now` is an instant or absent; each instant a Date, a number or a text of
 * ISO 8601. Places come from instants, so a day with 23 or 25 hours is as long as it was. What lies outside
 * the ends is not drawn, but said: the sentence is about all intervals, on the clock of `timeZone`.
 */
export function strip({ from, to, marks, intervals, now = null, timeZone }) {
  const begin = millis(from);
  const length = millis(to) - begin;
  const place = (instant) => (WIDEST * (millis(instant) - begin)) / length;
  const at = now === null ? -1 : place(now);
  return svg`
    <svg class="strip" role="img" aria-label=${sentence(intervals, timeZone)}>
      ${base(marks?.map(place))}
      ${Object.entries(SHAPES).map(([kind, { y, height }]) =>
        blocks(intervals, kind, place).map(
          ([x, end]) =>
            svg`<rect class=${kind} x="${x}%" width="${end - x}%" y=${y} height=${height} rx="1" />`,
        ),
      )}
      ${at >= 0 && at <= WIDEST ? svg`<line class="now" x1="${at}%" x2="${at}%" y2="16" />` : nothing}
    </svg>
  `;
}

/** What the strip's marks mean; `from` and `to` are the hours of its ends, as the page writes them. */
export function stripLegend(from, to) {
  const { active, idle, now } = text.strip.legend;
  return html`
    <p class="strip-legend note muted numbers">
      <span>
        ${from}
        <svg class="strip" aria-hidden="true">${base()}</svg>
        ${to}
      </span>
      <span><span class="sample active"></span> ${active}</span>
      <span><span class="sample idle"></span> ${idle}</span>
      <span><span class="sample now"></span> ${now}</span>
    </p>
  `;
}

const THIRDS = [1, 2].map((third) => (WIDEST * third) / 3);

/** The line that the blocks stand on, with its marks. */
function base(marks = THIRDS) {
  return svg`
    <line class="base" x2="100%" y1="12.5" y2="12.5" />
    ${marks.map((x) => svg`<line class="mark" x1="${x}%" x2="${x}%" y1="11" y2="15" />`)}
  `;
}

/** What is to be drawn of a kind, as `[from, to]`: a day of 1,500 switches has a few dozen of them. */
function blocks(intervals, kind, place) {
  const places = intervals
    .filter((interval) => interval.kind === kind)
    .map(({ start, end }) => [Math.max(0, place(start)), Math.min(WIDEST, place(end))])
    .filter(([start, end]) => end > start)
    .sort(([one], [other]) => one - other);
  const joined = [];
  for (const [start, end] of places) {
    const last = joined.at(-1);
    const visible = Math.max(end, Math.min(WIDEST, start + SHORTEST));
    if (last && start - last[1] < SHORTEST) last[1] = Math.max(last[1], visible);
    else joined.push([start, visible]);
  }
  return joined;
}

/** "Active 7h 31m between 08:24 and 15:42". */
function sentence(intervals, timeZone) {
  const active = intervals.filter(({ kind }) => kind === 'active');
  if (active.length === 0) return text.strip.none;
  const millisActive = active.reduce((sum, { start, end }) => sum + millis(end) - millis(start), 0);
  const first = active.reduce((least, { start }) => Math.min(least, millis(start)), Infinity);
  const last = active.reduce((most, { end }) => Math.max(most, millis(end)), -Infinity);
  return text.strip.active(duration(millisActive / 1_000), clock(first, timeZone), clock(last, timeZone));
}

/** Texts of ISO 8601 are parsed, at 1,500 a day; numbers are not. */
function millis(instant) {
  return typeof instant === 'number' ? instant : new Date(instant).getTime();
}
