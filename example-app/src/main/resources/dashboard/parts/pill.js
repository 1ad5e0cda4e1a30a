/** A small label of a state, beside what it is the state of. */
import { html, nothing } from 'lit';
import { styleOf } from '../styles.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

/**
 * @param label one word or few; the colour says nothing that they do not
 * @param options `tone`: `good` (it holds), `notice` (somebody should look), `bad` (it does not work, or is shut
 *     out), plain without one; `symbol`: an icon before the words
 */
export function pill(label, { tone, symbol } = {}) {
  return html`<span class="pill" data-tone=${tone ?? nothing}>${symbol ? icon(symbol, 'small') : nothing}${label}</span>`;
}
