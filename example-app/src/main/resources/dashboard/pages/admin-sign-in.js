/** How an organization's people sign in: identity providers, passwords, and a second factor. */
import { html } from 'lit';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { pageHead } from '../parts/page-head.js';
import { styleOf } from '../styles.js';
import './admin-sign-in/providers.js';
import './admin-sign-in/passwords.js';
import './admin-sign-in/second-factor.js';

await styleOf(import.meta.url);

/** The page's sections, in their order; each is an element of its own, and gets the app. */
const SECTIONS = [
  (app) => html`<astir-sign-in-providers .app=${app}></astir-sign-in-providers>`,
  (app) => html`<astir-sign-in-passwords .app=${app}></astir-sign-in-passwords>`,
  (app) => html`<astir-sign-in-second-factor .app=${app}></astir-sign-in-second-factor>`,
];

class AdminSignInPage extends Part {
  static properties = { app: { attribute: false }, params: { attribute: false } };

  render() {
    return html`
      <div class="page">
        ${pageHead({ title: text.pages['admin-sign-in'] })}
        <div class="sign-in-sections">${SECTIONS.map((section) => section(this.app))}</div>
      </div>
    `;
  }
}

customElements.define('astir-admin-sign-in-page', AdminSignInPage);
