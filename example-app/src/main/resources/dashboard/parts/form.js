/** What becomes of a form's values: sent, and put right where the server finds them wrong. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { field } from './field.js';

/**
 * Lit controller of a form in its host. What somebody typed stays when sending fails; what is wrong with a field
 * stands at that field, and the first such field gets the focus; the rest stands above the button.
 *
 *   #form = new Form(this, { send: (values) => call('POST', '/api/teams', values), done: (team) => … });
 *
 *   <form novalidate @submit=${this.#form.submit}>
 *     ${this.#form.field({ name: 'name', label: text.teams.name, required: true })}
 *     ${this.#form.failure()} ${this.#form.button(text.teams.create)}
 *   </form>
 */
export class Form {
  /** Whether it is being sent; it is not sent twice. */
  busy = false;
  /** What was wrong the last time: a Problem, or `{fields}` of what was found before sending. */
  problem = null;

  #host;
  #options;
  #names = new Set();
  #isLeaving = false;

  /**
   * @param options `send(values)` throws a Problem when it fails; `done(answer)`; `check(values)` gives what is
   *     wrong that can be known here, `{name: message}`
   */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The names of this rendering's fields are known when it is over. */
  hostUpdate() {
    this.#names.clear();
  }

  field(about) {
    this.#names.add(about.name);
    return field(about, this.problem?.fields[about.name]);
  }

  /** What is wrong with a field, or nothing. */
  wrongAt(name) {
    return this.problem?.fields[name];
  }

  /** What is wrong beside the fields. Render it after them. */
  failure() {
    const lines = this.#rest();
    if (lines.length === 0) return nothing;
    return html`<div class="failure form-failure" role="alert">${lines.map((line) => html`<p>${line}</p>`)}</div>`;
  }

  #rest() {
    if (!this.problem) return [];
    const { fields, message } = this.problem;
    const elsewhere = Object.entries(fields).filter(([name]) => !this.#names.has(name));
    if (elsewhere.length > 0) return elsewhere.map(([name, wrong]) => `${name}: ${wrong}`);
    return message && Object.keys(fields).length === 0 ? [message] : [];
  }

  /** Not disabled while busy: it would lose the focus. */
  button(label) {
    return html`<button class="primary" aria-busy=${this.busy}>${label}</button>`;
  }

  /** Begins anew; what is typed stays. */
  reset() {
    this.problem = null;
    this.#host.requestUpdate();
  }

  /** Says something above the button that no answer has said. */
  fail(message) {
    this.#change({ problem: { fields: {}, message } });
  }

  /** For the form's `submit`. */
  submit = async (event) => {
    event.preventDefault();
    if (this.busy) return;
    const form = event.target;
    const values = valuesOf(form);
    const fields = { ...missing(form), ...this.#options.check?.(values) };
    if (Object.keys(fields).length > 0) {
      await this.refuse(form, { fields });
      return;
    }
    this.#change({ busy: true, problem: null });
    try {
      const answer = await this.#options.send(values);
      this.#options.done?.(answer);
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      await this.refuse(form, problem);
    } finally {
      this.#change({ busy: this.#isLeaving });
    }
  };

  /** Loads another page, and is busy until it is there; or until somebody comes back to this one. */
  leaveFor(address) {
    this.#isLeaving = true;
    this.#change({ busy: true });
    addEventListener('pageshow', () => this.#stay(), { once: true });
    location.assign(address);
  }

  #stay() {
    this.#isLeaving = false;
    this.#change({ busy: false });
  }

  /** What is wrong is said at the fields of the form, as if it had been sent. */
  async refuse(form, problem) {
    this.#change({ problem });
    await this.#host.updateComplete;
    form.querySelector('[aria-invalid=true]')?.focus();
  }

  #change(changes) {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}

const controls = (form) => [...form.elements].filter(({ name, type }) => name && type !== 'submit');

/** Texts as typed, except of checkboxes (true or false), and of numbers and durations (null when there is none). */
function valuesOf(form) {
  return Object.fromEntries(controls(form).map((control) => [control.name, valueOf(control)]));
}

function valueOf({ type, value, checked, valueAsNumber, dataset, form }) {
  if (type === 'checkbox') return checked;
  if (type !== 'number') return value;
  if (value === '') return null;
  return dataset.unit ? Math.round(valueAsNumber * form.elements[dataset.unit].value) : valueAsNumber;
}

function missing(form) {
  const empty = ({ type, value, checked }) => (type === 'checkbox' ? !checked : value.trim() === '');
  return Object.fromEntries(
    controls(form)
      .filter((control) => control.required && empty(control))
      .map(({ name }) => [name, text.form.required]),
  );
}
