/* ---------------------------------------------------------------- new, or old and changed? */

const DOUBT_MILLIS = 60_000;
const DOUBT_PAUSE_MILLIS = 500;

/**
 * A `put` of an event that is not on the page is new, or it is old and was changed, and the message
 * does not tell. An id (UUIDv7) of long ago can be either: a publisher may have tried for an hour.
 * The newest page knows; one request settles all doubts of a moment.
 */
class Doubts {
  #items = new Map();
  #timer = 0;
  #newestPage;
  #settle;

  /**
   * @param newestPage asks for the newest events
   * @param settle called with an event of that page and the ids of those below it
   */
  constructor(newestPage, settle) {
    this.#newestPage = newestPage;
    this.#settle = settle;
  }

  /** Whether an event is suspiciously old for one that has just happened. */
  static arise(item, newest) {
    return newest !== undefined && madeAt(item.id) < madeAt(newest.id) - DOUBT_MILLIS;
  }

  add(item) {
    this.#items.set(item.id, item);
    this.#timer ||= setTimeout(() => this.#ask(), DOUBT_PAUSE_MILLIS);
  }

  remove(id) {
    this.#items.delete(id);
  }

  clear() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#items = new Map();
  }

  async #ask() {
    const asked = this.#items;
    this.#items = new Map();
    this.#timer = 0;
    const page = await this.#newestPage().catch(() => ({ items: [] }));
    const ids = page.items.map(({ id }) => id);
    for (const item of page.items.toReversed()) {
      if (asked.has(item.id)) this.#settle(item, ids.slice(ids.indexOf(item.id) + 1));
    }
  }
}

/** When an id was made, in milliseconds; NaN if it does not tell. */
function madeAt(id) {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : NaN;
}
