/** The mapping of an integration of JSON, with what a sample becomes by it. */
import { html } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { undo } from '../../parts/undo.js';
import { words } from '../admin-integrations-words.js';
import { mappingOf, ofMapping } from './mapping.js';
import './preview.js';

/** `<astir-integration-mapping>` of an `integration`; event `saved`. */
class IntegrationMapping extends Part {
  static properties = { integration: { attribute: false }, typed: { state: true } };

  #form = new Form(this, {
    check: ({ mapping }) => (mappingOf(mapping) ? {} : { mapping: words.noMapping }),
    send: async ({ mapping }) => {
      try {
        return await call('PATCH', `/api/integrations/${this.integration.id}`, { mapping: mappingOf(mapping) });
      } catch (problem) {
        throw ofMapping(problem);
      }
    },
    done: () => {
      undo(words.saved);
      this.dispatchEvent(new CustomEvent('saved'));
    },
  });

  render() {
    const stored = JSON.stringify(this.integration.mapping, null, 2);
    return html`
      <form class="form" novalidate @submit=${this.#form.submit}
        @input=${({ target }) => target.name === 'mapping' && (this.typed = target.value)}>
        ${this.#form.field({
          name: 'mapping',
          id: 'integration-mapping',
          label: words.mapping,
          hint: words.mappingHint,
          type: 'textarea',
          value: stored,
          rows: 9,
          required: true,
        })}
        <astir-integration-preview .mapping=${this.typed ?? stored}></astir-integration-preview>
        ${this.#form.failure()}
        <div class="actions">${this.#form.button(words.save)}</div>
      </form>
    `;
  }
}

customElements.define('astir-integration-mapping', IntegrationMapping);
