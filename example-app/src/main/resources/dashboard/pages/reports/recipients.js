/** Who gets a saved report: a checkbox for each person, found by name where they are many. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { occurs, plainText } from '../../match.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { person } from '../../parts/person.js';
import { words } from '../reports-saved-words.js';

/** Names of the checkboxes, each with the id of a person behind it. */
const RECIPIENT = 'recipient:';

/** So many are seen at once. */
const FEW = 12;

/**
 * `<astir-recipients>` within a form: `people` (`id`, `name`), the ids that are `chosen` to begin with, and `self`.
 * What is not found is hidden, and stays chosen.
 */
class Recipients extends Part {
  static properties = {
    people: { attribute: false },
    chosen: { attribute: false },
    self: {},
    wanted: { state: true },
    count: { state: true },
  };

  #all;

  constructor() {
    super();
    this.wanted = '';
  }

  willUpdate() {
    const isChosen = ({ id }) => this.chosen.has(id);
    // Once: nobody moves under the pointer. Those who have it are not to be looked for.
    this.#all ??= [...this.people].sort((one, other) => isChosen(other) - isChosen(one));
    this.count ??= this.#all.filter(isChosen).length;
  }

  render() {
    const { people, wanted, count } = this;
    const query = wanted.trim();
    const found = new Set(people.filter(({ name }) => occurs(plainText(name), query)).map(({ id }) => id));
    return html`
      <fieldset aria-describedby="recipients-why">
        <legend>${words.form.recipients}</legend>
        <p id="recipients-why" class="muted">${words.form.recipientsHint}</p>
        ${people.length > FEW ? this.#search() : nothing}
        <div class="people" @change=${this.#counted}>
          ${repeat(this.#all, ({ id }) => id, (one) => this.#choice(one, !found.has(one.id)))}
        </div>
        <p class="muted numbers" role="status">
          ${found.size ? words.form.chosen(count) : words.form.nobody(query)}
        </p>
      </fieldset>
    `;
  }

  #search() {
    return html`
      <span class="search">
        ${icon('search')}
        <input type="search" id="recipients-search" .value=${this.wanted} placeholder=${words.form.find}
          aria-label=${words.form.find} @input=${({ target }) => (this.wanted = target.value)}
          @keydown=${this.#pressed} />
      </span>
    `;
  }

  #choice({ id, name }, isHidden) {
    return html`
      <label ?hidden=${isHidden}>
        <input type="checkbox" name=${RECIPIENT + id} ?checked=${this.chosen.has(id)} />
        ${person({ userId: id, name }, id === this.self ? words.form.yourself : nothing)}
      </label>
    `;
  }

  #counted({ currentTarget }) {
    this.count = currentTarget.querySelectorAll(':checked').length;
  }

  /** Enter does not send the form, and Escape empties the search before it closes the sheet. */
  #pressed(event) {
    const empties = event.key === 'Escape' && this.wanted;
    if (empties) this.wanted = '';
    if (empties || event.key === 'Enter') event.preventDefault();
  }
}

customElements.define('astir-recipients', Recipients);

/** The ids of the people who are chosen in a form of these values. */
export function recipientsOf(values) {
  return Object.keys(values)
    .filter((name) => name.startsWith(RECIPIENT) && values[name])
    .map((name) => name.slice(RECIPIENT.length));
}
