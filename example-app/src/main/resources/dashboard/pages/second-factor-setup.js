/** What somebody sees who must set a second factor up before anything else. */
import { html, nothing } from 'lit';
import { HOME } from '../pages.js';
import { Part } from '../parts/element.js';
import { styleOf } from '../styles.js';
import './me/second-factor.js';
import { words as texts } from './me/second-factor-words.js';

await styleOf(import.meta.url);

const words = texts.setup;

class SecondFactorSetup extends Part {
  static properties = { app: { attribute: false }, ready: { state: true } };

  firstUpdated() {
    document.title = `${words.title} – Astir`;
    this.querySelector('h1').focus();
  }

  async #setUp() {
    this.ready = true;
    await this.updateComplete;
    this.querySelector('footer .primary').focus();
  }

  render() {
    const { organizationName } = this.app.user;
    return html`
      <main class="second-factor-setup">
        <header>
          <img src="/favicon.svg" alt="" width="40" height="40" />
          <h1 tabindex="-1">${words.title}</h1>
          <p class="muted">${words.lead(organizationName)}</p>
        </header>
        <astir-me-second-factor .app=${this.app} @factor-set-up=${this.#setUp}></astir-me-second-factor>
        <footer>
          ${this.ready ? html`<button type="button" class="primary" @click=${goOn}>${words.done}</button>` : nothing}
          <button type="button" class="quiet" @click=${() => this.app.signOut()}>${words.signOut}</button>
        </footer>
      </main>
    `;
  }
}

/** A fresh page: what was refused is asked for anew. */
function goOn() {
  location.assign(HOME);
}

customElements.define('astir-second-factor-setup', SecondFactorSetup);
