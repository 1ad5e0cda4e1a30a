/** The figures of a week, each with its formula, what it was before, and a chart. */
import { html, nothing } from 'lit';
import { addDays, isoWeek } from '../../calendar.js';
import { duration, fullDate, number, weekday } from '../../format.js';
import '../../parts/chart.js';
import { words } from '../insights-words.js';

/** Noon is in the same day everywhere it is asked for in UTC. */
const noon = (date) => `${date}T12:00Z`;

const longWeekday = (date) => fullDate(date).split(/[\s,]/)[0];
const count = (value) => number(value, { maximumFractionDigits: 1 });
const oneDigit = (value) => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * @param answer of `/api/insights`
 * @returns the four panels
 */
export function figures(answer) {
  return html`${focus(answer)} ${switches(answer)} ${longest(answer)} ${meetings(answer)}`;
}

/** How it is compared, in a sentence. */
export function compared({ week, until, before, weeksBefore }) {
  const { none, one, some, all, whole, upTo } = words.compared;
  if (before === null) return none;
  const weeks = { 1: one, 4: all }[weeksBefore] ?? some(count(weeksBefore));
  return until === addDays(week, 6) ? whole(weeks) : upTo(weeks, longWeekday(until));
}

function focus({ figures: now, before, weeks, formulas, ...answer }) {
  const of = ({ focusStretches, longestFocusSeconds }) =>
    focusStretches === 0
      ? words.focus.none
      : `${words.focus.stretches(count(focusStretches), focusStretches !== 1)}, ${words.focus.longest(duration(longestFocusSeconds))}`;
  return panel({
    name: 'focus',
    title: words.focus.title,
    value: duration(now.focusSeconds),
    note: of(now),
    before: before && `${duration(before.focusSeconds)} ${of(before)}`,
    formula: words.formula('focusSeconds', formulas.focusSeconds),
    chart: byWeek(words.focus, weeks, answer, ({ focusSeconds }) => focusSeconds),
  });
}

function switches({ figures: now, before, weeks, formulas, ...answer }) {
  const { counted, none, title } = words.switches;
  const of = ({ switchesPerHour }) => (switchesPerHour === null ? '–' : oneDigit(switchesPerHour));
  return panel({
    name: 'switches',
    title,
    value: of(now),
    note: now.switchesPerHour === null ? none : counted(count(now.switches), duration(now.knownSeconds)),
    before: before && of(before),
    formula: words.formula('switchesPerHour', formulas.switchesPerHour),
    chart: byWeek(words.switches, weeks, answer, ({ switchesPerHour }) => switchesPerHour),
  });
}

function longest({ longestDay, before, days, formulas, today }) {
  const { title, none, chart, column } = words.longest;
  const rows = days.map(({ date, activeSeconds }) => [
    { name: weekday(noon(date), 'UTC'), current: date === longestDay?.date },
    date > today ? null : activeSeconds,
  ]);
  return panel({
    name: 'longest',
    title,
    value: longestDay ? duration(longestDay.activeSeconds) : '–',
    note: longestDay ? longWeekday(longestDay.date) : none,
    before: before && duration(before.longestDaySeconds),
    formula: words.formula('longestDaySeconds', formulas.longestDaySeconds),
    chart: { heading: chart, columns: [{ label: words.columns.day }, column], rows },
  });
}

function meetings({ figures: now, before, weeks, formulas, ...answer }) {
  const { title, against, shares } = words.meetings;
  const percent = (seconds) => number(seconds / now.activeSeconds, { style: 'percent' });
  return panel({
    name: 'meetings',
    title,
    value: duration(now.meetingSeconds),
    note: against(duration(now.focusSeconds)),
    before: before && `${duration(before.meetingSeconds)} ${against(duration(before.focusSeconds))}`,
    formula: `${words.formula('meetingSeconds', formulas.meetingSeconds)} ${shares(percent(now.meetingSeconds), percent(now.focusSeconds))}`,
    chart: byWeek(words.meetings, weeks, answer, ({ meetingSeconds }) => meetingSeconds, ({ focusSeconds }) => focusSeconds),
  });
}

/** A bar a week; the last may still go on, and what nothing is known of has none. A tick may stand beside each. */
function byWeek({ chart, column, beside }, weeks, { today, week }, figure, other) {
  const isRunning = today >= week && today <= addDays(week, 6);
  const rows = weeks.map(({ week: monday, figures: known }) => {
    const name = words.week(isoWeek(monday));
    const isThis = monday === week;
    return [
      { name: isThis && isRunning ? words.soFar(name) : name, current: isThis },
      known && figure(known),
      ...(other ? [known && other(known)] : []),
    ];
  });
  return { heading: chart, columns: [{ label: words.columns.week }, column, ...(other ? [beside] : [])], rows };
}

function panel({ name, title, value, note, before, formula, chart }) {
  return html`
    <section class="panel insight insight-${name}" aria-labelledby="insight-${name}">
      <h2 id="insight-${name}">${title}</h2>
      <p class="figure"><strong class="numbers">${value}</strong> <span class="muted numbers">${note}</span></p>
      <p class="before muted numbers">${before === null ? nothing : words.before(before)}</p>
      <astir-chart .kind=${'bars'} .heading=${chart.heading} .columns=${chart.columns} .rows=${chart.rows}></astir-chart>
      <p class="formula"><strong>${words.how}</strong> <span class="muted">${formula}</span></p>
    </section>
  `;
}
