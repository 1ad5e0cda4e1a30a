/** How the server's buffer of what it saw does, in words first. */
import { html } from 'lit';
import { absolute, moment, number } from '../../format.js';
import { pill } from '../../parts/pill.js';
import { words } from '../clients-words.js';

/** What the state is, as [tone, word, sentence]. */
function stateOf({ pending, countsPending, maxBatchSize, lastSuccess, lastFailure, lastError }) {
  const { buffer } = words;
  const isBehind = lastFailure && (!lastSuccess || new Date(lastFailure) > new Date(lastSuccess));
  const waiting = Math.max(pending, countsPending);
  const shown = number(waiting);
  if (isBehind && waiting > 0) {
    const why = lastError === 'database-away' ? buffer.away : buffer.error;
    return ['bad', buffer.bad, why(waiting, shown)];
  }
  // Who asks was seen just now, so there is always one.
  if (waiting >= maxBatchSize) return ['notice', buffer.look, buffer.waiting(waiting, shown)];
  return ['good', buffer.good, buffer.stored];
}

/** A panel for administrators. */
export function bufferHealth(health) {
  const { buffer } = words;
  const { facts } = buffer;
  const [tone, word, sentence] = stateOf(health);
  const refused = Object.values(health.refused).reduce((all, times) => all + times, 0);
  const fact = (name, value) => html`<div><dt>${name}</dt><dd class="numbers">${value}</dd></div>`;
  return html`
    <section class="panel section buffer-health" aria-labelledby="buffer-title">
      <h2 id="buffer-title">${buffer.title}</h2>
      <p class="state">${pill(word, { tone })} <strong>${sentence}</strong></p>
      <dl>
        ${fact(facts.pending, buffer.of(number(health.pending), number(health.capacity)))}
        ${fact(facts.written, buffer.every(number(health.flushIntervalSeconds), number(health.maxBatchSize)))}
        ${fact(facts.lastSuccess, time(health.lastSuccess))}
        ${fact(facts.stored, number(health.stored + health.countsStored))}
        ${fact(facts.failures, number(health.failures))}
        ${fact(facts.refused, number(refused))}
        ${fact(facts.dropped, number(health.dropped))}
      </dl>
      <p class="muted">${buffer.note}</p>
    </section>
  `;
}

function time(instant) {
  if (instant === null) return words.never;
  return html`<time datetime=${instant} title=${absolute(instant)}>${moment(instant)}</time>`;
}
