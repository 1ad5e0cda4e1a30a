/** Links that are handed on: shown once, to be copied. */
import { html, nothing } from 'lit';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { words } from './admin-people-words.js';

/** "Copied" is read within this time. */
const COPIED_MILLIS = 2_000;

/** `links` are `{email, url}`, with a `heading` and a `lead`; event `done` when they are not needed any more. */
class Links extends Part {
  static properties = {
    links: { attribute: false },
    heading: {},
    lead: {},
    copied: { state: true },
  };

  /** What was asked for is there: whoever cannot see it is told. */
  willUpdate(changed) {
    if (changed.has('links')) this.#isNew = true;
  }

  updated() {
    if (!this.#isNew) return;
    this.#isNew = false;
    this.querySelector('h2').focus();
  }

  #isNew = false;

  render() {
    return html`
      <section class="panel links" aria-label=${this.heading}>
        <h2 tabindex="-1">${this.heading}</h2>
        <p class="muted">${this.lead}</p>
        <ul>
          ${this.links.map(
            ({ email, url }) => html`
              <li>
                <span class="ellipsis" dir="auto">${email}</span>
                <input readonly .value=${url} aria-label=${words.links.link(email)} @focus=${({ target }) => target.select()} />
                <button type="button" aria-label=${words.links.copy(email)} @click=${(event) => this.#copy(url, event)}>
                  ${icon(this.copied === url ? 'check' : 'copy')}
                  ${this.copied === url ? words.links.copied : words.links.copyLink}
                </button>
              </li>
            `,
          )}
        </ul>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>${words.links.done}</button>
        <span class="visually-hidden" role="status">${this.copied ? words.links.copied : nothing}</span>
      </section>
    `;
  }

  async #copy(url, { currentTarget }) {
    try {
      await navigator.clipboard.writeText(url);
      this.copied = url;
      setTimeout(() => (this.copied = null), COPIED_MILLIS);
    } catch {
      // No right to the clipboard (plain http on another host): selected, for Ctrl+C.
      currentTarget.previousElementSibling.focus();
    }
  }
}

customElements.define('astir-links', Links);
