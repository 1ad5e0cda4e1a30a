/** Time by hand: what is added to a day, or corrected of a session. */
import { html, nothing } from 'lit';
import { Problem } from '../../http.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { tasksOf } from './names.js';
import { localOf, typed, typedRange } from './times.js';
import { words } from '../my-day-words.js';

/**
 * - `date`, `timeZone` of the day
 * - `projects`: `{id, name}`
 * - `span`: `{from, to}` to begin with, in milliseconds, each may be missing
 * - `entry`: of entriesOf(), where a session is corrected; without one, time is added
 * - `changes`: see changes.js
 *
 * Event `closed`: with `true` in `detail` when something was changed.
 */
class TimeForm extends Part {
  static properties = {
    date: {},
    timeZone: { attribute: false },
    projects: { attribute: false },
    span: { attribute: false },
    entry: { attribute: false },
    changes: { attribute: false },
    /** Of the project that is chosen. */
    tasks: { state: true },
  };

  #projectId = null;

  #form = new Form(this, {
    send: (values) => (this.entry ? this.#correct(values) : this.#add(values)),
    done: () => this.#close(true),
    check: ({ startTime, endTime }) =>
      this.entry && startTime && startTime === endTime ? { endTime: words.noLength } : {},
  });

  constructor() {
    super();
    this.tasks = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#choose(this.entry?.session.projectId ?? null);
  }

  /** Without its tasks, time is given to a project all the same. */
  async #choose(projectId) {
    this.#projectId = projectId;
    this.tasks = [];
    if (!projectId) return;
    try {
      const tasks = await tasksOf(projectId);
      if (projectId === this.#projectId) this.tasks = tasks;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  async firstUpdated() {
    await this.updateComplete;
    this.querySelector(this.span?.to ? '[name=reason]' : '[name=startTime]')?.focus();
  }

  render() {
    const { entry, projects } = this;
    const session = entry?.session;
    const isRunning = session && !session.endTime;
    const options = [['', words.noProject], ...projects.map(({ id, name }) => [id, name])];
    const isGone = session?.projectId && !projects.some(({ id }) => id === session.projectId);
    if (isGone) options.push([session.projectId, words.goneProject]);
    const prefix = entry ? `edit-${entry.key}` : 'add';
    const field = (about) => this.#form.field(about);
    const date = { name: 'date', type: 'date', label: words.date, value: this.date, required: true };
    const begin = this.#time('startTime', session?.startTime ?? this.span?.from);
    const end = this.#time('endTime', session?.endTime ?? this.span?.to);
    const project = { name: 'projectId', value: session?.projectId ?? '' };
    return html`
      <form novalidate class="time-form" aria-label=${entry ? words.edit : words.add} @submit=${this.#form.submit}
        @change=${({ target }) => target.name === 'projectId' && this.#choose(target.value || null)} @keydown=${this.#pressed}>
        ${entry ? nothing : field({ ...date, id: `${prefix}-date` })}
        ${field({ ...begin, id: `${prefix}-from`, label: words.from })}
        ${isRunning ? nothing : field({ ...end, id: `${prefix}-to`, label: words.to })}
        ${field({ ...project, id: `${prefix}-project`, type: 'select', label: words.project, options })}
        ${this.tasks.length > 0 ? this.#form.field(this.#task(`${prefix}-task`)) : nothing}
        <div class="why">
          ${this.#form.field({
            name: 'reason',
            id: `${prefix}-reason`,
            label: words.reason,
            hint: words.reasonHint,
            required: true,
            maxlength: 500,
          })}
        </div>
        ${this.#form.failure()}
        <div class="actions">
          ${this.#form.button(entry ? words.save : words.add)}
          <button type="button" @click=${() => this.#close(false)}>${words.cancel}</button>
          ${
            session?.source === 'manual'
              ? html`<button type="button" class="quiet danger" @click=${this.#remove}>${words.remove}</button>`
              : nothing
          }
        </div>
      </form>
    `;
  }

  #task(id) {
    const session = this.entry?.session;
    const value = session?.projectId === this.#projectId ? (session?.taskId ?? '') : '';
    const options = [['', words.noTask], ...this.tasks.map((task) => [task.id, task.name])];
    return { name: 'taskId', id, type: 'select', label: words.task, value, options };
  }

  /** What is on another day says which. */
  #time(name, instant) {
    if (!instant) return { name, type: 'time', required: true };
    const local = localOf(Date.parse(new Date(instant).toISOString()), this.timeZone);
    const isHere = local.startsWith(this.date);
    return {
      name,
      type: isHere ? 'time' : 'datetime-local',
      value: isHere ? local.slice(11) : local,
      required: true,
    };
  }

  #add({ date, startTime, endTime, projectId, taskId, reason }) {
    const span = typedRange(startTime, endTime, date, this.timeZone, this.span);
    return this.changes.add({ ...span, projectId: projectId || null, taskId: taskId || null, reason });
  }

  /** What was not touched stays as it is, to the second. */
  #correct({ startTime, endTime, projectId, taskId, reason }) {
    const { session } = this.entry;
    const begins = this.#time('startTime', session.startTime).value;
    const ends = session.endTime && this.#time('endTime', session.endTime).value;
    const near = { from: Date.parse(session.startTime), to: Date.parse(session.endTime) };
    const wish = {};
    if (startTime !== begins) wish.startTime = typed(startTime, this.date, this.timeZone, near.from);
    if (session.endTime && endTime !== ends) {
      wish.endTime = typedRange(startTime, endTime, this.date, this.timeZone, near).to;
    }
    if ((projectId || null) !== session.projectId) wish.projectId = projectId || null;
    if (taskId !== undefined && (taskId || null) !== session.taskId) wish.taskId = taskId || null;
    return this.changes.correct(session, { ...wish, reason });
  }

  #remove = async () => {
    const { session, isRecorded } = this.entry;
    const reason = this.querySelector('[name=reason]').value.trim();
    if (!reason) {
      this.#form.fail(words.reasonFirst);
      this.querySelector('[name=reason]').focus();
      return;
    }
    const { title, message, confirm } = words.removal;
    if (isRecorded && !(await ask({ title, message: html`<p>${message}</p>`, confirm, danger: true })))
      return;
    try {
      await this.changes.remove(session, reason, isRecorded);
      this.#close(true);
    } catch (problem) {
      this.#form.fail(problem.message);
    }
  };

  #pressed = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close(false);
  };

  #close(isChanged) {
    this.dispatchEvent(new CustomEvent('closed', { detail: isChanged }));
  }
}

customElements.define('astir-time-form', TimeForm);
