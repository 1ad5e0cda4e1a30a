/** Many things that are one tab stop, with arrow keys inside (the roving tabindex of the ARIA practices). */
import { Keys } from '../keys.js';
import { text } from '../messages.js';

/**
 * Lit controller. The items may lie in a grid: left and right go along, up and down to the nearest of the
 * line above or below. J and K go to the next and the one before from anywhere on the page.
 */
export class Roving {
  #host;
  #selector;
  #key = null;
  #wasThere = false;

  /**
   * @param selector of the items in the host; each has an attribute `data-key` of its own
   * @param options `letters`: false where the page itself binds J and K, see rovingKeys()
   */
  constructor(host, selector, { letters = true } = {}) {
    this.#host = host;
    this.#selector = selector;
    if (letters) new Keys(host, rovingKeys((by) => this.step(by)));
    host.addController(this);
  }

  hostConnected() {
    this.#host.addEventListener('keydown', this.#pressed);
    this.#host.addEventListener('focusin', this.#focused);
  }

  hostDisconnected() {
    this.#host.removeEventListener('keydown', this.#pressed);
    this.#host.removeEventListener('focusin', this.#focused);
  }

  hostUpdate() {
    this.#wasThere = document.activeElement.matches(this.#selector) && this.#host.contains(document.activeElement);
  }

  hostUpdated() {
    const items = this.#items;
    const current = items.find(({ dataset }) => dataset.key === this.#key) ?? items[0];
    for (const item of items) item.tabIndex = item === current ? 0 : -1;
    // It went to another place, and the browser forgets the focus of what is made anew.
    if (this.#wasThere && document.activeElement === document.body) current?.focus({ preventScroll: true });
  }

  get #items() {
    return [...this.#host.querySelectorAll(this.#selector)];
  }

  #focused = ({ target }) => {
    if (!target.matches(this.#selector)) return;
    this.#key = target.dataset.key;
    this.hostUpdated();
  };

  #pressed = (event) => {
    if (!event.target.matches(this.#selector) || event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this.#items;
    const index = items.indexOf(event.target);
    const target = {
      ArrowRight: () => items[index + 1],
      ArrowLeft: () => items[index - 1],
      ArrowDown: () => nearest(items, event.target, 1),
      ArrowUp: () => nearest(items, event.target, -1),
      Home: () => items[0],
      End: () => items.at(-1),
    }[event.key]?.();
    if (target === undefined && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    target?.focus();
  };

  /** To the next (1) or the one before (-1). */
  step(by) {
    const items = this.#items;
    const index = items.findIndex((item) => item === document.activeElement);
    const from = index < 0 ? items.findIndex(({ tabIndex }) => tabIndex === 0) - by : index;
    items[from + by]?.focus();
  }
}

/** J and K, for a page on which something later may take one of them. */
export function rovingKeys(step) {
  return [
    ['j', () => step(1), { label: text.keys.next, group: 'page' }],
    ['k', () => step(-1), { label: text.keys.previous, group: 'page' }],
  ];
}

/** The item of the next line in this direction whose middle is nearest. */
function nearest(items, from, direction) {
  const start = from.getBoundingClientRect();
  const middle = start.left + start.width / 2;
  let best = null;
  for (const item of items) {
    const box = item.getBoundingClientRect();
    const away = (box.top - start.top) * direction;
    if (away < 1) continue;
    const aside = Math.abs(box.left + box.width / 2 - middle);
    if (!best || away < best.away - 1 || (away < best.away + 1 && aside < best.aside)) best = { item, away, aside };
  }
  return best?.item;
}
