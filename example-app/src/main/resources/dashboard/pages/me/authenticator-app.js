/** Setting an authenticator app up: what it must be told, and the code that shows that it knows. */
import { html } from 'lit';
import { call } from '../../http.js';
import '../../parts/copyable.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { styleOf } from '../../styles.js';
import { words } from './second-factor-words.js';

await styleOf(import.meta.url);

/**
 * `<astir-authenticator-app>`: `setup` is what the server answered. Event `confirmed` with new recovery codes in
 * `detail`; event `cancelled`.
 */
class AuthenticatorApp extends Part {
  static properties = { setup: { attribute: false } };

  #form = new Form(this, {
    send: (values) => call('POST', '/api/auth/second-factor/totp/confirm', values),
    done: ({ recoveryCodes }) => this.dispatchEvent(new CustomEvent('confirmed', { detail: recoveryCodes })),
  });

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    const { steps, qr, code, confirm } = words.app;
    const { secret } = this.setup;
    return html`
      <form class="authenticator-app" novalidate @submit=${this.#form.submit}>
        <img src=${this.setup.qr} alt=${qr} width="224" height="224" />
        <ol>
          <li>
            <p>${steps.scan}</p>
            <p class="muted">${steps.type}</p>
            <astir-copyable class="key" .value=${secret} .shown=${secret.match(/.{1,4}/g).join(' ')}
              label=${words.copyKey}></astir-copyable>
          </li>
          <li>
            <p>${steps.confirm}</p>
            ${this.#form.field({
              name: 'code',
              id: 'app-code',
              label: code,
              required: true,
              inputmode: 'numeric',
              autocomplete: 'one-time-code',
              maxlength: 10,
            })}
            ${this.#form.failure()}
            <footer>
              ${this.#form.button(confirm)}
              <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
                ${words.cancel}
              </button>
            </footer>
          </li>
        </ol>
      </form>
    `;
  }
}

customElements.define('astir-authenticator-app', AuthenticatorApp);
