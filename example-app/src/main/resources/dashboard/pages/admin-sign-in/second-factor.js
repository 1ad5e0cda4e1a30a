/** Whether everybody needs a second factor. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { words as texts } from '../me/second-factor-words.js';

const words = texts.admin;
const ADDRESS = '/api/organization';

class SignInSecondFactor extends Part {
  static properties = {
    app: { attribute: false },
    busy: { state: true },
    saved: { state: true },
    failure: { state: true },
  };

  #organization = new Loading(this, (signal) => call('GET', ADDRESS, undefined, { signal }));

  render() {
    return html`
      <section aria-labelledby="second-factor-required-title">
        <header class="section-head"><h2 id="second-factor-required-title">${words.title}</h2></header>
        ${panelState(this.#organization, { what: words.what, content: (organization) => this.#switch(organization) })}
      </section>
    `;
  }

  #switch({ requireSecondFactor }) {
    return html`
      <div class="panel form">
        <div class="field check">
          <input id="second-factor-required" type="checkbox" .checked=${requireSecondFactor}
            aria-describedby="second-factor-why" aria-busy=${Boolean(this.busy)} @change=${this.#change} />
          <div>
            <label for="second-factor-required">${words.required}</label>
            <p id="second-factor-why" class="muted">${words.why}</p>
          </div>
        </div>
        ${this.failure ? this.#failed() : nothing}
        <span class="visually-hidden" role="status">${this.saved ? words.saved : ''}</span>
      </div>
    `;
  }

  #failed() {
    const { message, type } = this.failure;
    return html`
      <p class="failure form-failure" role="alert">
        ${message} ${type === 'second-factor-missing' ? html`<a href="/me/security">${words.first}</a>` : nothing}
      </p>
    `;
  }

  async #change({ target }) {
    Object.assign(this, { busy: true, failure: null, saved: false });
    try {
      this.#organization.value = await call('PATCH', ADDRESS, { requireSecondFactor: target.checked });
      this.saved = true;
    } catch (problem) {
      this.failure = problem;
      target.checked = this.#organization.value.requireSecondFactor;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('astir-sign-in-second-factor', SignInSecondFactor);
