/** Everybody's computers: which report, which may, and letting others in. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { pageHead } from '../parts/page-head.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { words } from './admin-computers-words.js';
import './computers/devices.js';
import './computers/issue.js';
import './computers/open-tokens.js';

await styleOf(import.meta.url);

class AdminComputersPage extends Part {
  static properties = { app: { attribute: false }, devices: { state: true } };

  #query = new Query(this, () => this.app.router);

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.#follow());
  }

  /** Whose computers these are, and who may have another. */
  #follow() {
    for (const part of this.querySelectorAll('astir-issue-token, astir-open-tokens, astir-devices')) part.reload();
  }

  #search(q) {
    this.#query.set({ q });
  }

  render() {
    const { q = '' } = this.#query.values;
    const { devices } = this;
    const blocked = devices?.filter(({ status }) => status === 'blocked').length;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-computers'],
          note: devices ? words.count(devices.length, blocked) : nothing,
          tools: html`<astir-search .value=${q} label=${words.find} @search=${({ detail }) => this.#search(detail)}></astir-search>`,
        })}
        <div class="sections">
          <astir-issue-token @issued=${() => this.querySelector('astir-open-tokens').reload()}></astir-issue-token>
          <astir-open-tokens .user=${this.app.user}></astir-open-tokens>
          <astir-devices .query=${q} @loaded=${({ detail }) => (this.devices = detail)} @cleared=${() => this.#search('')}></astir-devices>
        </div>
      </div>
    `;
  }
}

customElements.define('astir-admin-computers-page', AdminComputersPage);
