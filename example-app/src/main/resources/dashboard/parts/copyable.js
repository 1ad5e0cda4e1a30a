/** What somebody takes elsewhere, such as a command or a token, with a button that copies it. */
import { html } from 'lit';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

const SAID_MILLIS = 2_000;

/** `<astir-copyable>`: `value` is copied, `label` says to screen readers what the button does. */
class Copyable extends Part {
  static properties = { value: {}, label: {}, copied: { state: true } };

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.value);
      this.copied = true;
      setTimeout(() => (this.copied = false), SAID_MILLIS);
    } catch {
      // No right to the clipboard (plain http on another host): leave it selected for Ctrl+C.
      getSelection().selectAllChildren(this.querySelector('code'));
    }
  }

  render() {
    return html`
      <div class="command">
        <code>${this.value}</code>
        <button type="button" class="quiet square" aria-label=${this.label} @click=${this.#copy}>
          ${icon(this.copied ? 'check' : 'copy')}
        </button>
      </div>
      <span class="visually-hidden" role="status">${this.copied ? text.enrol.copied : ''}</span>
    `;
  }
}

customElements.define('astir-copyable', Copyable);
