/** What a webhook and its deliveries are said to be. */
import { html, nothing } from 'lit';
import { absolute, duration, moment, number } from '../../format.js';
import { icon } from '../../parts/icon.js';
import { pill } from '../../parts/pill.js';
import { words } from '../admin-webhooks-words.js';

export function stateOf({ status, failingSince }) {
  if (status === 'paused') return pill(words.states.paused, { tone: 'bad', symbol: 'pause' });
  return failingSince === null
    ? pill(words.states.active, { tone: 'good', symbol: 'check' })
    : pill(words.states.failing, { tone: 'notice', symbol: 'again' });
}

export const eventsOf = ({ eventTypes }) => (eventTypes.includes('*') ? words.all : eventTypes.join(', '));

export const time = (instant) => html`<time datetime=${instant} title=${absolute(instant)}>${moment(instant)}</time>`;

/** How long an answer took. */
export function length(millis) {
  return millis < 1_000 ? `${number(millis)} ms` : `${number(millis / 1_000, { maximumFractionDigits: 1 })} s`;
}

/** How long until then; null when it is now. */
export function until(instant) {
  const seconds = Math.round((new Date(instant) - Date.now()) / 1_000);
  if (seconds <= 0) return null;
  return seconds < 60 ? `${number(seconds)} s` : duration(seconds);
}

const SYMBOLS = { delivered: 'check', dead: 'close', waiting: 'again' };

/** In words, with the code of the last answer. */
export function outcomeOf(delivery, isPaused) {
  const status = delivery.tries.at(-1)?.status ?? null;
  return html`
    <span class="outcome" data-outcome=${delivery.outcome}>${icon(SYMBOLS[delivery.outcome], 'small')}</span>
    ${spoken(delivery, isPaused)}
    ${status === null ? nothing : html`<span class="muted numbers">${status}</span>`}
  `;
}

function spoken({ outcome, nextTryAt, tries }, isPaused) {
  if (outcome !== 'waiting') return words.outcomes[outcome];
  if (isPaused || nextTryAt === null) return words.resting;
  if (tries.length === 0) return words.first;
  const when = until(nextTryAt);
  return when === null ? words.retrySoon : words.retryIn(when);
}
