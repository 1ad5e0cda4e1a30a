/** The dashboard: who is signed in, which page shows, and the frame around it. */
import { html, nothing } from 'lit';
import { currentUser, signOut } from './account.js';
import { Problem, call, whenSessionEnds, whenSetupIsRequired } from './http.js';
import { Keys } from './keys.js';
import { connect } from './live.js';
import { text } from './messages.js';
import { HOME, PAGES, addressOf, areaOf, load, mayVisit, navigation, titleOf } from './pages.js';
import { Part } from './parts/element.js';
import { frame } from './parts/frame.js';
import { pageHead } from './parts/page-head.js';
import { gone } from './parts/panel-state.js';
import { Router } from './router.js';

/** Addresses that lead to the first page once somebody is signed in. */
const ENTRANCES = ['/', '/sign-in', '/register'];

/** Most pages are there sooner, and a word that flashes by helps nobody. */
const PATIENCE_MILLIS = 300;

/** A live connection that is refused again and again is not tried without a pause. */
const REFUSED_MILLIS = 10_000;

class App extends Part {
  static properties = {
    user: { state: true },
    page: { state: true },
    failure: { state: true },
    ready: { state: true },
    ended: { state: true },
    slow: { state: true },
    settingUp: { state: true },
    /** Which of the pages that are loaded when they are needed could not be loaded. */
    broken: { state: true },
  };

  /** The server may say that the session is over, on the live connection too, before it answers the wish. */
  #signingOut = false;
  #signedInAgain = null;
  /** Where somebody was when their session ended. */
  #left = null;
  /** How often the live connection was refused since it worked. */
  #refusals = 0;

  constructor() {
    super();
    this.ready = false;
    this.router = new Router(PAGES);
    this.router.addEventListener('change', ({ detail }) => this.#show(detail.kind));
    this.addEventListener('astir-signed-in', ({ detail }) => this.#enter(detail.user, 'signed in'));
    whenSessionEnds(() => this.#askAgain());
    whenSetupIsRequired(() => this.#setUp());
    new Keys(this, [
      ['Control+k', () => this.openPalette(), { label: text.keys.palette, group: 'everywhere' }],
      ['?', () => this.openKeys(), { label: text.keys.help, group: 'everywhere', icon: 'keys' }],
      [null, () => this.signOut(), { label: text.actions.signOut, icon: 'leave' }],
      ...PAGES.filter((page) => page.key).map((page) => [`g ${page.key}`, () => this.#visit(page)]),
    ]);
  }

  connectedCallback() {
    super.connectedCallback();
    // The page's module is on its way while the server is asked who is here.
    const { route } = this.router.current;
    if (route) load(route).catch(() => {});
    this.#begin();
  }

  async #begin() {
    this.failure = null;
    try {
      const user = await currentUser();
      if (user) this.#enter(user);
      else this.#show('back');
      this.ready = true;
    } catch (problem) {
      this.failure = problem.message;
    }
  }

  /** @param signedIn whether they have just done so, which ends what an open page was for */
  #enter(user, signedIn = false) {
    if (this.#signedInAgain) {
      this.#resume(user);
      return;
    }
    this.user = user;
    this.live = connect();
    this.live.addEventListener('state', ({ detail }) => {
      if (detail.state === 'live') this.#refusals = 0;
      else if (detail.state === 'signed-out') this.#askAgain();
      else if (detail.state === 'refused') this.#refused();
    });
    const { path, route } = this.router.current;
    if (ENTRANCES.includes(path) || (signedIn && route?.open)) this.router.go(HOME, { replace: true });
    else this.#show('back'); // to where somebody was before the page was loaded again
  }

  /** The live connection does not say why; the answer to a request does, and a session that ended is asked for. */
  async #refused() {
    const isFirst = this.#refusals++ === 0;
    try {
      const { setupRequired } = await call('GET', '/api/auth/second-factor');
      if (setupRequired) {
        this.#setUp();
        return;
      }
    } catch (problem) {
      if (problem.status === 401) this.#askAgain();
      if (!problem.isPassing) return;
    }
    const tryAgain = () => this.live.state === 'refused' && this.live.reconnect();
    if (isFirst) tryAgain();
    else setTimeout(tryAgain, REFUSED_MILLIS);
  }

  /** Nothing else is allowed before. */
  async #setUp() {
    if (this.settingUp || !this.user) return;
    await this.#need('setup', () => import('./pages/second-factor-setup.js'));
    this.settingUp = true;
  }

  /** Loads a page that is not among the router's; says so where it would be when that fails. */
  async #need(name, load) {
    try {
      await load();
    } catch {
      this.broken = name;
    }
  }

  /** Whoever comes back from another tab may have signed in there. */
  #look = async () => {
    if (!this.ended || document.visibilityState === 'hidden') return;
    try {
      const user = await currentUser();
      if (user && this.ended) this.#enter(user);
    } catch {
      // The form is still there.
    }
  };

  /** Not by the person's own wish: the page stays as it is behind the form, and goes on after it. */
  #askAgain() {
    if (!this.user || this.#signingOut) return Promise.resolve(false);
    if (!this.#signedInAgain) {
      this.#signedInAgain = Promise.withResolvers();
      this.#left = { focused: document.activeElement, scroll: scrollY, title: document.title };
      // It would lie above the form, and keep the keys from it.
      for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close();
      this.ended = true;
      addEventListener('focus', this.#look);
    }
    return this.#signedInAgain.promise;
  }

  async #resume(user) {
    // What is on the page belongs to the person who was here before.
    if (user.id !== this.user.id) {
      location.assign(HOME);
      return;
    }
    this.user = user;
    this.ended = false;
    removeEventListener('focus', this.#look);
    this.live.reconnect();
    this.#signedInAgain.resolve(true);
    this.#signedInAgain = null;
    const { focused, scroll, title } = this.#left;
    document.title = title;
    await this.updateComplete;
    focused?.focus({ preventScroll: true });
    this.router.restoreScroll(scroll);
  }

  async signOut() {
    this.#signingOut = true;
    try {
      await signOut();
      // A fresh page: nothing of anybody stays in memory.
      location.assign('/sign-in');
    } catch (problem) {
      this.#signingOut = false;
      this.failure = problem.message;
    }
  }

  /** Whether a page can be used: nothing has to be done first. */
  get #isAtWork() {
    return this.user && !this.ended && !this.settingUp;
  }

  #visit(page) {
    if (this.#isAtWork && mayVisit(page, this.user)) this.router.go(addressOf(page));
  }

  async openPalette() {
    if (!this.#isAtWork) return;
    await this.#open(() => import('./parts/palette.js'), ({ openPalette }) => openPalette(this));
  }

  async openKeys() {
    if (this.settingUp) return;
    await this.#open(() => import('./parts/keys-help.js'), ({ openKeys }) => openKeys());
  }

  async #open(load, show) {
    this.failure = null;
    let module;
    try {
      module = await load();
    } catch {
      this.failure = new Problem(0).message;
      return;
    }
    show(module);
  }

  async #show(kind) {
    const { route, path, params } = this.router.current;
    if (!this.user && !route?.open) {
      this.requestUpdate();
      return;
    }
    document.title = `${route ? titleOf(route) : text.pages.missing} – Astir`;
    if (!route || !(route.open || mayVisit(route, this.user))) {
      this.#place({ missing: true }, kind);
      return;
    }
    const patience = setTimeout(() => (this.slow = true), PATIENCE_MILLIS);
    try {
      await load(route);
      if (path !== this.router.current.path) return; // somebody went on meanwhile
      const element = document.createElement(`astir-${route.name}-page`);
      Object.assign(element, { app: this, params });
      this.#place({ element }, kind);
    } catch {
      this.#place({ broken: true }, kind);
    } finally {
      clearTimeout(patience);
      this.slow = false;
    }
  }

  /** A new page is announced by moving to its heading; going back leads to where somebody was. */
  async #place(page, kind) {
    const { scroll } = this.router;
    this.page = page;
    await this.updateComplete;
    await page.element?.updateComplete;
    if (page !== this.page) return;
    this.querySelector('main h1')?.focus({ preventScroll: true });
    if (kind === 'back') this.router.restoreScroll(scroll);
    else scrollTo(0, 0);
  }

  render() {
    if (this.failure && !this.user) return this.#unreachable();
    if (!this.ready) return html`<main class="centre"><p class="muted">${text.frame.loading}</p></main>`;
    const { route } = this.router.current;
    if (route?.open) return html`<main class="centre">${this.#content()}</main>`;
    if (!this.user) return this.#signIn();
    if (this.settingUp && !this.ended) {
      if (this.broken === 'setup') return html`<main class="centre">${this.#broken()}</main>`;
      return html`<astir-second-factor-setup .app=${this}></astir-second-factor-setup>`;
    }
    const pages = navigation(this.user, areaOf(route, this.user));
    return html`
      <div class="frame" ?inert=${this.ended} ?hidden=${this.ended}>${frame(this, pages, this.#content())}</div>
      ${this.ended ? this.#signIn() : nothing}
    `;
  }

  #signIn() {
    if (this.broken === 'sign-in') return this.#noSignIn();
    this.#need('sign-in', () => import('./pages/sign-in.js'));
    const register = this.router.current.path === '/register';
    return html`<astir-sign-in .register=${register} .again=${this.ended ? this.user : null}></astir-sign-in>`;
  }

  #content() {
    if (this.slow || !this.page) return this.slow ? html`<p class="centre muted">${text.frame.loading}</p>` : nothing;
    if (this.page.missing) return this.#missing();
    if (this.page.broken) return this.#broken();
    return html`
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing} ${this.page.element}
    `;
  }

  /** The same words for what is not there and for what is not allowed, so that nothing is betrayed. */
  #missing() {
    return html`
      <div class="page narrow">
        ${pageHead({ title: text.pages.missing })}
        ${gone({
          title: text.frame.missing,
          note: text.frame.missingWhy,
          action: html`<a class="button" href=${HOME}>${text.frame.back}</a>`,
        })}
      </div>
    `;
  }

  #broken(again = () => location.reload()) {
    return html`
      <section class="notice" role="alert">
        <h1 tabindex="-1">${text.frame.pageFailed}</h1>
        <button type="button" @click=${again}>${text.frame.again}</button>
      </section>
    `;
  }

  /** A fresh page would lose what was typed behind the form. */
  #noSignIn() {
    return html`<main class="centre">${this.#broken(() => (this.broken = null))}</main>`;
  }

  #unreachable() {
    return html`
      <main class="centre">
        <section class="notice">
          <h1 tabindex="-1">${text.frame.unreachable}</h1>
          <p role="alert">${this.failure}</p>
          <button type="button" class="primary" @click=${this.#begin}>${text.frame.again}</button>
        </section>
      </main>
    `;
  }
}

customElements.define('astir-app', App);
