/** Everyone's API tokens: what they may, when they were used, and ending one. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { pageHead } from '../parts/page-head.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { words } from './admin-tokens-words.js';
import './tokens/list.js';

await styleOf(import.meta.url);

class AdminTokensPage extends Part {
  static properties = { app: { attribute: false }, tokens: { state: true } };

  #query = new Query(this, () => this.app.router);

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.querySelector('astir-api-tokens')?.reload());
  }

  render() {
    const { q = '' } = this.#query.values;
    const search = (text) => this.#query.set({ q: text });
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-tokens'],
          note: this.tokens ? words.count(this.tokens.length) : nothing,
          tools: html`<a href="/api-docs">${words.api}</a>
            <astir-search .value=${q} label=${words.find} @search=${({ detail }) => search(detail)}></astir-search>`,
        })}
        <h2 class="visually-hidden">${words.list}</h2>
        <astir-api-tokens everyone .query=${q} @loaded=${({ detail }) => (this.tokens = detail)}
          @cleared=${() => search('')}></astir-api-tokens>
      </div>
    `;
  }
}

customElements.define('astir-admin-tokens-page', AdminTokensPage);
