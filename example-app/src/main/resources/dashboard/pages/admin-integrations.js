/** Integrations: other systems that tell the feed. All of them, or one with its last answers. */
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Part } from '../parts/element.js';
import { styleOf } from '../styles.js';
import './integrations/detail.js';
import './integrations/list.js';

await styleOf(import.meta.url);

class AdminIntegrationsPage extends Part {
  static properties = { app: { attribute: false }, params: { attribute: false } };

  render() {
    const { id } = this.params;
    return id
      ? keyed(id, html`<astir-integration .app=${this.app} .integration=${id}></astir-integration>`)
      : html`<astir-integrations .app=${this.app}></astir-integrations>`;
  }
}

customElements.define('astir-admin-integrations-page', AdminIntegrationsPage);
