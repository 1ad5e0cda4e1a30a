/** After how long somebody is told that a client is silent: the choice, and its words. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { words } from '../clients-words.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const TIMES = [HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY];

const OFF = 'off';
const ORGANIZATION = '';

/** "1 hour", "3 days". */
export function timeOf(seconds) {
  const { hours, days } = words.times;
  return seconds % DAY === 0 ? days(seconds / DAY) : hours(Math.round((seconds / HOUR) * 10) / 10);
}

/** What is chosen of a client. */
function chosen({ watched, hasOwnTime, silentAfterSeconds }) {
  if (!watched) return OFF;
  return hasOwnTime ? String(silentAfterSeconds) : ORGANIZATION;
}

/** The same in words. */
export function watchOf(client) {
  if (!client.watched) return client.kind === 'agent' ? words.blocked : client.kind === 'person' ? words.nobody : words.off;
  return words.after(timeOf(client.silentAfterSeconds));
}

/**
 * A select for a token, as an administrator has it; others are read.
 *
 * @param change called with the client and what the server is asked for
 */
export function watchChoice(client, change, stop = 0) {
  if (!['token', 'integration'].includes(client.kind)) return html`<span class="muted">${watchOf(client)}</span>`;
  const value = chosen(client);
  const own = client.hasOwnTime && !TIMES.includes(client.silentAfterSeconds) ? [client.silentAfterSeconds] : [];
  const option = (key, label) => html`<option value=${key} .selected=${live(key === value)}>${label}</option>`;
  return html`
    <select class="bare" tabindex=${stop} aria-label=${words.watch(client.name)} @change=${({ target }) => change(client, asked(target.value))}>
      ${option(ORGANIZATION, value === ORGANIZATION ? words.default(timeOf(client.silentAfterSeconds)) : words.byOrganization)}
      ${[...own, ...TIMES].map((seconds) => option(String(seconds), words.after(timeOf(seconds))))}
      ${option(OFF, words.off)}
    </select>
  `;
}

function asked(value) {
  if (value === OFF) return { watched: false };
  return { watched: true, silentAfterSeconds: value === ORGANIZATION ? null : Number(value) };
}
