/** One delivery: its tries, what was sent, and what came back. */
import { html, nothing } from 'lit';
import { preciseClock } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { keepFocus } from '../../parts/focus.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { lineBlocks, panelState } from '../../parts/panel-state.js';
import { undo } from '../../parts/undo.js';
import { words } from '../admin-webhooks-words.js';
import { length, time } from './said.js';

/** `<astir-delivery>` of `webhook` at `path` of the API: `delivery` as the list has it. Event `retried`. */
class Delivery extends Part {
  static properties = {
    path: { attribute: false },
    webhook: { attribute: false },
    delivery: { attribute: false },
    failure: { state: true },
  };

  #sent = new Loading(this, (signal) => call('GET', this.#path, undefined, { signal }));

  get #path() {
    return `${this.path}/deliveries/${this.delivery.id}`;
  }

  render() {
    const { type, messageId, createdAt, tries, outcome, nextTryAt } = this.delivery;
    const last = tries.at(-1);
    return html`
      <header>
        <h3>${type}</h3>
        <button type="button" ?disabled=${this.webhook.status === 'paused'} @click=${this.#retry}>
          ${icon('again')} ${words.retry}
        </button>
      </header>
      <p class="note muted">${messageId} · ${words.made(time(createdAt))}</p>
      ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      <h4>${words.tries}</h4>
      ${tries.length === 0 ? html`<p class="muted">${words.noTries}</p>` : nothing}
      <ol class="tries">
        ${tries.map((each) => this.#try(each))}
        ${
          outcome === 'waiting' && nextTryAt !== null
            ? html`<li>${icon('now', 'small')} <span>${words.nextTry}</span> <span class="numbers muted">${time(nextTryAt)}</span></li>`
            : nothing
        }
      </ol>
      <h4>${words.sent}</h4>
      ${panelState(this.#sent, { what: words.sent, blocks: lineBlocks(4), content: (whole) => sent(whole) })}
      <p class="note muted">${words.signed}</p>
      ${
        last && last.status !== null
          ? html`
              <h4>${words.answer}</h4>
              <pre tabindex="0" aria-label=${words.answer}>${last.status}${last.answer ? `\n\n${last.answer}` : ''}</pre>
              ${last.answer ? nothing : html`<p class="note muted">${words.noBody}</p>`}
            `
          : nothing
      }
    `;
  }

  #try({ at, status, reason, tookMs }) {
    const isGood = status !== null && status >= 200 && status < 300;
    return html`
      <li data-good=${isGood}>
        ${icon(isGood ? 'check' : 'close', 'small')}
        <span>${status ?? words.noAnswer(reason)}</span>
        <span class="numbers muted"><time datetime=${at}>${preciseClock(at)}</time> · ${length(tookMs)}</span>
      </li>
    `;
  }

  #retry = async () => {
    this.failure = null;
    try {
      await call('POST', `${this.#path}/retry`);
      undo(words.retried, null);
      this.dispatchEvent(new CustomEvent('retried'));
    } catch (problem) {
      this.failure = problem.message;
    }
    await keepFocus(this);
  };
}

/** Easier to read than it was sent. */
function sent({ messageId, body }) {
  return html`<pre tabindex="0" aria-label=${words.sent}>${`webhook-id: ${messageId}\n\n${readable(body)}`}</pre>`;
}

function readable(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

customElements.define('astir-delivery', Delivery);
