/** Which rows of a long table are near enough to the screen to be rendered. */

/** Rows above and below the screen, so that a few steps of the wheel find them there. */
const SPARE = 12;

/** With fewer than so many left, the next ones are rendered. */
const LEAST = 4;

/** The height of a row in rem until one has been measured. */
const GUESS = 3.125;

/** Lit controller: renders its host again when rows come near the screen that are not rendered. */
export class RowWindow {
  #host;
  #count = 0;
  #isPrinting = false;
  #look = () => this.look();
  #observer = new ResizeObserver(() => this.#host.requestUpdate());

  /** Rows `[from, to)` are rendered. */
  from = 0;
  to = 0;

  /** Rows `[first, last)` are on the screen, wholly or in part. */
  first = 0;
  last = 0;

  constructor(host) {
    this.#host = host;
    this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.height = GUESS * this.rem;
    host.addController(this);
  }

  hostConnected() {
    // Scrolling does not bubble: captured, the page's is heard and that of every box around the table.
    addEventListener('scroll', this.#look, { capture: true, passive: true });
    addEventListener('resize', this.#look);
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#printed);
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    removeEventListener('scroll', this.#look, { capture: true });
    removeEventListener('resize', this.#look);
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#printed);
    this.#observer.disconnect();
  }

  /** To be called when rendering, with the number of rows that there are now. */
  resize(count) {
    this.#count = count;
    if (!this.#host.hasUpdated) this.to = Math.ceil(innerHeight / this.height) + SPARE;
    // What is left of a longer table may lie elsewhere: hostUpdated looks again.
    this.to = Math.min(this.to, count);
    this.from = Math.min(this.from, Math.max(0, this.to - 1));
  }

  /** Rows that fit on the screen at once, with one that was there before. */
  get page() {
    return Math.max(1, this.last - this.first - 3);
  }

  hostUpdated() {
    const row = this.#host.querySelector('tbody > [data-row]');
    const height = row?.getBoundingClientRect().height || this.height;
    if (Math.abs(height - this.height) > 0.01) {
      this.height = height;
      this.#host.requestUpdate();
    }
    this.look();
  }

  look() {
    const body = this.#host.querySelector('tbody');
    if (!body || this.#isPrinting) return;
    const box = this.#host.querySelector('.box').getBoundingClientRect();
    const { top } = body.getBoundingClientRect();
    const rowAt = (y) => Math.min(this.#count, Math.max(0, (y - top) / this.height));
    this.first = Math.floor(rowAt(Math.max(0, box.top)));
    this.last = Math.ceil(rowAt(Math.min(innerHeight, box.bottom)));
    const isCovered =
      (this.from === 0 || this.first - this.from >= LEAST) &&
      (this.to === this.#count || this.to - this.last >= LEAST);
    const isTooMuch = this.to - this.from > this.last - this.first + 4 * SPARE;
    if (!isCovered || isTooMuch) this.#render(this.first - SPARE, this.last + SPARE);
  }

  #render(from, to) {
    this.from = Math.max(0, from);
    this.to = Math.min(this.#count, to);
    this.#host.requestUpdate();
  }

  /** On paper nobody scrolls. */
  #print = () => {
    this.#isPrinting = true;
    this.#render(0, this.#count);
    this.#host.flush();
  };

  #printed = () => {
    this.#isPrinting = false;
    this.look();
  };
}
