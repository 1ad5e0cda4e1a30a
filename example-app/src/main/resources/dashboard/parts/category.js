/** What stands for a category wherever it is shown: its sign in its colour, and what its time is rated as. */
import { html, nothing } from 'lit';
import { styleOf } from '../styles.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

/** The colours that a category can have, with the tokens that they are painted by. */
export const COLOURS = ['blue', 'purple', 'orange', 'red', 'teal', 'green', 'violet', 'grey'];

/** The signs that it can have. */
export const ICONS = [
  'editor', 'design', 'chat', 'video', 'browser', 'document', 'terminal', 'mail', 'media', 'people', 'folder', 'window',
];

/** What its time can be rated as. */
export const RATINGS = ['productive', 'neutral', 'unproductive'];

/** Its sign; null is what belongs to no category. The name goes with it. */
export function categoryMark(category) {
  return html`<span class="category-mark" data-colour=${category?.colour ?? 'grey'}>${icon(category?.icon ?? 'window')}</span>`;
}

/** A rating in words, with a shape that tells it from the others. */
export function ratingMark(rating, words) {
  return html`<span class="rating-mark" data-rating=${rating ?? nothing}>${words}</span>`;
}
