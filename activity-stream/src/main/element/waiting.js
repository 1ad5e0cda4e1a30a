/* ---------------------------------------------------------------- behind the pill */

/** New events that wait until the reader wants them; beyond a limit they are only counted. */
class Waiting {
  #items = new Map(); // oldest first
  #counted = 0;

  get count() {
    return this.#items.size + this.#counted;
  }

  /** Whether every event that waits is here, and so can be shown without a request. */
  get isWhole() {
    return this.#counted === 0;
  }

  /** How many lines the events would be. */
  lines(folded) {
    const entries = [...this.#items.values()].reverse().map(entryOf);
    return this.#counted + linesOf(entries, folded).length;
  }

  has(id) {
    return this.#items.has(id);
  }

  get(id) {
    return this.#items.get(id);
  }

  /** Keeps a new event, or the new state of one that waits already. */
  put(item, most) {
    if (this.#items.has(item.id) || this.#items.size < most) this.#items.set(item.id, item);
    else this.#counted++;
  }

  /** So many lines are newer than the page, and not here. */
  miss(count) {
    this.#counted += count;
  }

  remove(id) {
    this.#items.delete(id);
  }

  /** All that wait, oldest first; none wait any more. */
  take() {
    const items = [...this.#items.values()];
    this.clear();
    return items;
  }

  clear() {
    this.#items.clear();
    this.#counted = 0;
  }
}
