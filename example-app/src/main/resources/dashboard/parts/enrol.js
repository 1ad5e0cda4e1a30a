/** Connecting a computer: creates an enrolment token, offers the agent, and shows the commands. */
import { html, nothing } from 'lit';
import { call } from '../http.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

const VALID_SECONDS = 3600;
const AGENT = 'astir-agent.jar';

class Enrol extends Part {
  static properties = {
    user: { attribute: false },
    first: { attribute: false },
    token: { state: true },
    copied: { state: true },
    busy: { state: true },
    failure: { state: true },
  };

  async #create() {
    this.busy = true;
    this.failure = null;
    try {
      const answer = await call('POST', '/api/enrolment-tokens', {
        userId: this.user.id,
        expiresInSeconds: VALID_SECONDS,
        maxUses: 1,
      });
      this.token = answer.token;
      await this.updateComplete;
      this.querySelector('ol')?.focus();
    } catch (problem) {
      this.failure = problem.message;
    } finally {
      this.busy = false;
    }
  }

  async #copy(command, node) {
    try {
      await navigator.clipboard.writeText(command);
      this.copied = command;
      setTimeout(() => (this.copied = null), 2_000);
    } catch {
      // No right to the clipboard (plain http on another host): leave it selected for Ctrl+C.
      getSelection().selectAllChildren(node);
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

  #button() {
    return html`
      <button type="button" class="primary" ?disabled=${this.busy} @click=${this.#create}>
        ${text.enrol.create}
      </button>
    `;
  }

  #commands() {
    return html`
      <ol tabindex="-1">
        <li>
          ${text.enrol.get}
          <a class="button" href="/download/${AGENT}" download>${icon('download')} ${text.enrol.download(AGENT)}</a>
        </li>
        <li>
          ${text.enrol.enrol}
          ${this.#command(`java -jar ${AGENT} enrol ${location.origin} ${this.token}`)}
        </li>
        <li>${text.enrol.run} ${this.#command(`java -jar ${AGENT} run`)}</li>
      </ol>
      <p class="muted">
        ${text.enrol.once(this.user.name)}
      </p>
      <span class="visually-hidden" role="status">${this.copied ? text.enrol.copied : ''}</span>
    `;
  }

  #command(command) {
    const done = this.copied === command;
    return html`
      <div class="command">
        <code>${command}</code>
        <button type="button" class="quiet square" aria-label=${text.enrol.copy} @click=${(event) =>
          this.#copy(command, event.currentTarget.previousElementSibling)}>
          ${icon(done ? 'check' : 'copy')}
        </button>
      </div>
    `;
  }
}

customElements.define('astir-enrol', Enrol);
