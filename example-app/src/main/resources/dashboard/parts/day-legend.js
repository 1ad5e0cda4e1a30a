/** What the marks of a day's picture mean. */
import { html } from 'lit';
import { words } from './day-picture-words.js';

/** @param categories that are in it, `[{name, tone}]` */
export function dayLegend(categories) {
  return html`
    <p class="day-legend note muted">
      ${categories.map(({ name, tone }) => html`<span class="category-${tone}"><i></i>${name}</span>`)}
      <span class="rest"><i class="undecided"></i>${words.legend.undecided}</span>
      <span><i class="stated"></i>${words.legend.stated}</span>
    </p>
  `;
}
