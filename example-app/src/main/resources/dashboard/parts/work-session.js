/** Start and stop of the signed-in person's own work session, in the frame. */
import { html, nothing } from 'lit';
import { absolute, clock, lasted, Ticking } from '../format.js';
import { call } from '../http.js';
import { Keys } from '../keys.js';
import { ChannelItems } from '../live.js';
import { text } from '../messages.js';
import { Part } from './element.js';
import { icon } from './icon.js';

class WorkSession extends Part {
  static properties = {
    user: { attribute: false },
    live: { attribute: false },
    size: { attribute: false },
    busy: { state: true },
    failure: { state: true },
  };

  /** Started or stopped elsewhere: in another tab, by a manager's correction, before a reconnect. */
  #sessions = new ChannelItems(this, 'sessions', () => this.live);

  constructor() {
    super();
    new Ticking(this);
    const label = () => (this.#running ? text.session.stop : text.session.start);
    new Keys(this, [[null, () => this.#toggle(), { label, icon: 'play' }]]);
  }

  get #running() {
    const sessions = [...(this.#sessions.items?.values() ?? [])];
    return sessions.find(({ userId, status }) => userId === this.user.id && status === 'active') ?? null;
  }

  async #toggle() {
    const running = this.#running;
    this.busy = true;
    this.failure = null;
    try {
      const path = running ? `/api/sessions/${running.id}/stop` : '/api/sessions/start';
      this.#sessions.put(await call('POST', path, {}));
    } catch (problem) {
      // Already as asked: the live connection tells it.
      if (problem.status !== 409) this.failure = problem.message;
    } finally {
      this.busy = false;
    }
  }

  /** On the clock of the person, as their day has it. */
  render() {
    if (!this.#sessions.items) return nothing;
    const running = this.#running;
    return html`
      ${running ? this.#on(running) : this.#off()}
      ${this.failure ? html`<span class="failure floating" role="alert">${this.failure}</span>` : nothing}
    `;
  }

  #on({ startTime }) {
    const stop = html`
      <button type="button" class="session on ${this.size === 'small' ? '' : 'square'}" ?disabled=${this.busy}
        aria-label=${text.session.stop} title=${`${text.session.stop} (${text.session.since(absolute(startTime))})`}
        @click=${this.#toggle}>
        ${icon('stop')}${this.size === 'small' ? html`<span class="numbers">${lasted(startTime)}</span>` : nothing}
      </button>
    `;
    if (this.size !== 'wide') return stop;
    return html`
      <div class="running panel">
        <p>
          <span class="note muted">${text.session.from(clock(startTime, this.user.timeZone))}</span>
          <strong class="numbers">${lasted(startTime)}</strong>
        </p>
        ${stop}
      </div>
    `;
  }

  #off() {
    const narrow = this.size === 'narrow';
    return html`
      <button type="button" class="session ${narrow ? 'square' : ''}" ?disabled=${this.busy}
        aria-label=${narrow ? text.session.start : nothing} title=${narrow ? text.session.start : nothing}
        @click=${this.#toggle}>
        ${icon('play')}${narrow ? nothing : html`<span>${text.session.start}</span>`}
      </button>
    `;
  }
}

customElements.define('astir-work-session', WorkSession);
