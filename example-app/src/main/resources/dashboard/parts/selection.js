/** The bar at the bottom of a page with what can be done with all that is selected. */
import { html } from 'lit';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

/** @param label says of what, for screen readers */
export function selectionBar(label, content) {
  return html`<section class="floating selection" aria-label=${label}>${content}</section>`;
}

/** To be called when the bar's element has rendered, and when it is gone: what is said at the bottom stands above it. */
export function makeRoomFor(bar) {
  const height = bar?.querySelector('.selection')?.offsetHeight ?? 0;
  document.documentElement.style.setProperty('--selection-height', `${height}px`);
}
