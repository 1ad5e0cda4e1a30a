/** What can be done with several people at once: the same as with one, for each of them in turn. */
import { html, nothing } from 'lit';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { makeRoomFor, selectionBar } from '../parts/selection.js';
import { toast } from '../parts/toast.js';
import { undo } from '../parts/undo.js';
import { words } from './admin-people-selection-words.js';

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
    /** What is done: `{selected, done, all}`, where `selected` is who was selected when it began. */
    run: { state: true },
    /** What failed the last time: `{all, failures: [{person, why}], stays}`, the ids that stayed selected. */
    outcome: { state: true },
  };

  /** One after another: what undoes something waits for what is being done. */
  #turn = Promise.resolve();

  constructor() {
    super();
    this.people = [];
    this.teams = [];
    this.run = null;
    this.outcome = null;
  }

  /** What failed is told for as long as nothing else is selected. */
  willUpdate(changed) {
    if (!changed.has('people') || !this.outcome) return;
    const { stays } = this.outcome;
    if (this.people.length !== stays.size || !this.people.every(({ id }) => stays.has(id))) this.outcome = null;
  }

  /** While something is done, the bar stays as it was: whoever is in it by keys stays there. */
  render() {
    const people = this.run?.selected ?? this.people;
    if (people.length === 0) return nothing;
    const others = people.filter(isOther);
    const hasSuspended = others.some(({ status }) => status === 'suspended');
    const hasActive = others.some(isActive);
    const label = (name) => (others.length < people.length ? words.withoutYou(words[name]) : words[name]);
    const button = (name, act) => html`
      <button type="button" aria-busy=${this.#isBusy} @click=${act}>${label(name)}</button>
    `;
    return selectionBar(
      words.title,
      html`
        ${this.outcome ? this.#failures(this.outcome) : nothing}
        <p role="status">
          <strong>${this.run ? words.busy(this.run.done, this.run.all) : words.count(people.length)}</strong>
        </p>
        ${this.teams.length > 0 ? this.#moving() : nothing}
        ${hasActive ? button('suspend', () => this.#setStatus('suspended', words.suspended)) : nothing}
        ${hasSuspended ? button('reactivate', () => this.#setStatus('active', words.reactivated)) : nothing}
        ${hasActive ? button('signOut', () => this.#signOutAll()) : nothing}
        <button type="button" class="quiet" aria-busy=${this.#isBusy} @click=${this.#clear}>${words.clear}</button>
      `,
    );
  }

  updated() {
    makeRoomFor(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    makeRoomFor(null);
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
    return this.run !== null;
  }

  #clear = () => {
    if (!this.#isBusy) this.#select([]);
  };

  #move = (event) => {
    event.preventDefault();
    const { value } = event.target.elements.team;
    const team = this.teams.find(({ id }) => id === value);
    this.#change(this.people, 'teamId', team?.id ?? null, (count) => words.moved(count, team?.name));
  };

  #setStatus(status, said) {
    return this.#change(this.people.filter(isOther), 'status', status, said);
  }

  /** Who is like that already is left alone. */
  #change(people, field, value, said) {
    const others = people.filter((person) => person[field] !== value);
    return this.#forEach(others, ({ id }) => this.change(id, { [field]: value }), {
      said,
      back: (person) => this.change(person.id, { [field]: person[field] }),
    });
  }

  async #signOutAll() {
    const people = this.people.filter((person) => isOther(person) && isActive(person));
    const { title, message, you, confirm } = words.question;
    const about = this.people.every(isOther) ? message : `${message} ${you}`;
    if (this.#isBusy || !(await ask({ title: title(people.length), message: about, confirm }))) return;
    await this.#forEach(people, ({ id }) => this.signOut(id), { said: words.signedOut });
  }

  /** @param back undoes it for one; without it, it stays done */
  async #forEach(people, act, { said, back }) {
    if (this.#isBusy) return;
    const selected = this.people;
    this.outcome = null;
    this.run = { selected, done: 0, all: people.length };
    try {
      const failures = await this.#inTurn(people, act, (done) => (this.run = { ...this.run, done }));
      const changed = people.filter((person) => !failures.some((failure) => failure.person === person));
      this.#settle(selected, { all: people.length, failures });
      if (people.length === 0) undo(words.nothing);
      if (changed.length > 0) undo(said(changed.length), back && (() => this.#undo(changed, back)));
    } finally {
      this.run = null;
    }
  }

  /** Selected stay those with whom it failed, and who was selected meanwhile. */
  #settle(selected, { all, failures }) {
    const before = new Set(selected.map(({ id }) => id));
    const later = this.people.filter(({ id }) => !before.has(id));
    const stays = new Set([...failures.map(({ person }) => person), ...later].map(({ id }) => id));
    this.#select(stays);
    if (failures.length === 0) return;
    if (this.isConnected) this.outcome = { all, failures, stays };
    // Somebody has gone to another page, where no bar tells of it.
    else toast({ title: words.failed(failures.length, all), message: reasons(failures) });
  }

  async #undo(people, back) {
    const failures = await this.#inTurn(people, back);
    if (failures.length > 0) throw new Error(reasons(failures));
  }

  /** @param tell called with how many are done */
  #inTurn(people, act, tell = () => {}) {
    const turn = this.#turn.then(async () => {
      const failures = [];
      for (const [index, person] of people.entries()) {
        await act(person).catch((problem) => {
          if (!problem.fields) throw problem; // a mistake of ours, no answer
          failures.push({ person, why: problem.message });
        });
        tell(index + 1);
      }
      return failures;
    });
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #select(ids) {
    this.dispatchEvent(new CustomEvent('selection', { detail: new Set(ids) }));
  }
}

/** One does not suspend oneself, nor sign oneself out, by a slip. */
const isOther = ({ isSelf }) => !isSelf;

const isActive = ({ status }) => status !== 'suspended';

const reasons = (failures) => failures.map(({ person, why }) => words.reason(person.name, why)).join(' ');

customElements.define('astir-people-selection', PeopleSelection);
