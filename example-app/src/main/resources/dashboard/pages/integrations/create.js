/** Making an integration: its kind, and for JSON what means what; then its address and its secret, once. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { words } from '../admin-integrations-words.js';
import { mappingOf, ofMapping, STARTER } from './mapping.js';
import './preview.js';
import { secretOf } from './secret.js';

const MOST_CHARACTERS = 100;

/** `<astir-create-integration>`: event `created` when there is one, event `over` when it has been taken. */
class CreateIntegration extends Part {
  static properties = { kind: { state: true }, mapping: { state: true }, made: { state: true } };

  #form = new Form(this, {
    check: ({ mapping }) => (this.kind === 'json' && !mappingOf(mapping) ? { mapping: words.noMapping } : {}),
    send: (values) => this.#send(values),
    done: (made) => this.#show(made),
  });

  constructor() {
    super();
    this.kind = 'github';
    this.mapping = STARTER;
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  async #send({ name, kind, mapping }) {
    try {
      return await call('POST', '/api/integrations', {
        name,
        kind,
        ...(kind === 'json' ? { mapping: mappingOf(mapping) } : {}),
      });
    } catch (problem) {
      throw ofMapping(problem);
    }
  }

  async #show(made) {
    this.made = made;
    this.dispatchEvent(new CustomEvent('created'));
    await this.updateComplete;
    this.querySelector('h2').focus();
  }

  render() {
    return this.made ? this.#result(this.made) : this.#fields();
  }

  #fields() {
    return html`
      <form class="form" novalidate @submit=${this.#form.submit} @input=${this.#typed}>
        <h2>${words.add}</h2>
        <div class="pair">
          ${this.#form.field({
            name: 'name',
            id: 'integration-name',
            label: words.name,
            hint: words.nameHint,
            required: true,
            maxlength: MOST_CHARACTERS,
            autocomplete: 'off',
          })}
          ${this.#form.field({
            name: 'kind',
            id: 'integration-kind',
            label: words.kind,
            type: 'select',
            value: this.kind,
            options: Object.entries(words.kinds),
          })}
        </div>
        ${this.kind === 'json' ? this.#mapping() : nothing} ${this.#form.failure()}
        <div class="actions">
          ${this.#form.button(words.create)}
          <button type="button" class="quiet" @click=${this.#over}>${words.cancel}</button>
        </div>
      </form>
    `;
  }

  #mapping() {
    return html`
      ${this.#form.field({
        name: 'mapping',
        id: 'integration-mapping',
        label: words.mapping,
        hint: words.mappingHint,
        type: 'textarea',
        value: STARTER,
        rows: 9,
        required: true,
      })}
      <astir-integration-preview .mapping=${this.mapping}></astir-integration-preview>
    `;
  }

  #typed = ({ target }) => {
    if (target.name === 'kind') this.kind = target.value;
    if (target.name === 'mapping') this.mapping = target.value;
  };

  #result(made) {
    return html`
      <div class="made-integration">
        <h2 tabindex="-1">${words.made(made.name)}</h2>
        ${secretOf(made)}
        <div class="actions">
          <a class="button" href="/admin/integrations/${made.id}">${words.open}</a>
          <button type="button" @click=${this.#over}>${words.done}</button>
        </div>
      </div>
    `;
  }

  #over = () => {
    this.dispatchEvent(new CustomEvent('over'));
  };
}

customElements.define('astir-create-integration', CreateIntegration);
