/** Connecting a computer: creates an enrolment token, offers the agent, and shows the commands. */
import { LitElement, html, nothing } from 'lit';
import { call } from './account.js';
import { icon } from './icons.js';

const VALID_SECONDS = 3600;
const AGENT = 'astir-agent.jar';

class Enrol extends LitElement {
  static properties = {
    user: { attribute: false },
    first: { attribute: false },
    token: { state: true },
    copied: { state: true },
    busy: { state: true },
    failure: { state: true },
  };

  createRenderRoot() {
    return this;
  }

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
          <h2 id="enrol-title">${this.first ? 'Nobody is here yet' : 'Connect a computer'}</h2>
          <p>
            ${this.first ? 'Connect the first computer, and its person appears here within seconds. ' : nothing}The
            agent shares the application in front, and nothing beyond your organization’s policy. It shows that
            policy and asks before it begins.
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
        Create an enrolment token
      </button>
    `;
  }

  #commands() {
    return html`
      <ol tabindex="-1">
        <li>
          On the computer to connect, get the agent. It needs Linux with X11, and Java 25 or newer.
          <a class="download" href="/download/${AGENT}" download>${icon('download')} Download ${AGENT}</a>
        </li>
        <li>
          In a terminal, in the folder of the download, enrol the computer:
          ${this.#command(`java -jar ${AGENT} enrol ${location.origin} ${this.token}`)}
        </li>
        <li>Then let the agent run: ${this.#command(`java -jar ${AGENT} run`)}</li>
      </ol>
      <p class="muted">
        The token works once, within an hour, and only for ${this.user.name}. It is not shown again.
      </p>
      <span class="visually-hidden" role="status">${this.copied ? 'Copied' : ''}</span>
    `;
  }

  #command(command) {
    const done = this.copied === command;
    return html`
      <div class="command">
        <code>${command}</code>
        <button type="button" class="quiet" aria-label="Copy the command" @click=${(event) =>
          this.#copy(command, event.currentTarget.previousElementSibling)}>
          ${icon(done ? 'check' : 'copy')}
        </button>
      </div>
    `;
  }
}

customElements.define('astir-enrol', Enrol);
