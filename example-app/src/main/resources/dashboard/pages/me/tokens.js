/** The section about one's API tokens. */
import { html } from 'lit';
import { Part } from '../../parts/element.js';
import { words } from '../admin-tokens-words.js';
import '../tokens/create.js';
import '../tokens/list.js';

class Tokens extends Part {
  static properties = { app: { attribute: false }, creating: { state: true } };

  async #over() {
    this.creating = false;
    await this.updateComplete;
    this.querySelector('button.create').focus();
  }

  render() {
    const { user } = this.app;
    return html`
      <section class="panel section me-tokens" aria-labelledby="me-tokens-title">
        <h2 id="me-tokens-title">${words.title}</h2>
        <p class="muted lead">${words.lead} <a href="/api-docs">${words.api}</a></p>
        <astir-api-tokens></astir-api-tokens>
        ${
          this.creating
            ? html`
                <astir-create-token .user=${user} @created=${() => this.querySelector('astir-api-tokens').reload()}
                  @over=${this.#over}></astir-create-token>
              `
            : html`<button type="button" class="create" @click=${() => (this.creating = true)}>${words.create}</button>`
        }
      </section>
    `;
  }
}

customElements.define('astir-me-tokens', Tokens);
