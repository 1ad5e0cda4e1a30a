/** One's own computers, and connecting another. */
import { html } from 'lit';
import '../../parts/enrol.js';
import { Part } from '../../parts/element.js';
import '../computers/devices.js';
import '../computers/open-tokens.js';

class Computers extends Part {
  static properties = { app: { attribute: false } };

  render() {
    const { user } = this.app;
    return html`
      <div class="sections">
        <astir-devices .owner=${user}></astir-devices>
        <astir-enrol .user=${user} @issued=${() => this.querySelector('astir-open-tokens').reload()}></astir-enrol>
        <astir-open-tokens .user=${user} own></astir-open-tokens>
      </div>
    `;
  }
}

customElements.define('astir-me-computers', Computers);
