/** The secret of a webhook, shown once. */
import { html } from 'lit';
import '../../parts/copyable.js';
import { words as texts } from '../admin-webhooks-words.js';

const words = texts.secret;

/** @param done called when it has been taken */
export function secretOf({ name, secret }, done) {
  return html`
    <section class="panel webhook-secret" aria-labelledby="secret-title">
      <h2 id="secret-title" tabindex="-1">${words.title(name)}</h2>
      <p class="muted">${words.once}</p>
      <astir-copyable .value=${secret} label=${words.copy}></astir-copyable>
      <button type="button" @click=${done}>${words.done}</button>
    </section>
  `;
}
