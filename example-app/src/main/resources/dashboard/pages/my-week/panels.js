/**
 * What stands below the grid: what to look at first, other weeks, those that wait, and what was done. Times are on
 * the reader's clock, those of a day on the day's.
 */
import { html, nothing } from 'lit';
import { clock, duration, moment } from '../../format.js';
import { icon } from '../../parts/icon.js';
import { person } from '../../parts/person.js';
import { pill } from '../../parts/pill.js';
import { words } from '../my-week-words.js';
import { addressOf, dayAddress, longRange, numberOf, shortRange, shortWeekday } from './days.js';
import { hoursAndMinutes } from './minutes.js';
import { mayChange } from './steps.js';

const TONES = { approved: 'good', submitted: 'notice', rejected: 'bad' };
const SYMBOLS = { approved: 'private', submitted: 'now', rejected: 'undo', draft: 'pencil' };

/** A panel with a heading. */
export function panel(title, note, content) {
  return html`
    <section class="panel week-panel">
      <h2>${title} ${note ? html`<span class="muted">${note}</span>` : nothing}</h2>
      ${content}
    </section>
  `;
}

/** Stretches to decide on, time without a project, corrections; nothing of it is in the way. */
export function toLookAt(sheet, isOwn, timeZone) {
  const whose = isOwn ? null : sheet.userId;
  const isOpen = isOwn && mayChange(sheet);
  const link = (date, label, what) => html`
    <a class="button" href=${dayAddress(date, whose)} aria-label="${label}: ${what}">${label}</a>
  `;
  const zones = new Map(sheet.days.map(({ date, timeZone }) => [date, timeZone]));
  const rows = [
    ...undecided(sheet, zones, (date, what) => link(date, isOpen ? words.look.decide : words.look.see, what)),
    ...sheet.withoutProject.filter(({ seconds }) => seconds >= 30).map(({ date, seconds }) => {
      const what = words.look.without(shortWeekday(date), duration(seconds));
      return row(icon('info'), what, '', link(date, isOpen ? words.look.assign : words.look.see, what));
    }),
    ...corrections(sheet, link),
  ];
  return panel(
    isOpen ? words.look.title : words.look.titleOfOthers,
    isOpen ? words.look.note : '',
    html`
      <ul>
        ${rows.length > 0 ? rows : row(icon('check'), words.look.nothing, '')}
        ${sheet.lastReceivedAt ? row(icon('check'), words.look.received, moment(sheet.lastReceivedAt, timeZone)) : nothing}
      </ul>
    `,
  );
}

/** Those of a day in one row: when it was, or how many they are. */
function undecided({ undecided: all }, zones, link) {
  return [...Map.groupBy(all, ({ date }) => date)].map(([date, ofDay]) => {
    const [{ from, to }] = ofDay;
    const what = words.look.undecided(shortWeekday(date), duration(ofDay.reduce((sum, { seconds }) => sum + seconds, 0)));
    const range = `${clock(from, zones.get(date))}–${clock(to, zones.get(date))}`;
    return row(html`<span class="mark" data-state="idle"></span>`, what,
      ofDay.length === 1 ? range : words.look.stretches(ofDay.length), link(date, what));
  });
}

/** Those of a day in one row. */
function corrections({ corrections: all }, link) {
  const days = Map.groupBy(all.toSorted((a, b) => a.date.localeCompare(b.date)), ({ date }) => date);
  return [...days].map(([date, ofDay]) => {
    const what = words.look.corrections(shortWeekday(date), ofDay.length);
    const { byName, reason } = ofDay[0];
    return row(icon('pencil'), what, html`<span dir="auto">${byName ?? words.gone}: ${reason}</span>`,
      link(date, words.look.review, what));
  });
}

function row(symbol, what, note, action = nothing) {
  return html`
    <li>
      <span class="symbol">${symbol}</span>
      <span class="what"><strong>${what}</strong> <span class="muted numbers">${note}</span></span>
      ${action}
    </li>
  `;
}

/** @param weeks as lists have them */
export function otherWeeks(weeks, whose, timeZone) {
  if (weeks.length === 0) return html`<p class="muted none">${words.weeks.none}</p>`;
  return html`
    <ul>
      ${weeks.map(
        (week) => html`
          <li class="other-week">
            <a href=${addressOf(week.week, whose)}>${words.weeks.number(numberOf(week.week))}</a>
            <span class="muted">${shortRange(week.week)}</span>
            <strong class="numbers">${total(week)}</strong>
            ${stateOf(week)}
            <span class="muted">${decisionOf(week, timeZone)}</span>
          </li>
        `,
      )}
    </ul>
  `;
}

export function stateOf({ state }) {
  return pill(words.states[state], { tone: TONES[state], symbol: SYMBOLS[state] });
}

const total = ({ activeSeconds }) => hoursAndMinutes(Math.round(activeSeconds / 60));

function decisionOf({ decidedAt, decidedByName, submittedAt }, timeZone) {
  if (decidedAt) return `${decidedByName ?? words.gone}, ${moment(decidedAt, timeZone)}`;
  return submittedAt ? moment(submittedAt, timeZone) : '';
}

/** Weeks of others that wait for the reader. */
export function waiting(weeks, timeZone) {
  return html`
    <ul>
      ${weeks.map(
        (week) => html`
          <li class="waiting-week">
            ${person({ userId: week.userId, name: week.name }, words.weeks.sent(moment(week.submittedAt, timeZone)))}
            <span>${words.weeks.number(numberOf(week.week))} <span class="muted">${shortRange(week.week)}</span></span>
            <strong class="numbers">${total(week)}</strong>
            <a class="button" href=${addressOf(week.week, week.userId)}
              aria-label="${words.weeks.open}: ${week.name}, ${longRange(week.week)}">${words.weeks.open}</a>
          </li>
        `,
      )}
    </ul>
  `;
}

export function history(steps, timeZone) {
  return html`
    <ol class="plain">
      ${steps.map(
        ({ action, at, byName, reason }) => html`
          <li class="step-taken">
            <span class="what">
              ${words.done[action](byName ?? words.gone)}
              ${reason ? html`<q dir="auto">${reason}</q>` : nothing}
            </span>
            <span class="muted numbers">${moment(at, timeZone)}</span>
          </li>
        `,
      )}
    </ol>
  `;
}
