/** Asking to be erased, and what became of it. */
import { html, nothing } from 'lit';
import { shortDate } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { words as parts } from './data-words.js';

const ADDRESS = '/api/me/erasure-request';
const words = parts.erase;

class ErasureWish extends Part {
  static properties = { asking: { state: true }, failure: { state: true } };

  #wish = new Loading(this, async (signal) => ({
    wish: await call('GET', ADDRESS, undefined, { signal }),
  }));

  #form = new Form(this, {
    send: ({ reason }) => call('POST', ADDRESS, { reason: reason.trim() || null }),
    done: () => this.#over('button'),
  });

  render() {
    return html`
      <h2>${words.title}</h2>
      ${panelState(this.#wish, { what: words.what, content: ({ wish }) => this.#content(wish) })}
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
    `;
  }

  #content(wish) {
    if (wish?.status === 'open') {
      return html`
        <p role="status">${words.open(shortDate(wish.requestedAt))}</p>
        <button type="button" @click=${this.#withdraw}>${words.withdraw}</button>
      `;
    }
    return html`
      ${
        wish?.status === 'declined'
          ? html`<p class="answer"><strong>${words.declined(shortDate(wish.answeredAt), wish.answeredByName)}</strong>
              <span dir="auto">${wish.note}</span></p>`
          : nothing
      }
      <p class="muted">${words.lead}</p>
      ${
        this.asking
          ? this.#question()
          : html`<button type="button" @click=${this.#ask}>${words.ask}</button>`
      }
    `;
  }

  #question() {
    return html`
      <form novalidate @submit=${this.#form.submit}>
        ${this.#form.field({ name: 'reason', label: words.reason, type: 'textarea', rows: 3, maxlength: 2000 })}
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(words.send)}
          <button type="button" @click=${() => this.#over('button')}>${words.cancel}</button>
        </footer>
      </form>
    `;
  }

  #ask = async () => {
    this.asking = true;
    await this.updateComplete;
    this.querySelector('textarea').focus();
  };

  #withdraw = async () => {
    this.failure = null;
    try {
      await call('DELETE', ADDRESS);
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#over('button');
  };

  async #over(focused) {
    this.asking = false;
    await this.#wish.run();
    await this.updateComplete;
    this.querySelector(focused)?.focus();
  }
}

customElements.define('astir-erasure-wish', ErasureWish);
