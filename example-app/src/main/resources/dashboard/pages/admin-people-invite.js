/** The form that invites people, by one address or many. */
import { html, nothing } from 'lit';
import { call } from '../http.js';
import { Part } from '../parts/element.js';
import { words } from './admin-people-words.js';

/** Only what is surely none; the server has the last word. */
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** Event `invited` with the server's answers in `detail`, also where some addresses could not be invited. */
class Invite extends Part {
  static properties = {
    teams: { attribute: false },
    busy: { state: true },
    wrong: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    this.teams = [];
    this.wrong = [];
  }

  render() {
    const { invite, roles } = words;
    const isWrong = this.wrong.length > 0;
    return html`
      <form class="panel invite" novalidate @submit=${this.#submit}>
        <div class="field addresses">
          <label for="addresses">${invite.title}</label>
          <input id="addresses" name="addresses" autocomplete="off" autocapitalize="none" spellcheck="false"
            placeholder=${invite.placeholder} aria-invalid=${isWrong ? 'true' : nothing}
            aria-describedby=${isWrong ? 'addresses-wrong' : nothing} @paste=${pasteLines} />
        </div>
        <div class="field">
          <label for="invite-role">${invite.role}</label>
          <select id="invite-role" name="role">
            ${Object.entries(roles).map(([role, label]) => html`<option value=${role}>${label}</option>`)}
          </select>
        </div>
        ${this.teams.length > 0 ? this.#team() : nothing}
        <button class="primary" aria-busy=${Boolean(this.busy)}>${invite.submit}</button>
        ${
          isWrong
            ? html`
                <div id="addresses-wrong" class="failure" role="alert">
                  ${this.wrong.map((line) => html`<p>${line}</p>`)}
                </div>
              `
            : nothing
        }
        <p class="visually-hidden" role="status">${this.done ?? nothing}</p>
      </form>
    `;
  }

  #team() {
    return html`
      <div class="field">
        <label for="invite-team">${words.invite.team}</label>
        <select id="invite-team" name="teamId">
          <option value="">${words.invite.noTeam}</option>
          ${this.teams.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </div>
    `;
  }

  #submit = async (event) => {
    event.preventDefault();
    if (this.busy) return;
    const { addresses: field, role, teamId } = event.target.elements;
    const addresses = addressesIn(field.value);
    this.done = null;
    this.wrong = wrongWith(addresses);
    if (this.wrong.length === 0) {
      this.busy = true;
      const about = { role: role.value, teamId: teamId?.value || null };
      try {
        await this.#send(addresses, about, field);
      } finally {
        this.busy = false;
      }
    }
    if (this.wrong.length > 0) field.focus();
  };

  /**
   * One after the other: those that were not invited stay in the field, with what is wrong with each. Where the
   * server is away or has enough, the rest would fare no better.
   */
  async #send(addresses, about, field) {
    const invited = [];
    const left = [];
    const wrong = [];
    for (const [i, email] of addresses.entries()) {
      try {
        invited.push(await call('POST', '/api/invitations', { email, ...about }));
      } catch (problem) {
        if (!problem.fields) throw problem; // a mistake of ours, no answer
        left.push(email);
        wrong.push(words.invite.failed(email, Object.values(problem.fields)[0] ?? problem.message));
        if (!problem.isPassing) continue;
        left.push(...addresses.slice(i + 1));
        break;
      }
    }
    field.value = left.join(', ');
    this.wrong = wrong;
    if (invited.length === 0) return;
    this.done = words.invite.sent(invited.map(({ email }) => email));
    this.dispatchEvent(new CustomEvent('invited', { detail: invited }));
  }
}

function addressesIn(text) {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

function wrongWith(addresses) {
  if (addresses.length === 0) return [words.invite.none];
  return addresses.filter((address) => !ADDRESS.test(address)).map(words.invite.noAddress);
}

/** A column out of a table would lose its line breaks in the field. */
function pasteLines(event) {
  const text = event.clipboardData.getData('text');
  if (!/[\r\n]/.test(text)) return;
  event.preventDefault();
  const { target } = event;
  target.setRangeText(addressesIn(text).join(', '), target.selectionStart, target.selectionEnd, 'end');
}

customElements.define('astir-invite', Invite);
