/** Days and projects of a week: a table, and where it is narrow a list of days that unfold. */
import { html, nothing } from 'lit';
import { icon } from '../../parts/icon.js';
import { words } from '../my-week-words.js';
import { dayOfMonth, shortWeekday } from './days.js';
import { hoursAndMinutes, minutesOf } from './minutes.js';
import { mayChange } from './steps.js';

/**
 * @param sheet as the server tells it
 * @param isOwn whether it is the reader's own
 */
export function grid(sheet, isOwn) {
  const minutes = minutesOf(sheet);
  const rows = sheet.projects.map((project, i) => ({ ...project, minutes: minutes.rows[i] }));
  const corrected = new Set(sheet.corrections.map(({ projectId, date }) => `${projectId} ${date}`));
  const isCorrected = ({ projectId }, { date }) => corrected.has(`${projectId} ${date}`);
  const isOpen = isOwn && mayChange(sheet);
  return html`${table(sheet, rows, minutes, isCorrected, isOpen)} ${list(sheet, rows, minutes, isCorrected)}`;
}

const classOf = (sheet, { date }) => (date === sheet.today ? 'today' : '');

const time = (minutes) =>
  minutes === 0 ? html`<span class="nothing" aria-label=${words.grid.nothing}>–</span>` : hoursAndMinutes(minutes);

const pencil = () => html`
  <span class="pencil" title=${words.grid.corrected}>
    ${icon('pencil', 'small')}<span class="visually-hidden">${words.grid.corrected}</span>
  </span>
`;

function table(sheet, rows, minutes, isCorrected, isOpen) {
  return html`
    <table class="panel week-grid">
      <caption class="visually-hidden">${words.grid.caption}</caption>
      <thead>
        <tr>
          <th scope="col">${words.grid.project}</th>
          ${sheet.days.map(
            (day) => html`
              <th scope="col" class=${classOf(sheet, day)}>
                ${day.date === sheet.today ? words.grid.today : shortWeekday(day.date)} ${dayOfMonth(day.date)}
              </th>
            `,
          )}
          <th scope="col">${words.grid.week}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`
            <tr class=${row.projectId ? nothing : 'without'}>
              <th scope="row">${nameOf(row, isOpen)}</th>
              ${sheet.days.map(
                (day, i) => html`
                  <td class=${classOf(sheet, day)}>
                    ${isCorrected(row, day) ? pencil() : nothing}
                    ${row.projectId || row.minutes.days[i] === 0
                      ? time(row.minutes.days[i])
                      : html`<span class="loose">${time(row.minutes.days[i])}</span>`}
                  </td>
                `,
              )}
              <td class="sum">${time(row.minutes.total)}</td>
            </tr>
          `,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.grid.total} <span class="muted">${words.grid.unit}</span></th>
          ${sheet.days.map((day, i) => html`<td class=${classOf(sheet, day)}>${time(minutes.days[i])}</td>`)}
          <td class="sum">${time(minutes.total)}</td>
        </tr>
      </tfoot>
    </table>
  `;
}

function nameOf({ projectId, name }, isOpen) {
  if (projectId) return html`<span dir="auto">${name}</span>`;
  return html`${icon('info')} ${words.grid.without} <span class="muted">${isOpen ? words.grid.withoutNote : nothing}</span>`;
}

/** Days of which there is nothing do not unfold. */
function list(sheet, rows, minutes, isCorrected) {
  return html`
    <div class="panel week-list">
      ${sheet.days.map((day, i) => {
        const label = html`
          <span class="day">${shortWeekday(day.date)} ${dayOfMonth(day.date)}</span>
          ${day.date === sheet.today ? html`<span class="muted">${words.grid.today}</span>` : nothing}
          <strong class="numbers">${time(minutes.days[i])}</strong>
        `;
        const worked = rows.filter((row) => row.minutes.days[i] > 0);
        if (worked.length === 0) return html`<div class="day-row ${classOf(sheet, day)}">${label}</div>`;
        return html`
          <details class=${classOf(sheet, day)}>
            <summary class="day-row">${icon('right', 'small')} ${label}</summary>
            <ul>
              ${worked.map(
                (row) => html`
                  <li>
                    <span dir="auto">${row.projectId ? row.name : words.grid.without}</span>
                    ${isCorrected(row, day) ? pencil() : nothing}
                    <span class="numbers">${time(row.minutes.days[i])}</span>
                  </li>
                `,
              )}
            </ul>
          </details>
        `;
      })}
      <div class="day-row sum">
        <span class="day">${words.grid.total} <span class="muted">${words.grid.unit}</span></span>
        <strong class="numbers">${time(minutes.total)}</strong>
      </div>
    </div>
  `;
}
