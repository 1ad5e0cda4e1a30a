/** How somebody's day has gone, as a strip with its active time; loaded with the first days. */
import { html } from 'lit';
import { duration, hour } from '../format.js';
import { text } from '../messages.js';
import { strip, stripLegend } from '../parts/strip.js';

const HOUR = 3_600_000;

/** Hours that have a mark: each fourth of the day. */
const MARKED = 4;

const marks = new Map();

/** @param day of `/api/timeline/today` */
export function today({ from, to, intervals, timeZone, activeSeconds, totalWorkSeconds }) {
  const rows = intervals.map(({ startTime, endTime, kind }) => ({ start: startTime, end: endTime, kind }));
  const begun = rows.length > 0 || totalWorkSeconds > 0;
  return html`
    <div class="today">
      ${strip({ from, to, marks: marksOf(from, to, timeZone), intervals: rows, now: begun ? Date.now() : null, timeZone })}
      <strong class="numbers" title=${text.now.today}>${begun ? duration(activeSeconds) : '–'}</strong>
    </div>
  `;
}

/** Each strip is on its person's own clock: eight is eight everywhere. */
export function legend({ from, to, timeZone }) {
  return stripLegend(hour(from, timeZone), hour(to, timeZone));
}

/** The marked hours between two instants, by the clock of a zone; the page asks for the same few again and again. */
function marksOf(from, to, timeZone) {
  const key = `${from} ${to} ${timeZone}`;
  if (!marks.has(key)) {
    const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone });
    const found = [];
    for (let at = Date.parse(from) + HOUR; at < Date.parse(to); at += HOUR) {
      if (Number(clock.format(at)) % MARKED === 0) found.push(at);
    }
    marks.set(key, found);
  }
  return marks.get(key);
}
