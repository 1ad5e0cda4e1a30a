/** Lists that the server gives in pages. */
import { Problem, call } from './http.js';
import { Loading } from './parts/loading.js';

/** So many at once, the most that it gives. */
const LIMIT = 200;

/**
 * All of a list.
 *
 * @param path of the list, with its own parameters
 * @param signal ends it
 */
export async function wholeList(path, signal) {
  const items = [];
  const address = new URL(path, location.href);
  address.searchParams.set('limit', LIMIT);
  for (;;) {
    const page = await call('GET', address.pathname + address.search, undefined, { signal });
    items.push(...page.items);
    if (page.next === null) return items;
    address.searchParams.set('after', page.next);
  }
}

/**
 * Lit controller: a list of which more is shown when somebody asks for it. It loads as its Loading does, and a
 * later `run()` loads as many pages again as are shown. `value` is `{items, next}`; the button is `showMore` of
 * parts/show-more.js.
 *
 *   #entries = new Pages(this, (after, signal) => call('GET', `/api/audit?after=${after ?? ''}`, …));
 */
export class Pages extends Loading {
  /** Whether another page is being loaded. */
  isMoreBusy = false;
  /** Why the page that was asked for last did not come. */
  moreProblem = null;

  #host;
  #page;
  #count = 1;
  #more = null;

  /** @param page called with where the page begins (null is the first), and an AbortSignal */
  constructor(host, page) {
    super(host, (signal) => this.#shown(signal));
    this.#host = host;
    this.#page = page;
  }

  hostDisconnected() {
    super.hostDisconnected();
    this.#end();
  }

  run() {
    this.#end();
    return super.run();
  }

  /** Another list than before: its first page. */
  anew() {
    this.#count = 1;
    return this.run();
  }

  /** Loads the next page, once. */
  more = async () => {
    if (this.#more || this.state === 'loading' || !this.value?.next) return;
    const abort = (this.#more = new AbortController());
    this.#change({ isMoreBusy: true, moreProblem: null });
    try {
      const { items, next } = await this.#page(this.value.next, abort.signal);
      if (this.#more !== abort) return;
      this.#count++;
      this.value = { items: [...this.value.items, ...items], next };
      this.#end();
    } catch (problem) {
      if (this.#more !== abort) return;
      this.#end();
      if (!(problem instanceof Problem)) throw problem; // a mistake of ours
      this.#change({ moreProblem: problem });
    }
  };

  async #shown(signal) {
    const items = [];
    let next = null;
    for (let i = 0; i < this.#count && (i === 0 || next); i++) {
      const page = await this.#page(next, signal);
      items.push(...page.items);
      ({ next } = page);
    }
    return { items, next };
  }

  #end() {
    this.#more?.abort();
    this.#more = null;
    this.#change({ isMoreBusy: false, moreProblem: null });
  }

  #change(changes) {
    Object.assign(this, changes);
    this.#host.requestUpdate();
  }
}
