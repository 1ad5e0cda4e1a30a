/** What a team decides about alerts, where it is something else than the organization's. */
import { html } from 'lit';
import { duration } from '../format.js';
import { call } from '../http.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { lineBlocks, panelState } from '../parts/panel-state.js';
import { words } from './admin-teams-alerts-words.js';

/** What can be switched; each has the length that it counts from. */
const SWITCHES = ['idleAlerts', 'overtimeAlerts'];

/** Lengths with their units, and what the server takes, in seconds; it has the last word. */
const LENGTHS = {
  idleAfterSeconds: { units: ['seconds', 'minutes', 'hours'], range: [30, 86_400] },
  overtimeAfterSeconds: { units: ['minutes', 'hours'], range: [60, 86_400] },
  weeklyOvertimeAfterSeconds: { units: ['hours'], range: [3_600, 604_800] },
  sessionForgottenAfterSeconds: { units: ['minutes', 'hours'], range: [900, 604_800] },
  agentSilentAfterSeconds: { units: ['hours', 'days'], range: [3_600, 7_776_000] },
};

/** `<astir-team-alerts>`: `team`. Event `saved`; event `cancelled`. */
class TeamAlerts extends Part {
  static properties = { team: { attribute: false } };

  #all = new Loading(this, (signal) => call('GET', this.#address, undefined, { signal }));

  #form = new Form(this, {
    check: outside,
    send: (values) => call('PUT', this.#address, decided(values)),
    done: () => this.dispatchEvent(new CustomEvent('saved')),
  });

  get #address() {
    return `/api/teams/${this.team.id}/alerts`;
  }

  render() {
    return panelState(this.#all, {
      what: words.title(this.team.name),
      blocks: lineBlocks(6),
      content: (settings) => this.#content(settings),
    });
  }

  #content(settings) {
    const { organization } = settings;
    return html`
      <form novalidate aria-labelledby="team-alerts-title" @submit=${this.#form.submit} @keydown=${this.#escape}>
        <div>
          <h2 id="team-alerts-title" tabindex="-1">${words.title(this.team.name)}</h2>
          <p class="muted">${words.lead}</p>
        </div>
        <div class="limits">
          ${SWITCHES.map((name) =>
            this.#form.field({
              name,
              label: words[name],
              type: 'select',
              value: settings[name] === null ? '' : String(settings[name]),
              options: [
                ['', words.asOrganization(organization[name] ? words.on : words.off)],
                ['true', words.on],
                ['false', words.off],
              ],
            }),
          )}
          ${Object.entries(LENGTHS).map(([name, { units }]) =>
            this.#form.field({
              name,
              label: words[name],
              type: 'duration',
              units,
              value: settings[name],
              usual: organization[name],
              hint: words.ofOrganization(lengthOf(organization[name])),
            }),
          )}
        </div>
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(words.save)}
          <button type="button" @click=${this.#cancel}>${words.cancel}</button>
        </footer>
      </form>
    `;
  }

  #isShown = false;

  /** Whoever opened it goes on in it. */
  updated() {
    if (this.#isShown || !this.#all.value) return;
    this.#isShown = true;
    this.querySelector('h2')?.focus();
  }

  #escape({ key }) {
    if (key === 'Escape') this.#cancel();
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }
}

/** All that the team decides from now on; null where it is as the organization decided. */
function decided(values) {
  const switches = SWITCHES.map((name) => [name, values[name] === '' ? null : values[name] === 'true']);
  const lengths = Object.keys(LENGTHS).map((name) => [name, values[name]]);
  return Object.fromEntries([...switches, ...lengths]);
}

function outside(values) {
  const isWrong = ([name, { range: [least, most] }]) =>
    values[name] !== null && !(values[name] >= least && values[name] <= most);
  return Object.fromEntries(Object.entries(LENGTHS).filter(isWrong).map(([name]) => [name, words.ranges[name]]));
}

function lengthOf(seconds) {
  if (seconds === null) return words.noLimit;
  if (seconds % 86_400 === 0) return words.days(seconds / 86_400);
  return seconds < 60 ? words.seconds(seconds) : duration(seconds);
}

customElements.define('astir-team-alerts', TeamAlerts);
