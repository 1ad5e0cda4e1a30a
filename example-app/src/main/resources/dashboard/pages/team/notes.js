/** What one can ask a person about kindly; a fact each. */
import { html } from 'lit';
import { duration } from '../../format.js';
import { icon } from '../../parts/icon.js';
import { words } from '../team-words.js';
import { days } from './days.js';

/** A row has room for so many. */
const MOST = 2;

/** `{symbol, words, href}` each; where a correction was made leads to its day. */
export function notesOf({ userId, state, undecidedSeconds, statedSeconds, corrections, lastCorrectedDay }, isCurrent, isDay) {
  const facts = [];
  if (isCurrent && state === 'paused') facts.push({ symbol: 'shield', words: words.notes.paused });
  if (undecidedSeconds > 0) facts.push({ symbol: 'now', words: words.notes.undecided(duration(undecidedSeconds)) });
  if (corrections > 0) {
    facts.push({
      symbol: 'pencil',
      words: words.notes.corrected(corrections, isDay ? null : days.shortDate(lastCorrectedDay)),
      href: `/my-day?person=${userId}&date=${lastCorrectedDay}`,
    });
  }
  if (statedSeconds > 0) facts.push({ symbol: 'plus', words: words.notes.stated(duration(statedSeconds)) });
  return facts.slice(0, MOST);
}

export function notes({ notes: facts }, stop) {
  return facts.map(({ symbol, words: said, href }) => {
    const fact = html`${icon(symbol, 'small')}<span>${said}</span>`;
    const only = facts.length === 1 ? 'only' : '';
    return href
      ? html`<a class="fact note ${only}" href=${href} tabindex=${stop} title=${said}>${fact}</a>`
      : html`<span class="fact note muted ${only}" title=${said}>${fact}</span>`;
  });
}
