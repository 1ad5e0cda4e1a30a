/** The connection is lost: since when, until when it waits, and a button that does not wait. */
import { html, nothing } from 'lit';
import { clock } from '../format.js';
import { ConnectionState } from '../live.js';
import { text } from '../messages.js';
import { Part } from './element.js';
import { strip } from './panel-state.js';

const SECOND_MILLIS = 1_000;

/** Seconds until an instant in milliseconds, which count down; never read aloud, or nothing else would be. */
class Countdown extends Part {
  static properties = { until: { attribute: false } };

  #timer = 0;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  updated() {
    clearTimeout(this.#timer);
    const left = this.#left;
    if (left > 0) this.#timer = setTimeout(() => this.requestUpdate(), left % SECOND_MILLIS || SECOND_MILLIS);
  }

  get #left() {
    return this.until ? this.until - Date.now() : 0;
  }

  render() {
    const seconds = Math.ceil(this.#left / SECOND_MILLIS);
    return html`
      <span class="muted numbers">${seconds > 0 ? text.panel.retryIn(seconds) : text.panel.retrying}</span>
    `;
  }
}

customElements.define('astir-countdown', Countdown);

/**
 * What is shown below it stays, in an element of the class `stale`.
 *
 * @param at when that was true; null where nothing is shown
 * @param retryAt when it is tried again, in milliseconds; null while it is being tried
 */
export function connectionLost({ at, retryAt, tryNow }) {
  return strip({
    symbol: 'cut',
    title: text.panel.lost,
    note: at ? text.panel.asOf(clock(at)) : '',
    more: html`<astir-countdown .until=${retryAt}></astir-countdown>`,
    action: html`<button type="button" @click=${tryNow}>${text.panel.tryNow}</button>`,
    role: 'status',
  });
}

/** The same for a connection (`live`), and nothing while it is not lost; `blank` where nothing is shown below it. */
class ConnectionLost extends Part {
  static properties = { live: { attribute: false }, blank: { attribute: false } };

  #connection = new ConnectionState(this, () => this.live);

  render() {
    const { lostAt, retryAt } = this.#connection;
    if (!lostAt) return nothing;
    return connectionLost({ at: this.blank ? null : lostAt, retryAt, tryNow: () => this.live.reconnect() });
  }
}

customElements.define('astir-connection-lost', ConnectionLost);
