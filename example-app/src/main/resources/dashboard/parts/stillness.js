/** Nothing jumps away from under the pointer or the focus; but a pointer that only lies there is nobody's. */

/** Who has not moved for so long is not about to press anything. */
const RESTING_MILLIS = 10_000;

const STIRRING = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin'];
const LEAVING = ['pointerout', 'focusout'];

/**
 * Lit controller: `isKept` while somebody moves the pointer over a part of the host, or is in it by keys, and
 * for some seconds after. When it ends the host is rendered, and can put everything in its place.
 */
export class Stillness {
  isKept = false;

  #host;
  #selector;
  #timer = 0;

  /** @param selector of the part of the host */
  constructor(host, selector) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  hostConnected() {
    for (const type of STIRRING) this.#host.addEventListener(type, this.#stirred, { passive: true });
    for (const type of LEAVING) this.#host.addEventListener(type, this.#left);
  }

  hostDisconnected() {
    for (const type of STIRRING) this.#host.removeEventListener(type, this.#stirred);
    for (const type of LEAVING) this.#host.removeEventListener(type, this.#left);
    clearTimeout(this.#timer);
    this.isKept = false;
  }

  #stirred = ({ target }) => {
    if (!target.closest(this.#selector)) return;
    this.isKept = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), RESTING_MILLIS);
  };

  /** Who has clicked and gone away with the pointer is not there: only keys leave a visible focus. */
  #left = ({ target, relatedTarget }) => {
    const part = target.closest(this.#selector);
    if (!part || part.contains(relatedTarget) || part.matches(':hover') || part.querySelector(':focus-visible')) return;
    this.#end();
  };

  #end() {
    if (!this.isKept) return;
    clearTimeout(this.#timer);
    this.isKept = false;
    this.#host.requestUpdate();
  }
}
