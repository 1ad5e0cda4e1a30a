/** Whether people sign in by password beside the organization's identity providers. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { words as texts } from '../admin-sign-in-words.js';

const words = texts.passwords;
const ADDRESS = '/api/sign-in-rules';

class SignInPasswords extends Part {
  static properties = {
    app: { attribute: false },
    busy: { state: true },
    saved: { state: true },
    failure: { state: true },
  };

  #rules = new Loading(this, (signal) => call('GET', ADDRESS, undefined, { signal }));

  render() {
    return html`
      <section aria-labelledby="passwords-title">
        <header class="section-head"><h2 id="passwords-title">${words.title}</h2></header>
        ${panelState(this.#rules, { what: words.what, content: (rules) => this.#switch(rules) })}
      </section>
    `;
  }

  #switch({ passwordsAllowed }) {
    return html`
      <div class="panel form">
        <div class="field check">
          <input id="passwords-allowed" type="checkbox" .checked=${passwordsAllowed} aria-describedby="passwords-why"
            aria-busy=${Boolean(this.busy)} @change=${this.#change} />
          <div>
            <label for="passwords-allowed">${words.allowed}</label>
            <p id="passwords-why" class="muted">${words.why}</p>
          </div>
        </div>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        <span class="visually-hidden" role="status">${this.saved ? words.saved : ''}</span>
      </div>
    `;
  }

  async #change({ target }) {
    Object.assign(this, { busy: true, failure: null, saved: false });
    try {
      this.#rules.value = await call('PATCH', ADDRESS, { passwordsAllowed: target.checked });
      this.saved = true;
    } catch (problem) {
      this.failure = problem.message;
      target.checked = this.#rules.value.passwordsAllowed;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('astir-sign-in-passwords', SignInPasswords);
