/** Start and stop of the signed-in person's own work session, in the header. */
import { LitElement, html, nothing } from 'lit';
import { call } from './account.js';
import { absolute, elapsed, Ticking } from './format.js';
import { icon } from './icons.js';

class WorkSession extends LitElement {
  static properties = {
    user: { attribute: false },
    live: { attribute: false },
    session: { state: true },
    busy: { state: true },
    failure: { state: true },
  };

  #subscription = null;

  constructor() {
    super();
    this.session = undefined; // not known yet
    new Ticking(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#subscription = this.live.subscribe('sessions', (message) => this.#receive(message));
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#subscription.close();
  }

  async #load() {
    try {
      const { items } = await call('GET', '/api/sessions/active');
      this.session = items.find((session) => session.userId === this.user.id) ?? null;
    } catch {
      // The live connection tells it as soon as there is one again.
    }
  }

  /** Started or stopped elsewhere: in another tab, by a manager's correction, before a reconnect. */
  #receive(message) {
    if (message.type === 'subscribed') {
      this.session = message.items?.find((session) => this.#isMine(session)) ?? null;
    } else if (message.type === 'put' && message.item.userId === this.user.id) {
      if (this.#isMine(message.item)) this.session = message.item;
      else if (this.session?.id === message.item.id) this.session = null;
    } else if (message.type === 'remove' && message.id === this.session?.id) {
      this.session = null;
    }
  }

  #isMine(session) {
    return session.userId === this.user.id && session.status === 'active';
  }

  async #change(path, body) {
    this.busy = true;
    this.failure = null;
    try {
      const session = await call('POST', path, body);
      this.session = session.status === 'active' ? session : null;
    } catch (problem) {
      if (problem.status === 409)
        await this.#load(); // it already was as asked
      else this.failure = problem.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`
      ${this.session === undefined ? nothing : this.session ? this.#running(this.session) : this.#stopped()}
      ${this.failure ? html`<span class="failure" role="alert">${this.failure}</span>` : nothing}
    `;
  }

  #running({ id, startTime }) {
    return html`
      <button type="button" class="session on" ?disabled=${this.busy} title="Working since ${absolute(startTime)}"
        @click=${() => this.#change(`/api/sessions/${id}/stop`, {})}>
        ${icon('stop')}<span>Stop<span class="wide"> session</span></span>
        <span class="time"><span class="visually-hidden">, working for </span>${duration(startTime)}</span>
      </button>
    `;
  }

  #stopped() {
    return html`
      <button type="button" class="session" ?disabled=${this.busy}
        @click=${() => this.#change('/api/sessions/start', {})}>
        ${icon('play')}<span>Start<span class="wide"> session</span></span>
      </button>
    `;
  }
}

function duration(since) {
  const text = elapsed(since);
  return text === 'now' ? '0 min' : text;
}

customElements.define('astir-work-session', WorkSession);
