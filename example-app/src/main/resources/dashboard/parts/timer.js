/** A timeout that can be held and goes on where it stopped: who is still reading is not hurried. */
export class Timer {
  #left;
  #act;
  #startedAt = 0;
  #timeout = 0;

  constructor(millis, act) {
    this.#left = millis;
    this.#act = act;
    this.resume();
  }

  pause() {
    if (!this.#timeout) return;
    this.end();
    this.#left -= performance.now() - this.#startedAt;
  }

  resume() {
    if (this.#timeout) return;
    this.#startedAt = performance.now();
    this.#timeout = setTimeout(this.#act, Math.max(0, this.#left));
  }

  end() {
    clearTimeout(this.#timeout);
    this.#timeout = 0;
  }
}
