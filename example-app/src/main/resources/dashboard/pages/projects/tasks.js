/** The tasks of a project: a list, and for managers what changes it. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call } from '../../http.js';
import { wholeList } from '../../lists.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { undo } from '../../parts/undo.js';
import { words } from '../projects-words.js';
import './task-form.js';

/** `<astir-tasks>`: `project`, and whether whoever looks `mayChange` its tasks. */
class Tasks extends Part {
  static properties = {
    project: { attribute: false },
    mayChange: { type: Boolean },
    /** The id of the task that is being renamed. */
    renaming: { state: true },
    failure: { state: true },
  };

  #tasks = new Loading(this, (signal) => wholeList(this.#path, signal));

  get #path() {
    return `/api/projects/${this.project.id}/tasks`;
  }

  render() {
    return html`
      ${panelState(this.#tasks, { what: words.tasks.what(this.project.name), content: (tasks) => this.#list(tasks) })}
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      ${
        this.mayChange
          ? html`
              <astir-task-form .path=${this.#path} .label=${words.tasks.new(this.project.name)} .action=${words.tasks.add}
                @saved=${() => this.#changed()}></astir-task-form>
            `
          : nothing
      }
    `;
  }

  #list(tasks) {
    if (tasks.length === 0) return html`<p class="muted">${this.mayChange ? words.tasks.none : words.tasks.noneOfOthers}</p>`;
    return html`
      <ul aria-label=${words.tasks.what(this.project.name)}>
        ${repeat(tasks, ({ id }) => id, (task) => html`<li>${this.#task(task)}</li>`)}
      </ul>
    `;
  }

  #task({ id, name }) {
    if (this.renaming === id) {
      return html`
        <astir-task-form .path=${this.#path} .task=${{ id, name }} .label=${words.tasks.rename(name)} .action=${words.save}
          @saved=${() => this.#renamed(id)} @cancelled=${() => this.#focus(id)}></astir-task-form>
      `;
    }
    return html`
      <span class="task-name" dir="auto">${name}</span>
      ${
        this.mayChange
          ? html`
              <button type="button" class="quiet" data-task=${id} aria-label=${words.tasks.rename(name)}
                @click=${() => (this.renaming = id)}>${words.tasks.renames}</button>
              <button type="button" class="quiet" aria-label=${words.remove(name)}
                @click=${() => this.#delete(id, name)}>${words.removes}</button>
            `
          : nothing
      }
    `;
  }

  async #changed() {
    this.failure = null;
    await this.#tasks.run();
  }

  async #renamed(id) {
    await this.#changed();
    await this.#focus(id);
  }

  async #focus(id) {
    this.renaming = null;
    await this.updateComplete;
    this.querySelector(`[data-task="${CSS.escape(id)}"]`)?.focus();
  }

  async #delete(id, name) {
    const { title, message, confirm, done } = words.tasks.deletion;
    if (!(await ask({ title: title(name), message, confirm, danger: true }))) return;
    try {
      await call('DELETE', `${this.#path}/${id}`);
      undo(done(name));
      await this.#changed();
    } catch (problem) {
      await this.#changed();
      this.failure = problem.message;
    }
    this.querySelector('astir-task-form input')?.focus();
  }
}

customElements.define('astir-tasks', Tasks);
