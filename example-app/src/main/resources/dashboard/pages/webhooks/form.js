/** The form that describes a webhook. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { words as texts } from '../admin-webhooks-words.js';

const words = texts.form;

const listed = (text) => text.split(/[\s,]+/).filter(Boolean);

/**
 * `webhook` is what is known of it, null for a new one; `path` where the API has it, or takes new ones; `own` when
 * it is one's own, which has its address alone. Events: `saved` with it in `detail`, `cancelled`.
 */
class WebhookForm extends Part {
  static properties = { path: {}, webhook: { attribute: false }, own: { type: Boolean } };

  #form = new Form(this, {
    send: (typed) => this.#send(typed),
    done: (webhook) => this.dispatchEvent(new CustomEvent('saved', { detail: webhook })),
  });

  firstUpdated() {
    this.querySelector('#webhook-url').focus();
  }

  async #send({ url, name, eventTypes }) {
    const others = () => ({ eventTypes: listed(eventTypes), ...(name.trim() === '' ? {} : { name }) });
    const about = { url, ...(this.own ? {} : others()) };
    try {
      return await call(this.webhook ? 'PATCH' : 'POST', this.path, about);
    } catch (problem) {
      if (problem.type?.startsWith('address-')) problem.fields = { url: problem.message };
      if (problem.fields) problem.fields = ours(problem.fields);
      throw problem;
    }
  }

  render() {
    const { url, name } = this.webhook ?? {};
    return html`
      <form class="panel form webhook-form" novalidate @submit=${this.#form.submit}>
        <h2>${this.webhook ? words.edit(name) : words.add}</h2>
        ${this.#form.field({
          name: 'url', id: 'webhook-url', label: words.url, hint: words.urlHint, value: url, inputmode: 'url',
          required: true, maxlength: 2_000, autocomplete: 'off',
        })}
        ${this.own ? nothing : this.#others()}
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(this.webhook ? words.save : words.create)}
          <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>${words.cancel}</button>
        </footer>
      </form>
    `;
  }

  #others() {
    const { name, eventTypes = ['*'] } = this.webhook ?? {};
    return html`
      ${this.#form.field({
        name: 'name', id: 'webhook-name', label: words.name, hint: words.nameHint, value: name, maxlength: 100,
        autocomplete: 'off',
      })}
      ${this.#form.field({
        name: 'eventTypes', id: 'webhook-types', type: 'textarea', label: words.types, hint: words.typesHint,
        value: eventTypes.join('\n'), required: true, rows: 4,
      })}
    `;
  }
}

/** One of several types is said at their field. */
function ours(fields) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, wrong]) => [name.startsWith('eventTypes') ? 'eventTypes' : name, wrong]),
  );
}

customElements.define('astir-webhook-form', WebhookForm);
