/** The small forms of the second factor: that it is you, a code to remove the app, a passkey's name. */
import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';

/**
 * `<astir-factor-form>`: `about` is `{title, lead, fields, submit, cancel, send}`; `send(values)` does it. What is
 * wrong stands at its field. Event `done` with the answer in `detail`; event `cancelled`.
 */
class FactorForm extends Part {
  static properties = { about: { attribute: false } };

  #form = new Form(this, {
    send: (values) => this.about.send(values),
    done: (answer) => this.dispatchEvent(new CustomEvent('done', { detail: answer })),
  });

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    const { title, lead, fields, submit, cancel } = this.about;
    return html`
      <form class="factor-form" novalidate aria-label=${title} @submit=${this.#form.submit} @keydown=${this.#escape}>
        <h3>${title}</h3>
        ${lead ? html`<p class="muted">${lead}</p>` : nothing}
        ${fields.map((field) => this.#form.field({ ...field, id: `factor-${field.name}`, required: true }))}
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(submit)}
          <button type="button" @click=${this.#cancel}>${cancel}</button>
        </footer>
      </form>
    `;
  }

  #escape({ key }) {
    if (key === 'Escape') this.#cancel();
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }
}

customElements.define('astir-factor-form', FactorForm);
