/** What can be done with one thing, behind three dots or a name: above everything else, wherever the dots are cut off. */
import { html, nothing } from 'lit';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

/** Between the dots and what they open, in pixels. */
const GAP = 4;

let count = 0;

/**
 * `<astir-menu>`:
 * - `label`: what it is for, for screen readers: "More for Bob Okafor"
 * - `face`: a template in place of the dots
 * - `content()`: a template of buttons, rendered while it is open. What is pressed in it closes it
 * - `stop`: the tabIndex of the dots, 0 by default
 */
class Menu extends Part {
  static properties = {
    label: {},
    face: { attribute: false },
    content: { attribute: false },
    stop: { attribute: false },
    open: { state: true },
  };

  #id = `menu-${count++}`;

  render() {
    return html`
      <button type="button" class=${this.face ? 'named' : 'quiet square'} popovertarget=${this.#id} aria-label=${this.label}
        aria-expanded=${Boolean(this.open)} tabindex=${this.stop ?? 0}>${this.face ?? icon('more')}</button>
      <div id=${this.#id} class="dropped floating" popover @toggle=${this.#toggled} @click=${this.#pressing}
        @keydown=${(event) => event.stopPropagation()}>
        ${this.open ? this.content() : nothing}
      </div>
    `;
  }

  async #toggled({ newState }) {
    this.open = newState === 'open';
    if (!this.open) {
      removeEventListener('scroll', this.#close, { capture: true });
      return;
    }
    addEventListener('scroll', this.#close, { capture: true, passive: true });
    await this.updateComplete;
    this.#place();
    this.#sheet.querySelector('button, select')?.focus({ preventScroll: true });
  }

  /** Below the dots, or above where there is no room. */
  #place() {
    const dots = this.querySelector('button').getBoundingClientRect();
    const { offsetWidth, offsetHeight, style } = this.#sheet;
    const below = dots.bottom + GAP;
    const fits = below + offsetHeight <= innerHeight;
    style.setProperty('top', `${Math.max(GAP, fits ? below : dots.top - GAP - offsetHeight)}px`);
    style.setProperty('left', `${Math.max(GAP, dots.right - offsetWidth)}px`);
  }

  get #sheet() {
    return this.querySelector('.dropped');
  }

  /**
   * Before the button itself hears of it: then the dots have the focus again, and a question that the button asks
   * gives it back to them.
   */
  #pressing = {
    capture: true,
    handleEvent: ({ target }) => {
      if (target.closest('button')) this.#close();
    },
  };

  /** What scrolls inside it does not move what it hangs on. */
  #close = (event) => {
    if (!(event?.target instanceof Node) || !this.#sheet.contains(event.target)) this.#sheet.hidePopover();
  };

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#close, { capture: true });
  }
}

customElements.define('astir-menu', Menu);
