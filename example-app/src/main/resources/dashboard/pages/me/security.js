/** How one comes in; each section is an element of its own, which gets `app`. */
import { html } from 'lit';
import { Part } from '../../parts/element.js';
import './password.js';
import './second-factor.js';
import './sign-ins.js';
import './tokens.js';

class Security extends Part {
  static properties = { app: { attribute: false } };

  render() {
    return html`
      <div class="sections">
        <astir-me-password .app=${this.app}></astir-me-password>
        <astir-me-second-factor .app=${this.app}></astir-me-second-factor>
        <astir-me-sign-ins .app=${this.app}></astir-me-sign-ins>
        <astir-me-tokens .app=${this.app}></astir-me-tokens>
      </div>
    `;
  }
}

customElements.define('astir-me-security', Security);
