/* ---------------------------------------------------------------- whether somebody reads the newest events */

/** Watches whether the line above the newest events is on the screen, while the feed is on the page. */
class TopWatch {
  #node;
  #observer = null;
  #changed;
  #isSeen = true;

  /** @param changed called with whether it is, when that changes */
  constructor(node, changed) {
    this.#node = node;
    this.#changed = changed;
  }

  connect() {
    this.#observer = new IntersectionObserver(([{ isIntersecting }]) => {
      this.#isSeen = isIntersecting;
      this.#changed(isIntersecting);
    });
    this.#observer.observe(this.#node);
  }

  disconnect() {
    this.#observer.disconnect();
  }

  /** The observer tells a frame late: what has scrolled away since then is not on the screen any more. */
  get isSeen() {
    return this.#isSeen && this.#node.getBoundingClientRect().bottom >= 0;
  }
}
