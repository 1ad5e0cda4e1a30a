/** The form of a team: its name and its managers. */
import { html, nothing } from 'lit';
import { listed } from '../format.js';
import { call } from '../http.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { person } from '../parts/person.js';
import { words } from './admin-teams-words.js';

/** Names of the checkboxes, each with the id of a person behind it. */
const MANAGER = 'manager:';

/**
 * `<astir-team-form>`: `team`, or null for a new one, the people who may manage, and those of them who manage
 * this team alone (`lone`). Event `saved` with the team in `detail`; event `cancelled`.
 */
class TeamForm extends Part {
  static properties = {
    team: { attribute: false },
    managers: { attribute: false },
    lone: { attribute: false },
  };

  #form = new Form(this, {
    send: async (values) => {
      const body = { name: values.name, managerIds: managersOf(values) };
      if (!(await this.#isMeant(body.managerIds))) return null;
      return this.team ? call('PUT', `/api/teams/${this.team.id}`, body) : call('POST', '/api/teams', body);
    },
    done: (team) => {
      if (team) this.dispatchEvent(new CustomEvent('saved', { detail: team }));
    },
  });

  /** Whoever manages no team any more sees everybody: that is asked first. */
  async #isMeant(managerIds) {
    const wider = this.lone.filter(({ id }) => !managerIds.includes(id)).map(({ name }) => name);
    if (wider.length === 0) return true;
    const { title, confirm } = words.widening;
    const message = words.deletion.wider(listed(wider));
    return ask({ title: title(this.team.name), message, confirm, danger: true });
  }

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

  #choice({ id, name, email, status }) {
    const checked = this.team?.managerIds.includes(id) ?? false;
    const suspended = status === 'suspended' ? `${words.suspended} · ` : '';
    return html`
      <label>
        <input type="checkbox" name=${MANAGER + id} ?checked=${checked} />
        ${person({ userId: id, name }, html`${suspended}<span dir="auto">${email}</span>`)}
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
