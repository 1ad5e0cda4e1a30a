/** What floats above everything: one at a time, closed by Escape, by a click beside it, or by itself. */
import { html, nothing } from 'lit';
import { styleOf } from '../styles.js';
import { Part } from './element.js';

await styleOf(import.meta.url);

let current = null;

/**
 * An element that is one native dialog, and gone when that closes; its subclass renders `sheet()`. The browser
 * keeps the focus within, and gives it back.
 */
export class Modal extends Part {
  #pressed = null;

  firstUpdated() {
    if (this.isConnected) this.#dialog.showModal();
  }

  /**
   * @param about `name` (its class), `role` when it is not a dialog's, `label` or the ids `labelledBy` and
   *     `describedBy`
   */
  sheet({ name, role, label, labelledBy, describedBy }, content) {
    return html`
      <dialog class="modal ${name}" role=${role ?? nothing} aria-label=${label ?? nothing}
        aria-labelledby=${labelledBy ?? nothing} aria-describedby=${describedBy ?? nothing}
        @close=${this.#closed} @click=${this.#clicked} @pointerdown=${({ target }) => (this.#pressed = target)}>
        <div class="sheet">${content}</div>
      </dialog>
    `;
  }

  close() {
    if (current === this) current = null;
    if (this.#dialog) this.#dialog.close();
    else this.remove();
  }

  /** Called when it has closed, however. */
  closed() {}

  #closed() {
    if (current === this) current = null;
    this.remove();
    this.closed();
  }

  /** Pressed and let go beside the sheet: who selects text in it may let go anywhere. */
  #clicked({ target }) {
    if (target === this.#dialog && this.#pressed === target) this.close();
  }

  get #dialog() {
    return this.querySelector('dialog');
  }
}

/** The one that is open, or null. */
export function openedModal() {
  return current;
}

/**
 * Opens one in place of the one that is open; the same one stays. What has been asked must be answered first:
 * nothing replaces a Modal that says `mustBeAnswered`.
 */
export function openModal(tag, properties = {}) {
  if (current && (current.localName === tag || current.mustBeAnswered)) return;
  current?.close();
  current = Object.assign(document.createElement(tag), properties);
  document.body.append(current);
}
