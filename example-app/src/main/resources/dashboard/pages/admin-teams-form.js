/** The form of a team: its name and its managers. */
import { html, nothing } from 'lit';
import { call } from '../http.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { person } from '../parts/person.js';
import { words } from './admin-teams-words.js';

/** Names of the checkboxes, each with the id of a person behind it. */
const MANAGER = 'manager:';

/**
 * `<astir-team-form>`: `team`, or null for a new one, and the people who may manage. Event `saved` with the
 * team in `detail`; event `cancelled`.
 */
class TeamForm extends Part {
  static properties = { team: { attribute: false }, managers: { attribute: false } };

  #form = new Form(this, {
    send: (values) => {
      const body = { name: values.name, managerIds: managersOf(values) };
      return this.team ? call('PUT', `/api/teams/${this.team.id}`, body) : call('POST', '/api/teams', body);
    },
    done: (team) => this.dispatchEvent(new CustomEvent('saved', { detail: team })),
  });

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    const { team } = this;
    return html`
      <form novalidate aria-label=${team ? words.change(team.name) : words.add} @submit=${this.#form.submit}
        @keydown=${this.#escape}>
        ${this.#form.field({
          name: 'name',
          id: 'team-name',
          label: words.name,
          value: team?.name,
          required: true,
          maxlength: 100,
          autocomplete: 'off',
        })}
        <fieldset aria-describedby="team-managers-why">
          <legend>${words.managers}</legend>
          <p id="team-managers-why" class="muted">
            ${this.managers.length ? words.managersWhy : words.noManagers}
          </p>
          <div class="choices">${this.managers.map((one) => this.#choice(one))}</div>
        </fieldset>
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(team ? words.save : words.create)}
          <button type="button" @click=${this.#cancel}>${words.cancel}</button>
        </footer>
      </form>
    `;
  }

  #choice({ id, name, email }) {
    const checked = this.team?.managerIds.includes(id) ?? false;
    return html`
      <label>
        <input type="checkbox" name=${MANAGER + id} ?checked=${checked} />
        ${person({ userId: id, name }, email ? html`<span dir="auto">${email}</span>` : nothing)}
      </label>
    `;
  }

  #escape({ key }) {
    if (key === 'Escape') this.#cancel();
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }
}

function managersOf(values) {
  return Object.entries(values)
    .filter(([name, checked]) => name.startsWith(MANAGER) && checked)
    .map(([name]) => name.slice(MANAGER.length));
}

customElements.define('astir-team-form', TeamForm);
