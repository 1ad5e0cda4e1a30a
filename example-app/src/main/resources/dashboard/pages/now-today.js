/** How somebody's day has gone, as a strip with its active time; loaded with the first days. */
import { html } from 'lit';
import { duration, hour } from '../format.js';
import { text } from '../messages.js';
import { strip, stripLegend } from '../parts/strip.js';

/** @param day of `/api/timeline/today` */
export function today({ from, to, intervals, timeZone, activeSeconds, totalWorkSeconds }) {
  const rows = intervals.map(({ startTime, endTime, kind }) => ({ start: startTime, end: endTime, kind }));
  const begun = rows.length > 0 || totalWorkSeconds > 0;
  return html`
    <div class="today">
      ${strip({ from, to, intervals: rows, now: begun ? Date.now() : null, timeZone })}
      <strong class="numbers" title=${text.now.today}>${begun ? duration(activeSeconds) : '–'}</strong>
    </div>
  `;
}

/** Each strip is on its person's own clock: eight is eight everywhere. */
export function legend({ from, to, timeZone }) {
  return stripLegend(hour(from, timeZone), hour(to, timeZone));
}
