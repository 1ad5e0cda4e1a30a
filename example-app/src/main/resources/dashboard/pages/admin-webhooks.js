/** Webhooks: which other systems are told what happens, and what became of it. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { pageHead } from '../parts/page-head.js';
import { styleOf } from '../styles.js';
import { words } from './admin-webhooks-words.js';
import './webhooks/detail.js';
import './webhooks/list.js';

await styleOf(import.meta.url);

class AdminWebhooksPage extends Part {
  static properties = {
    app: { attribute: false },
    params: { attribute: false },
    webhooks: { state: true },
    webhook: { state: true },
  };

  get #id() {
    return this.app.router.current.params.id ?? null;
  }

  render() {
    return html`<div class="page wide">${this.#id ? this.#one(this.#id) : this.#all()}</div>`;
  }

  #all() {
    const { webhooks } = this;
    return html`
      ${pageHead({
        title: text.pages['admin-webhooks'],
        note: webhooks ? words.count(webhooks.length) : nothing,
        tools: webhooks?.length
          ? html`
              <button type="button" class="primary" @click=${() => this.querySelector('astir-webhooks').add()}>
                ${icon('plus')} ${words.add}
              </button>
            `
          : nothing,
      })}
      <astir-webhooks @loaded=${({ detail }) => (this.webhooks = detail)}></astir-webhooks>
    `;
  }

  #one(id) {
    const name = this.webhook?.id === id ? this.webhook.name : text.pages['admin-webhooks'];
    return html`
      ${pageHead({ title: name })}
      <p class="back-line"><a href="/admin/webhooks">${icon('left')} ${words.back}</a></p>
      ${keyed(
        id,
        html`
          <astir-webhook .app=${this.app} .path=${`/api/webhooks/${id}`} @loaded=${({ detail }) => (this.webhook = detail)}
            @deleted=${() => this.app.router.go('/admin/webhooks')}></astir-webhook>
        `,
      )}
    `;
  }
}

customElements.define('astir-admin-webhooks-page', AdminWebhooksPage);
