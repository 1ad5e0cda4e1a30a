/**
 * Addresses of the dashboard. A pattern has parameters (`/people/:id`, `/catalogue/:part?`); what stands
 * behind the question mark is the page's own state, such as filters, and belongs to the address too.
 */

/**
 * Event `change`: another page or other parameters are to be shown (`detail.kind` is `go`, `replace` or
 * `back`); event `query`: the same page, with another state.
 */
export class Router extends EventTarget {
  #routes;
  #restoring = null;

  /** @param routes `{path, …}`, first match wins */
  constructor(routes) {
    super();
    this.#routes = routes.map((route) => ({ route, ...compile(route.path) }));
    history.scrollRestoration = 'manual'; // pages load when shown: the browser would restore too early
    this.current = this.match(location.pathname);
    addEventListener('popstate', () => this.#arrive('back'));
    addEventListener('click', (event) => this.#follow(event));
    addEventListener('scrollend', () => this.#restoring ?? rememberScroll());
  }

  /** The route of a path with its parameters, decoded; `route` is null where there is none. */
  match(path) {
    for (const { route, pattern, names } of this.#routes) {
      const found = pattern.exec(path);
      if (!found) continue;
      const values = decode(found.slice(1));
      if (values) return { path, route, params: Object.fromEntries(names.map((name, i) => [name, values[i]])) };
    }
    return { path, route: null, params: {} };
  }

  /** The page's state as the address has it. */
  get query() {
    return Object.fromEntries(new URLSearchParams(location.search));
  }

  /** Changes the page's state, and leaves out what is empty; no step for the back button. */
  setQuery(changes) {
    const search = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === '') search.delete(name);
      else search.set(name, value);
    }
    const text = search.toString();
    history.replaceState(history.state, '', location.pathname + (text ? `?${text}` : ''));
    this.dispatchEvent(new CustomEvent('query'));
  }

  /** The same page with another parameter, which it shows itself; no step for the back button. */
  setPath(path) {
    history.replaceState(history.state, '', path + location.search);
    this.current = this.match(path);
    this.dispatchEvent(new CustomEvent('query'));
  }

  /** Goes to an address of the dashboard, such as `/now?state=idle`. */
  go(address, { replace = false } = {}) {
    const target = new URL(address, location.href);
    if (target.href !== location.href) {
      history[replace ? 'replaceState' : 'pushState']({ scroll: 0 }, '', target);
    }
    this.#arrive(replace ? 'replace' : 'go');
  }

  /** Where somebody was on this page when they left it, in pixels. */
  get scroll() {
    return history.state?.scroll ?? 0;
  }

  /** Goes there as soon as the page is tall enough, since most of it comes later; whoever moves first decides. */
  restoreScroll(y) {
    this.#restoring?.abort();
    const restoring = (this.#restoring = new AbortController());
    const { signal } = restoring;
    const observer = new ResizeObserver(() => {
      if (document.documentElement.scrollHeight - innerHeight < y) return;
      scrollTo(0, y);
      restoring.abort();
    });
    signal.addEventListener('abort', () => {
      observer.disconnect();
      if (this.#restoring === restoring) this.#restoring = null;
    });
    for (const type of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      addEventListener(type, () => restoring.abort(), { signal, passive: true });
    }
    observer.observe(document.body); // which calls it at once
  }

  #arrive(kind) {
    this.#restoring?.abort();
    const before = this.current;
    this.current = this.match(location.pathname);
    const same = before.path === this.current.path;
    this.dispatchEvent(new CustomEvent(same ? 'query' : 'change', { detail: { kind } }));
  }

  /** Plain clicks on links to pages; everything else (new tab, download, API) is the browser's. */
  #follow(event) {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (event.defaultPrevented || event.button !== 0 || !link?.href) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash || !this.match(link.pathname).route) return;
    event.preventDefault();
    this.go(link.href);
  }
}

function compile(path) {
  const names = [];
  const source = path.replace(/\/:(\w+)(\?)?/g, (_, name, optional) => {
    names.push(name);
    return optional ? '(?:/([^/]+))?' : '/([^/]+)';
  });
  return { names, pattern: new RegExp(`^${source}/?$`) };
}

/** Null for what no address has: a broken encoding. */
function decode(values) {
  try {
    return values.map((value) => (value === undefined ? null : decodeURIComponent(value)));
  } catch {
    return null;
  }
}

function rememberScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
}

/** Lit controller: renders its host again when the page's state in the address changes. */
export class Query {
  #router;
  #changed;

  /** @param router gives the router once the host is on the page */
  constructor(host, router) {
    this.#router = router;
    this.#changed = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected() {
    this.#router().addEventListener('query', this.#changed);
  }

  hostDisconnected() {
    this.#router().removeEventListener('query', this.#changed);
  }

  get values() {
    return this.#router().query;
  }

  set(changes) {
    this.#router().setQuery(changes);
  }
}
