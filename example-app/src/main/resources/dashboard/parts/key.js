/** How keys look. */
import { html } from 'lit';
import { text } from '../messages.js';

const NAMES = { Control: 'Ctrl' };

/** Keys as keys.js names them, `g n` or `Control+k`, as a row of caps. */
export function keys(names) {
  return names.split(' ').map(
    (step, i) => html`
      ${i > 0 ? html`<span class="visually-hidden">${text.keys.then}</span>` : ''}
      ${step.split('+').map((name) => html`<kbd>${NAMES[name] ?? (name.length === 1 ? name.toUpperCase() : name)}</kbd> `)}
    `,
  );
}
