/** The address and the secret of an integration, and where to enter them at its sender. */
import { html } from 'lit';
import '../../parts/copyable.js';
import { words } from '../admin-integrations-words.js';

/** Shown once: the secret is nowhere else. */
export function secretOf({ kind, url, secret }) {
  return html`
    <p class="muted">${words.once}</p>
    <div class="field"><span>${words.address}</span><astir-copyable .value=${url} label=${words.copyAddress}></astir-copyable></div>
    <div class="field"><span>${words.secret}</span><astir-copyable .value=${secret} label=${words.copySecret}></astir-copyable></div>
    <ol class="how">${words.how[kind].map((step) => html`<li>${step}</li>`)}</ol>
  `;
}
