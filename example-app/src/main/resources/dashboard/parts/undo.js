/** What was just done, and can be undone for some seconds: instead of asking beforehand. */
import { html, nothing } from 'lit';
import { bind } from '../keys.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { icon } from './icon.js';
import { Timer } from './timer.js';

await styleOf(import.meta.url);

const SHOWN_MILLIS = 6_000;

class UndoBar extends Part {
  static properties = {
    message: { state: true },
    action: { state: true },
    busy: { state: true },
    failed: { state: true },
  };

  #timer = null;
  #unbind = null;

  constructor() {
    super();
    this.message = '';
    for (const type of ['pointerenter', 'focusin']) this.addEventListener(type, () => this.#timer?.pause());
    for (const type of ['pointerleave', 'focusout']) this.addEventListener(type, () => this.#resume());
  }

  /** The key is somebody else's while there is nothing to undo. */
  willUpdate() {
    if (this.action) this.#unbind ??= bind('z', () => this.#undo(), { label: text.undo.undo, group: 'everywhere' });
    else this.#unbind = void this.#unbind?.();
  }

  /** Says it, in place of what was said before. */
  show(message, action = null, failed = false) {
    this.#timer?.end();
    Object.assign(this, { message, action, failed, busy: false });
    // A failure stays until it is read: nothing else on the page tells of it.
    this.#timer = failed ? null : new Timer(SHOWN_MILLIS, () => this.#hide());
    if (this.matches(':hover, :focus-within')) this.#timer?.pause();
  }

  #hide() {
    this.#timer?.end();
    Object.assign(this, { message: '', action: null, failed: false });
  }

  #resume() {
    if (!this.busy && !this.matches(':hover, :focus-within')) this.#timer?.resume();
  }

  async #undo() {
    const { action } = this;
    if (!action || this.busy) return;
    this.#timer.pause();
    this.busy = true;
    try {
      await action();
      if (this.action === action) this.show(text.undo.undone);
    } catch (problem) {
      // Said even when something else was done meanwhile: it is still done, against somebody's wish.
      this.show(text.undo.failed(problem.message), null, true);
    }
  }

  /** The element stays on the page, so that what comes into it is read aloud. */
  render() {
    const open = this.message !== '';
    return html`
      <section class="undo-bar" ?data-open=${open} aria-label=${open ? text.undo.label : nothing}>
        <p role="status">${this.failed ? html`${icon('info')} ` : nothing}${this.message}</p>
        ${
          this.action
            ? html`
                <button type="button" aria-busy=${Boolean(this.busy)} aria-keyshortcuts="Z" @click=${this.#undo}>
                  ${text.undo.undo} <kbd aria-hidden="true">Z</kbd>
                </button>
              `
            : nothing
        }
        ${
          this.failed
            ? html`
                <button type="button" class="square" aria-label=${text.undo.close} @click=${this.#hide}>${icon('close')}</button>
              `
            : nothing
        }
      </section>
    `;
  }
}

customElements.define('astir-undo', UndoBar);

const bar = document.createElement('astir-undo');
document.body.append(bar);

/**
 * Says what was done, and offers to undo it for 6 s; not any more once something else was done.
 *
 * @param message a sentence: "36m kept as work on Northwind migration."
 * @param action undoes it; when it throws, its message is shown
 */
export function undo(message, action) {
  bar.show(message, action);
}
