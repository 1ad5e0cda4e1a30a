/** The end of a list of which there is more. */
import { html, nothing } from 'lit';

/**
 * A button that loads the next page of `pages` (a Pages of lists.js), with why the last one did not come; nothing
 * where there is no more.
 */
export function showMore(pages, label, name = nothing) {
  if (!pages.value?.next) return nothing;
  const { moreProblem, isMoreBusy } = pages;
  return html`
    ${moreProblem ? html`<p class="failure form-failure" role="alert">${moreProblem.message}</p>` : nothing}
    <button type="button" class=${name} aria-busy=${isMoreBusy} @click=${pages.more}>${label}</button>
  `;
}
