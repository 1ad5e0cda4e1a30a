/** The figures of a day in one line, and on what its time went. */
import { html, nothing } from 'lit';
import { clock, duration } from '../../format.js';
import '../../parts/chart.js';
import { isWork, spanOf } from '../../parts/day-blocks.js';
import { appIconName } from '../../parts/icon.js';
import { words } from '../my-day-words.js';

/** A list of more is no overview. */
const MOST_BARS = 8;

/**
 * @param timeline see `GET /api/timeline`
 * @param isToday whether the day goes on
 * @param decides how the time that is undecided is called
 */
export function dayTotals({ userId, totals, undecided, focus, corrections, timeZone }, isToday, decides) {
  const longest = Math.max(0, ...focus.map(({ seconds }) => seconds));
  const focused = focus.reduce((sum, { seconds }) => sum + seconds, 0);
  const asked = undecided.reduce((sum, { seconds }) => sum + seconds, 0);
  const { firstActivity: first, lastActivity: last } = totals;
  const today = isToday ? words.activeToday : words.active;
  const stretches = words.stretches(focus.length, duration(longest));
  const away = undecided.length === 0 ? words.nothingToDecide : words.stretchesAway(undecided.length);
  const ended = last && !isToday ? words.last(clock(last, timeZone)) : nothing;
  const began = correctedBy(corrections, first, userId) ?? ended;
  const active = duration(totals.activeSeconds);
  const atWork = words.ofSessions(duration(totals.totalWorkSeconds));
  return html`
    <dl class="day-totals panel">
      ${figure('active', today, active, atWork, words.activeShort)}
      ${figure('focus', words.focus, duration(focused), focus.length === 0 ? words.noFocus : stretches)}
      ${figure('decide', decides, duration(asked), away, words.forYouShort)}
      ${figure('first', words.first, first ? clock(first, timeZone) : '–', began)}
    </dl>
  `;
}

/** Who says that the day began then, where it was not recorded so; newest first. */
function correctedBy(corrections, first, userId) {
  const isOfFirst = ({ before, after }) =>
    before && before.startTime !== after.startTime && Date.parse(after.startTime) === Date.parse(first);
  const correction = corrections.find(isOfFirst);
  if (!correction) return null;
  return correction.correctedBy === userId
    ? words.correctedByYou
    : words.correctedBy(correction.byName ?? words.somebody);
}

function figure(name, label, value, note, short = label) {
  return html`
    <div class="figure-${name}">
      <dt class="note muted"><span class="wide">${label}</span><span class="narrow" aria-hidden="true">${short}</span></dt>
      <dd><strong class="numbers">${value}</strong> <span class="muted numbers">${note}</span></dd>
    </div>
  `;
}

/** By category, or by application where there are no categories. */
export function dayBars({ intervals, totals }, categories) {
  const seconds = new Map();
  const add = (key, cell, span) => {
    const row = seconds.get(key) ?? { cell, millis: 0 };
    row.millis += span.to - span.from;
    seconds.set(key, row);
  };
  for (const interval of intervals.filter(isWork)) {
    const { kind, categoryId, appName, site } = interval;
    const span = spanOf(interval);
    if (kind === 'private')
      add('private', categories.size > 0 ? words.private : { name: words.private, icon: 'private' }, span);
    if (kind !== 'active') continue;
    const { name, tone } = categories.get(categoryId) ?? { name: words.uncategorised, tone: 'uncategorised' };
    if (categories.size > 0) add(categoryId ?? 'none', { name, category: tone }, span);
    else
      add(
        site ?? appName,
        { name: site ?? appName ?? words.hiddenApp, icon: site ? 'browser' : appIconName(appName ?? '') },
        span,
      );
  }
  const rows = [...seconds.values()]
    .sort((one, other) => other.millis - one.millis)
    .slice(0, MOST_BARS)
    .map(({ cell, millis }) => [cell, millis / 1_000]);
  const isByCategory = categories.size > 0;
  const active = { label: words.columns.active, type: 'duration' };
  const stated = duration(totals.statedSeconds);
  return html`
    <div class="panel day-bars">
      <astir-chart kind="bars" .heading=${isByCategory ? words.byCategory : words.byApplication}
        .columns=${[{ label: isByCategory ? words.category : words.application }, active]}
        .rows=${rows}></astir-chart>
      ${totals.statedSeconds > 0 ? html`<p class="note muted numbers">${words.stated(stated)}</p>` : nothing}
    </div>
  `;
}
