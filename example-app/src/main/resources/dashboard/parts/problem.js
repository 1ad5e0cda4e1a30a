/** A panel that failed alone: what, why, when, and what to do. */
import { html, nothing } from 'lit';
import { preciseClock } from '../format.js';
import { text } from '../messages.js';
import { Part } from './element.js';
import { icon } from './icon.js';

/** "Copied" is read within this time. */
const COPIED_MILLIS = 2_000;

/** In the same words for what is not there and for what is not allowed. */
const GONE = [403, 404, 410];

/**
 * - `problem`: a Problem, or any other error
 * - `what`: what failed, as the beginning of a sentence
 * - `rest`: what still works
 * - `again`: loads it again; without it there is no such button
 * - `byItself`: it is tried again without anybody's doing
 */
class ProblemPanel extends Part {
  static properties = {
    problem: { attribute: false },
    what: { attribute: false },
    rest: { attribute: false },
    again: { attribute: false },
    byItself: { attribute: false },
    busy: { attribute: false },
    copied: { state: true },
    shown: { state: true },
  };

  render() {
    const { problem, what, again, byItself, busy } = this;
    const isGone = GONE.includes(problem.status);
    return html`
      <div class=${isGone ? 'error-state gone' : 'error-state'}>
        ${icon(isGone ? 'private' : 'info')}
        <div>
          <div role="alert">
            <h3>${isGone ? text.panel.gone : text.panel.failed(what)}</h3>
            <p class="muted">${isGone ? text.panel.goneWhy : this.#why()}</p>
          </div>
          <div class="actions">
            ${
              again && !isGone
                ? html`
                    <button type="button" aria-busy=${Boolean(busy)} @click=${again}>
                      ${icon('again')} ${text.panel.again}
                    </button>
                  `
                : nothing
            }
            <button type="button" class="quiet" @click=${this.#copy}>
              ${this.copied ? html`${icon('check')} ${text.panel.copied}` : text.panel.copy}
            </button>
            ${byItself ? html`<span class="note muted">${text.panel.byItself}</span>` : nothing}
          </div>
          ${
            this.shown
              ? html`<pre class="details" tabindex="0" role="group" aria-label=${text.panel.details}>${this.#details}</pre>`
              : nothing
          }
          <span class="visually-hidden" role="status">${this.copied ? text.panel.copied : ''}</span>
        </div>
      </div>
    `;
  }

  #why() {
    const { status, message, at = new Date() } = this.problem;
    const time = preciseClock(at);
    const why = status >= 500 ? text.panel.answered(status, time) : text.panel.at(message, time);
    return [why, this.rest].filter(Boolean).join(' ');
  }

  /** For whoever is asked about it: nothing in it that is not on the page or in the answer. */
  get #details() {
    const { status, type, message, at, address } = this.problem;
    const details = { what: this.what, page: location.pathname, address, status, type, message, at };
    return JSON.stringify(details, null, 2);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#details);
      this.copied = true;
      setTimeout(() => (this.copied = false), COPIED_MILLIS);
    } catch {
      // No right to the clipboard (plain http on another host): shown and selected, for Ctrl+C.
      this.shown = true;
      await this.updateComplete;
      getSelection().selectAllChildren(this.querySelector('.details'));
    }
  }
}

customElements.define('astir-problem', ProblemPanel);
