/** What of the virtual office is shown, and how. */
import { html } from 'lit';
import { number } from '../format.js';
import { text } from '../messages.js';
import { stateMark } from '../parts/person.js';

/** @param choose called with a state, or null for all */
export function stateFilter({ all, ...counts }, chosen, choose) {
  const known = chosen in counts;
  return html`
    <div class="segments" role="group" aria-label=${text.now.filter}>
      <button type="button" aria-pressed=${!known} @click=${() => choose(null)}>
        ${text.now.all} <span class="numbers">${number(all)}</span>
      </button>
      ${Object.entries(counts).map(
        ([state, count]) => html`
          <button type="button" aria-pressed=${state === chosen} @click=${() => choose(state)}>
            ${stateMark(state)} ${text.states[state]} <span class="numbers">${number(count)}</span>
          </button>
        `,
      )}
    </div>
  `;
}

/** @param choose called with `cards` or `dense` */
export function viewChoice(isDense, choose) {
  const button = (view, pressed) => html`
    <button type="button" aria-pressed=${pressed} @click=${() => choose(view)}>${text.now.views[view]}</button>
  `;
  return html`
    <div class="segments views" role="group" aria-label=${text.now.view}>
      ${button('cards', !isDense)} ${button('dense', isDense)}
    </div>
  `;
}
