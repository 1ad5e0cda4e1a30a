/** How far a person's timesheet of the week is, and what may be decided of it. */
import { html, nothing } from 'lit';
import { icon } from '../../parts/icon.js';
import '../../parts/menu.js';
import { pill } from '../../parts/pill.js';
import { words } from '../team-words.js';

const TONES = { approved: 'good', submitted: 'notice', rejected: 'bad' };

/** Whether the reader may approve or return it now. */
export function mayDecide({ timesheet }) {
  return timesheet?.state === 'submitted' && timesheet.mayDecide;
}

/** @param decide called with a step and the row */
export function sheet(row, week, stop, decide) {
  const { userId, name, timesheet } = row;
  return html`
    <span class="sheet">
      <a href="/my-week?person=${userId}&week=${week}" tabindex=${stop}
        aria-label=${words.sheetOf(words.timesheets[timesheet.state], name)}>${
          pill(words.timesheets[timesheet.state], { tone: TONES[timesheet.state] })
        }</a>
      ${
        mayDecide(row)
          ? html`
              <astir-menu .label=${words.decide(name)} .stop=${stop} .content=${() => html`
                ${button('check', words.approve, () => decide('approve', row))}
                ${button('undo', words.return, () => decide('reject', row))}
              `}></astir-menu>
            `
          : nothing
      }
    </span>
  `;
}

function button(symbol, label, press) {
  return html`<button type="button" @click=${press}>${icon(symbol, 'small')} ${label}</button>`;
}
