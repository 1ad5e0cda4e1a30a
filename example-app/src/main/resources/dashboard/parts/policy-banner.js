/** Says above every page that the policy captures more than somebody agreed to, until they have. */
import { html, nothing } from 'lit';
import { call } from '../http.js';
import { text } from '../messages.js';
import { Part } from './element.js';
import { icon } from './icon.js';

class PolicyBanner extends Part {
  static properties = { app: { attribute: false }, asks: { state: true } };

  #look = () => this.#load();
  #subscription = null;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('astir-policy', this.#look);
    const filter = { type: ['policy.*'] };
    this.#subscription = this.app.live.subscribe('activities', this.#heard, { filter });
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('astir-policy', this.#look);
    this.#subscription.close();
  }

  #heard = ({ type }) => {
    if (type === 'put') this.#load();
  };

  /** Whoever agreed to nothing has no device that could be asked about. */
  async #load() {
    try {
      const { acknowledged, needsAcknowledgement } = await call('GET', '/api/policy');
      this.asks = needsAcknowledgement && acknowledged !== null;
    } catch {
      // The page says itself what does not work; the next change or page load asks again.
    }
  }

  render() {
    if (!this.asks) return nothing;
    return html`
      <p class="policy-banner" role="status">
        ${icon('shield')} <span>${text.policyBanner.changed}</span> <a href="/policy">${text.policyBanner.read}</a>
      </p>
    `;
  }
}

customElements.define('astir-policy-banner', PolicyBanner);
