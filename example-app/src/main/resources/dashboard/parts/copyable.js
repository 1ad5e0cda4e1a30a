/** What somebody takes elsewhere, such as a command or a token, with a button that copies it. */
import { html } from 'lit';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { copy } from './clipboard.js';
import { Part } from './element.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

const SAID_MILLIS = 2_000;

/**
 * `<astir-copyable>`: `value` is copied, `label` says to screen readers what the button does; `shown` is what
 * stands there when that is to be read more easily.
 */
class Copyable extends Part {
  static properties = { value: {}, label: {}, shown: {}, copied: { state: true } };

  async #copy() {
    this.copied = await copy(this.value, this.querySelector('code'));
    if (this.copied) setTimeout(() => (this.copied = false), SAID_MILLIS);
  }

  render() {
    return html`
      <div class="command">
        <code>${this.shown ?? this.value}</code>
        <button type="button" class="quiet square" aria-label=${this.label} @click=${this.#copy}>
          ${icon(this.copied ? 'check' : 'copy')}
        </button>
      </div>
      <span class="visually-hidden" role="status">${this.copied ? text.enrol.copied : ''}</span>
    `;
  }
}

customElements.define('astir-copyable', Copyable);
