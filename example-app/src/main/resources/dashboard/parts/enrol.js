/** Connecting a computer: creates an enrolment token, offers the agent, and shows the commands. */
import { html, nothing } from 'lit';
import { call } from '../http.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import './copyable.js';
import { Part } from './element.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

const VALID_SECONDS = 3600;
const AGENT = 'astir-agent.jar';

/** What to do on the computer, with this token. */
export function enrolSteps(token) {
  const command = (line) =>
    html`<astir-copyable .value=${line} label=${text.enrol.copy}></astir-copyable>`;
  return html`
    <ol class="enrol-steps" tabindex="-1">
      <li>
        ${text.enrol.get}
        <a class="button" href="/download/${AGENT}" download>${icon('download')} ${text.enrol.download(AGENT)}</a>
      </li>
      <li>${text.enrol.enrol} ${command(`java -jar ${AGENT} enrol ${location.origin} ${token}`)}</li>
      <li>${text.enrol.run} ${command(`java -jar ${AGENT} run`)}</li>
    </ol>
  `;
}

/** `<astir-enrol>` for `user`. Event `issued` when there is a token. */
class Enrol extends Part {
  static properties = {
    user: { attribute: false },
    first: { attribute: false },
    token: { state: true },
    busy: { state: true },
    failure: { state: true },
  };

  async #create() {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      const answer = await call('POST', '/api/enrolment-tokens', {
        userId: this.user.id,
        expiresInSeconds: VALID_SECONDS,
        maxUses: 1,
      });
      this.token = answer.token;
      this.dispatchEvent(new CustomEvent('issued'));
      await this.updateComplete;
      this.querySelector('ol')?.focus();
    } catch (problem) {
      this.failure = problem.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      <section class="panel enrol" aria-labelledby="enrol-title">
        ${icon('computer')}
        <div>
          <h2 id="enrol-title">${this.first ? text.enrol.first : text.enrol.title}</h2>
          <p>
            ${this.first ? text.enrol.firstLead : nothing}${text.enrol.lead}
          </p>
          ${this.token ? this.#commands() : this.#button()}
          ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        </div>
      </section>
    `;
  }

  /** Not disabled while busy: it would lose the focus. */
  #button() {
    return html`
      <button type="button" class="primary" aria-busy=${Boolean(this.busy)} @click=${this.#create}>
        ${text.enrol.create}
      </button>
    `;
  }

  #commands() {
    return html`
      ${enrolSteps(this.token)}
      <p class="muted">
        ${text.enrol.once(this.user.name)}
      </p>
    `;
  }
}

customElements.define('astir-enrol', Enrol);
