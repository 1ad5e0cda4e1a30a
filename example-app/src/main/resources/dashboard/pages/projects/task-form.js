/** One line: the name of a task, new or another. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { words } from '../projects-words.js';

let count = 0;

/**
 * `<astir-task-form>`: the `path` of the tasks, the `task` to rename or none, `label` of the field, and the `action`
 * of the button. Event `saved`; event `cancelled` where there is a task.
 */
class TaskForm extends Part {
  static properties = { path: {}, task: { attribute: false }, label: {}, action: {} };

  #id = `task-${++count}`;
  #form = new Form(this, {
    send: ({ name }) =>
      this.task ? call('PUT', `${this.path}/${this.task.id}`, { name }) : call('POST', this.path, { name }),
    done: () => {
      if (!this.task) this.querySelector('form').reset();
      this.dispatchEvent(new CustomEvent('saved'));
    },
  });

  firstUpdated() {
    if (this.task) this.querySelector('input').focus();
  }

  render() {
    const wrong = this.#form.wrongAt('name');
    return html`
      <form novalidate @submit=${this.#form.submit} @keydown=${({ key }) => key === 'Escape' && this.#cancel()}>
        <input name="name" required maxlength="255" autocomplete="off" aria-label=${this.label} placeholder=${this.label}
          value=${this.task?.name ?? nothing} aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby=${wrong ? `${this.#id}-wrong` : nothing} />
        <button aria-busy=${this.#form.busy}>${this.action}</button>
        ${this.task ? html`<button type="button" class="quiet" @click=${this.#cancel}>${words.cancel}</button>` : nothing}
        ${wrong ? html`<p class="failure" id="${this.#id}-wrong" role="alert">${wrong}</p>` : this.#form.failure()}
      </form>
    `;
  }

  #cancel() {
    if (this.task) this.dispatchEvent(new CustomEvent('cancelled'));
  }
}

customElements.define('astir-task-form', TaskForm);
