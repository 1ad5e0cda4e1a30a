/** One's own webhook: made where there is none, else with what it was sent. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { lineBlocks, panelState } from '../../parts/panel-state.js';
import '../webhooks/detail.js';
import '../webhooks/form.js';
import { secretOf } from '../webhooks/secret.js';
import { words as texts } from './notifications-words.js';

const ADDRESS = '/api/me/webhook';
const words = texts.webhook;

/** `<astir-own-webhook>`; event `loaded` with whether there is one in `detail`. */
class OwnWebhook extends Part {
  static properties = { app: { attribute: false }, isAdding: { state: true }, made: { state: true } };

  #own = new Loading(this, async (signal) => {
    const webhook = await call('GET', ADDRESS, undefined, { signal });
    this.dispatchEvent(new CustomEvent('loaded', { detail: Boolean(webhook) }));
    return { webhook };
  });

  render() {
    return html`
      <h2>${words.title}</h2>
      <p class="muted">${words.lead}</p>
      ${this.made ? secretOf(this.made, () => (this.made = null)) : nothing}
      ${panelState(this.#own, { what: words.title, blocks: lineBlocks(2), content: ({ webhook }) => this.#content(webhook) })}
    `;
  }

  #content(webhook) {
    if (webhook) {
      return html`
        <astir-webhook own .app=${this.app} .path=${ADDRESS} @deleted=${() => this.#ended()}></astir-webhook>
      `;
    }
    if (this.isAdding) {
      return html`
        <astir-webhook-form own .path=${ADDRESS} .webhook=${null} @saved=${({ detail }) => this.#added(detail)}
          @cancelled=${() => (this.isAdding = false)}></astir-webhook-form>
      `;
    }
    return html`
      <div class="me-actions">
        <button type="button" @click=${() => (this.isAdding = true)}>${icon('plus')} ${words.add}</button>
      </div>
    `;
  }

  #ended() {
    this.made = null;
    return this.#own.run();
  }

  async #added(webhook) {
    this.isAdding = false;
    this.made = webhook;
    await this.#own.run();
    await this.updateComplete;
    this.querySelector('#secret-title').focus();
  }
}

customElements.define('astir-own-webhook', OwnWebhook);
