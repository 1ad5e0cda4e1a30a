/** What can be done with several people at once: the same as with one, for each of them in turn. */
import { html, nothing } from 'lit';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { undo } from '../parts/undo.js';
import { styleOf } from '../styles.js';
import { words } from './admin-people-selection-words.js';

await styleOf(import.meta.url);

const NO_TEAM = 'none';

/**
 * `<astir-people-selection>`, nothing while nobody is selected:
 * - `people`: who is selected; `teams` to move them to
 * - `change(id, values)` and `signOut(id)`: done with one; they throw a Problem
 *
 * Event `selection` with the ids that stay selected: those with whom it failed, or none.
 */
class PeopleSelection extends Part {
  static properties = {
    people: { attribute: false },
    teams: { attribute: false },
    change: { attribute: false },
    signOut: { attribute: false },
    /** How many are done, while something is done. */
    done: { state: true },
    /** What failed the last time: `{all, failures: [{person, why}]}`. */
    outcome: { state: true },
  };

  constructor() {
    super();
    this.people = [];
    this.teams = [];
  }

  willUpdate(changed) {
    if (changed.has('people') && this.people.length === 0) this.outcome = null;
  }

  render() {
    const { people } = this;
    if (people.length === 0) return nothing;
    const hasSuspended = people.some(({ status }) => status === 'suspended');
    const hasActive = people.some(({ status }) => status !== 'suspended');
    const button = (label, act) => html`<button type="button" aria-busy=${this.#isBusy} @click=${act}>${label}</button>`;
    return html`
      <section class="floating selection" aria-label=${words.title}>
        ${this.outcome ? this.#failures(this.outcome) : nothing}
        <p role="status">
          <strong>${this.#isBusy ? words.busy(this.done, people.length) : words.count(people.length)}</strong>
        </p>
        ${this.teams.length > 0 ? this.#moving() : nothing}
        ${hasActive ? button(words.suspend, () => this.#setStatus('suspended', words.suspended)) : nothing}
        ${hasSuspended ? button(words.reactivate, () => this.#setStatus('active', words.reactivated)) : nothing}
        ${hasActive ? button(words.signOut, () => this.#signOutAll()) : nothing}
        <button type="button" class="quiet" @click=${() => this.#select([])}>${words.clear}</button>
      </section>
    `;
  }

  #moving() {
    return html`
      <form @submit=${this.#move}>
        <label>
          <span class="visually-hidden">${words.team}</span>
          <select name="team" required>
            <option value="" selected disabled hidden>${words.team}</option>
            <option value=${NO_TEAM}>${words.noTeam}</option>
            ${this.teams.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </label>
        <button aria-busy=${this.#isBusy}>${words.move}</button>
      </form>
    `;
  }

  #failures({ all, failures }) {
    return html`
      <div class="failure form-failure" role="alert">
        <p>${words.failed(failures.length, all)}</p>
        <ul>${failures.map(({ person, why }) => html`<li dir="auto">${words.reason(person.name, why)}</li>`)}</ul>
      </div>
    `;
  }

  get #isBusy() {
    return this.done !== undefined && this.done !== null;
  }

  #move = (event) => {
    event.preventDefault();
    const { value } = event.target.elements.team;
    const team = this.teams.find(({ id }) => id === value);
    this.#change('teamId', team?.id ?? null, (count) => words.moved(count, team?.name));
  };

  #setStatus(status, said) {
    return this.#change('status', status, said);
  }

  /** Who is like that already is left alone. */
  #change(field, value, said) {
    const others = this.people.filter((person) => person[field] !== value);
    return this.#forEach(others, ({ id }) => this.change(id, { [field]: value }), {
      said,
      back: (person) => this.change(person.id, { [field]: person[field] }),
    });
  }

  async #signOutAll() {
    const people = this.people.filter(({ status }) => status !== 'suspended');
    const { title, message, confirm } = words.question;
    if (this.#isBusy || !(await ask({ title: title(people.length), message, confirm }))) return;
    await this.#forEach(people, ({ id }) => this.signOut(id), { said: words.signedOut });
  }

  /** @param back undoes it for one; without it, it stays done */
  async #forEach(people, act, { said, back }) {
    if (this.#isBusy) return;
    this.outcome = null;
    const failures = await this.#inTurn(people, act);
    const changed = people.filter((person) => !failures.some((failure) => failure.person === person));
    if (failures.length > 0) this.outcome = { all: people.length, failures };
    this.#select(failures.map(({ person }) => person.id));
    if (people.length === 0) undo(words.nothing);
    if (changed.length > 0) undo(said(changed.length), back && (() => this.#undo(changed, back)));
  }

  async #undo(people, back) {
    const failures = await this.#inTurn(people, back);
    if (failures.length === 0) return;
    throw new Error(failures.map(({ person, why }) => words.reason(person.name, why)).join(' '));
  }

  async #inTurn(people, act) {
    const failures = [];
    this.done = 0;
    try {
      for (const person of people) {
        await act(person).catch((problem) => {
          if (!problem.fields) throw problem; // a mistake of ours, no answer
          failures.push({ person, why: problem.message });
        });
        this.done += 1;
      }
    } finally {
      this.done = null;
    }
    return failures;
  }

  #select(ids) {
    this.dispatchEvent(new CustomEvent('selection', { detail: new Set(ids) }));
  }
}

customElements.define('astir-people-selection', PeopleSelection);
