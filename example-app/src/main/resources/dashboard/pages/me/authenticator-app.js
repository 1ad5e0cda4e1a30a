/** Setting an authenticator app up: what it must be told, and the code that shows that it knows. */
import { html } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { icon } from '../../parts/icon.js';
import { styleOf } from '../../styles.js';
import { words } from './second-factor-words.js';

await styleOf(import.meta.url);

/**
 * `<astir-authenticator-app>`: `setup` is what the server answered. Event `confirmed` with new recovery codes in
 * `detail`; event `cancelled`.
 */
class AuthenticatorApp extends Part {
  static properties = { setup: { attribute: false }, copied: { state: true } };

  #form = new Form(this, {
    send: (values) => call('POST', '/api/auth/second-factor/totp/confirm', values),
    done: ({ recoveryCodes }) => this.dispatchEvent(new CustomEvent('confirmed', { detail: recoveryCodes })),
  });

  firstUpdated() {
    this.querySelector('input').focus();
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.setup.secret);
      this.copied = true;
    } catch {
      getSelection().selectAllChildren(this.querySelector('code'));
    }
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
            <div class="key">
              <code>${secret.match(/.{1,4}/g).join(' ')}</code>
              <button type="button" class="quiet square" aria-label=${words.copyKey} title=${words.copyKey}
                @click=${this.#copy}>${icon(this.copied ? 'check' : 'copy')}</button>
            </div>
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
