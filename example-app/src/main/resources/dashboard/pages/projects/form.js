/** The form of a project. */
import { html } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { words } from '../projects-words.js';

/** `<astir-project-form>`: `project`, or null for a new one. Event `saved` with it in `detail`; event `cancelled`. */
class ProjectForm extends Part {
  static properties = { project: { attribute: false } };

  #form = new Form(this, {
    send: (values) =>
      this.project ? call('PUT', `/api/projects/${this.project.id}`, values) : call('POST', '/api/projects', values),
    done: (project) => this.dispatchEvent(new CustomEvent('saved', { detail: project })),
  });

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    const { project } = this;
    return html`
      <form novalidate aria-label=${project ? words.edit(project.name) : words.add} @submit=${this.#form.submit}
        @keydown=${({ key }) => key === 'Escape' && this.#cancel()}>
        ${this.#form.field({
          name: 'name',
          id: 'project-name',
          label: words.name,
          value: project?.name,
          required: true,
          maxlength: 255,
          autocomplete: 'off',
        })}
        ${this.#form.field({
          name: 'description',
          id: 'project-description',
          type: 'textarea',
          rows: 2,
          label: words.description,
          value: project?.description ?? '',
          maxlength: 2_000,
        })}
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(project ? words.save : words.create)}
          <button type="button" @click=${this.#cancel}>${words.cancel}</button>
        </footer>
      </form>
    `;
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }
}

customElements.define('astir-project-form', ProjectForm);
