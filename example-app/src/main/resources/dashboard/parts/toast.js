/**
 * What came live and is worth a glance, at the top right, or on a phone above the bottom bar: it goes by itself, and
 * asks for nothing.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { icon } from './icon.js';
import { Timer } from './timer.js';

await styleOf(import.meta.url);

/** More than these and nobody reads them. */
const MOST = 3;
const SHOWN_MILLIS = 8_000;

class Toasts extends Part {
  static properties = { toasts: { state: true } };

  #next = 0;

  constructor() {
    super();
    this.toasts = [];
    for (const type of ['pointerenter', 'focusin']) this.addEventListener(type, () => this.#hold());
    for (const type of ['pointerleave', 'focusout']) this.addEventListener(type, () => this.#release());
    for (const type of ['focusin', 'scroll', 'resize']) addEventListener(type, () => this.#giveWay(), { passive: true });
  }

  add(toast) {
    const id = this.#next++;
    const timer = new Timer(SHOWN_MILLIS, () => this.#remove(id));
    if (this.#isHeld) timer.pause();
    const [...older] = this.toasts;
    while (older.length >= MOST) older.shift().timer.end();
    this.toasts = [...older, { id, timer, ...toast }];
  }

  #remove(id) {
    this.toasts.find((toast) => toast.id === id)?.timer.end();
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  get #isHeld() {
    return this.matches(':hover, :focus-within');
  }

  #hold() {
    for (const { timer } of this.toasts) timer.pause();
  }

  #release() {
    if (!this.#isHeld) for (const { timer } of this.toasts) timer.resume();
  }

  updated() {
    this.#giveWay();
    this.#release(); // the one under the pointer may have been closed
  }

  /** What has the focus can be seen (WCAG 2.4.11): the stack changes sides when it would cover all of it. */
  #giveWay() {
    const stack = this.querySelector('.toasts');
    const focused = document.activeElement;
    if (!stack || this.toasts.length === 0 || !focused || focused === document.body || this.contains(focused)) return;
    const covers = () => {
      const place = focused.getBoundingClientRect();
      return [...stack.children].some((toast) => contains(toast.getBoundingClientRect(), place));
    };
    if (covers()) stack.classList.toggle('below');
  }

  /** The element stays on the page, so that what comes into it is read aloud. */
  render() {
    return html`
      <div class="toasts" role="status" aria-atomic="false" aria-label=${text.toast.label}>
        ${repeat(this.toasts, ({ id }) => id, (toast) => this.#toast(toast))}
      </div>
    `;
  }

  #toast({ id, title, message, symbol, link }) {
    return html`
      <div class="toast floating">
        ${symbol ? icon(symbol) : nothing}
        <div>
          <strong>${title}</strong>
          ${message ? html`<p class="muted">${message}</p>` : nothing}
          ${link ? html`<a href=${link.href} @click=${() => this.#remove(id)}>${link.label}</a>` : nothing}
        </div>
        <button type="button" class="quiet square" aria-label=${text.toast.close} @click=${() => this.#remove(id)}>
          ${icon('close')}
        </button>
      </div>
    `;
  }
}

function contains(outer, inner) {
  return (
    outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom
  );
}

customElements.define('astir-toasts', Toasts);

const stack = document.createElement('astir-toasts');
document.body.append(stack);

/**
 * Shows a toast; the oldest goes when there would be more than three.
 *
 * @param about `title`, `message`, `symbol` (of icon.js) and `link` (`{href, label}`), all but the title optional
 */
export function toast(about) {
  stack.add(about);
}
