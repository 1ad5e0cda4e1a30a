/** Projects and their tasks: everybody sees what time can be for, managers say what that is. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addDays, dateIn } from '../calendar.js';
import { duration } from '../format.js';
import { call } from '../http.js';
import { wholeList } from '../lists.js';
import { find } from '../match.js';
import { text } from '../messages.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks } from '../parts/panel-state.js';
import { undo } from '../parts/undo.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { words } from './projects-words.js';
import './projects/form.js';
import './projects/tasks.js';

await styleOf(import.meta.url);

/** Four weeks. */
const DAYS = 28;

class ProjectsPage extends Part {
  static properties = {
    app: { attribute: false },
    /** The id of the project that is being changed, `new` for one that is to be made, or null. */
    editing: { state: true },
    failure: { state: true },
  };

  #projects = new Loading(this, (signal) => wholeList('/api/projects', signal));
  #times = new Loading(this, (signal) => ownTimes(this.app.user, signal));
  #query = new Query(this, () => this.app.router);

  get #mayChange() {
    return this.app.user.role !== 'employee';
  }

  render() {
    const { value } = this.#projects;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages.projects,
          note: value ? html`<span class="note-day">${words.count(value.length)}</span>` : nothing,
          tools: html`
            <astir-search .value=${this.#query.values.q ?? ''} .label=${words.find}
              @search=${({ detail }) => this.#query.set({ q: detail })}></astir-search>
            ${value?.length && this.#mayChange ? this.#addButton() : nothing}
          `,
        })}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        <h2 class="visually-hidden">${words.list}</h2>
        ${panelState(this.#projects, {
          what: words.list,
          blocks: rowBlocks(5),
          content: (projects) => this.#content(projects),
        })}
      </div>
    `;
  }

  #addButton() {
    return html`
      <button type="button" class="primary" data-opens="new" aria-expanded=${this.editing === 'new'}
        @click=${() => (this.editing = this.editing === 'new' ? null : 'new')}>
        ${icon('plus')} ${words.add}
      </button>
    `;
  }

  #content(projects) {
    const { q = '' } = this.#query.values;
    const shown = projects.filter(({ name, description }) => !q || find(name, q) || find(description ?? '', q));
    return html`
      ${this.editing === 'new' ? this.#form(null) : nothing}
      ${projects.length === 0 && this.editing !== 'new' ? this.#first() : nothing}
      ${
        projects.length > 0 && shown.length === 0
          ? noMatch({ title: words.noMatch(q), note: words.hidden(projects.length), clear: () => this.#query.set({ q: null }) })
          : nothing
      }
      ${shown.length === 0 ? nothing : html`
        <ul class="projects panel">
          ${repeat(shown, ({ id }) => id, (project) => html`<li>${this.#project(project)}</li>`)}
        </ul>
      `}
    `;
  }

  #first() {
    const { title, lead, leadOfOthers } = words.first;
    return empty({
      symbol: 'folder',
      title,
      lead: this.#mayChange ? lead : leadOfOthers,
      actions: this.#mayChange ? this.#addButton() : nothing,
    });
  }

  #project(project) {
    const { id, name, description } = project;
    if (this.editing === id) return this.#form(project);
    const isOpen = this.#query.values.project === id;
    return html`
      <div class="project">
        <h3>
          <button type="button" class="quiet unfold" id="project-${id}" aria-expanded=${isOpen}
            @click=${() => this.#query.set({ project: isOpen ? null : id })}>
            ${icon(isOpen ? 'down' : 'right')} <span dir="auto">${name}</span>
          </button>
        </h3>
        ${this.#time(id)}
        ${
          this.#mayChange
            ? html`
                <button type="button" class="quiet" data-opens=${id} aria-label=${words.edit(name)}
                  @click=${() => (this.editing = id)}>${words.edits}</button>
                <button type="button" class="quiet" aria-label=${words.remove(name)}
                  @click=${() => this.#delete(project)}>${words.removes}</button>
              `
            : nothing
        }
        ${description ? html`<p class="muted" dir="auto">${description}</p>` : nothing}
        ${isOpen ? html`<astir-tasks .project=${project} .mayChange=${this.#mayChange}></astir-tasks>` : nothing}
      </div>
    `;
  }

  /** Of others the reports tell it, and remember who asked. */
  #time(id) {
    const seconds = this.#times.value?.get(id);
    return html`<span class="time note muted numbers">${seconds ? words.ownTime(duration(seconds)) : nothing}</span>`;
  }

  #form(project) {
    return html`
      <astir-project-form class=${project ? '' : 'panel'} .project=${project} @saved=${({ detail }) => this.#saved(detail)}
        @cancelled=${() => this.#focusAfter(`[data-opens="${project?.id ?? 'new'}"]`)}></astir-project-form>
    `;
  }

  async #saved({ id }) {
    this.failure = null;
    await this.#projects.run();
    await this.#focusAfter(`#project-${CSS.escape(id)}`);
  }

  /** What was being edited is closed. */
  async #focusAfter(selector) {
    this.editing = null;
    await this.updateComplete;
    this.querySelector(selector)?.focus();
  }

  async #delete({ id, name }) {
    const { title, message, confirm, done } = words.deletion;
    if (!(await ask({ title: title(name), message, confirm, danger: true }))) return;
    this.failure = null;
    try {
      await call('DELETE', `/api/projects/${id}`);
      undo(done(name));
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#projects.run();
    await this.#focusAfter('h1');
  }
}

/** How much of one's own time the projects had of late, in seconds by their ids. */
async function ownTimes({ id, timeZone }, signal) {
  const to = dateIn(timeZone);
  const query = new URLSearchParams({ from: addDays(to, 1 - DAYS), to, userId: id, groupBy: 'project' });
  const { items } = await call('GET', `/api/reports/usage?${query}`, undefined, { signal });
  return new Map(items.map(({ key, activeSeconds }) => [key, activeSeconds]));
}

customElements.define('astir-projects-page', ProjectsPage);
