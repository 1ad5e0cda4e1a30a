/** The dashboard's frame: who is signed in, which page shows, and the one live connection of all pages. */
import { LitElement, html, nothing } from 'lit';
import { LiveConnection } from '/astir/activity-feed.js';
import { currentUser, renew, signOut } from './account.js';
import { hue, initials } from './format.js';
import { icon } from './icons.js';
import './activity.js';
import './now.js';
import './sign-in.js';
import './work-session.js';

const PAGES = {
  '/now': { title: 'Now', icon: 'people', page: (app) => html`<astir-now .user=${app.user} .live=${app.live}></astir-now>` },
  '/feed': { title: 'Feed', icon: 'feed', page: (app) => html`<astir-activity .live=${app.live}></astir-activity>` },
}; // prettier-ignore

/** Addresses that lead to the first page once somebody is signed in. */
const ENTRANCES = ['/', '/sign-in', '/register'];

/** The organization that the server fills with invented people; see ASTIR_DEMO. */
const DEMO = 'Demo';

class Dashboard extends LitElement {
  /** The server may say that the session is over, on the live connection too, before it answers the wish. */
  #signingOut = false;

  static properties = {
    user: { state: true },
    path: { state: true },
    failure: { state: true },
    ready: { state: true },
    ended: { state: true },
  };

  constructor() {
    super();
    this.path = location.pathname;
    this.ready = false;
    this.addEventListener('click', this.#followLink);
    this.addEventListener('astir-signed-in', ({ detail }) => this.#enter(detail.user));
    window.addEventListener('astir-session-ended', () => this.#end());
    window.addEventListener('popstate', () => this.#show(location.pathname));
    document.addEventListener('keydown', this.#closeMenu);
    document.addEventListener('click', this.#closeMenu);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#begin();
  }

  async #begin() {
    this.failure = null;
    try {
      const user = await currentUser();
      if (user) this.#enter(user);
      this.ready = true;
    } catch (problem) {
      this.failure = problem.message;
    }
  }

  #enter(user) {
    this.user = user;
    this.live = new LiveConnection({ url: '/api/live', renew });
    this.live.addEventListener('state', ({ detail }) => {
      if (detail.state === 'signed-out' || detail.state === 'refused') this.#end();
    });
    this.ended = false;
    if (ENTRANCES.includes(this.path)) this.#go('/now', true);
  }

  /** Not by the person's own wish: signing in again leads back to the same page. */
  #end() {
    if (!this.user) return;
    this.ended = !this.#signingOut;
    this.#leave();
  }

  #leave() {
    this.live?.close();
    this.live = null;
    this.user = null;
  }

  async #signOut() {
    this.#signingOut = true;
    try {
      await signOut();
    } catch (problem) {
      if (problem.status !== 401) {
        this.failure = problem.message;
        return;
      }
    } finally {
      this.#signingOut = false;
    }
    this.#leave();
    this.#go('/sign-in', true);
  }

  #followLink = (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link?.hasAttribute('data-route') || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#go(link.pathname);
  };

  #go(path, replace = false) {
    if (path !== location.pathname) history[replace ? 'replaceState' : 'pushState'](null, '', path);
    this.#show(path);
  }

  async #show(path) {
    this.path = path;
    await this.updateComplete;
    scrollTo(0, 0);
    // A new page is announced by moving to its heading.
    this.querySelector('h1')?.focus({ preventScroll: true });
  }

  #closeMenu = (event) => {
    const menu = this.querySelector('details.account[open]');
    if (!menu) return;
    if (event.type === 'click' && !menu.contains(event.target)) menu.open = false;
    if (event.key === 'Escape') {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  };

  updated() {
    const title = this.user ? (PAGES[this.path]?.title ?? 'Not found') : 'Sign in';
    document.title = `${title} – Astir`;
  }

  render() {
    if (this.failure && !this.user) return this.#failed();
    if (!this.ready) return html`<main class="centre"><p class="muted">Loading…</p></main>`;
    if (!this.user) {
      return html`<astir-sign-in .register=${this.path === '/register'} .ended=${this.ended}></astir-sign-in>`;
    }
    return html`
      <a class="skip" href="#content">Skip to content</a>
      ${this.#header()}
      <main id="content" tabindex="-1">
        ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        ${PAGES[this.path]?.page(this) ?? this.#notFound()}
      </main>
    `;
  }

  #header() {
    const { id, name, email, role, organizationName } = this.user;
    return html`
      <header class="bar">
        <a class="brand" href="/now" data-route aria-label="Astir">
          <img src="/favicon.svg" alt="" width="28" height="28" /><span>Astir</span>
        </a>
        ${
          organizationName === DEMO
            ? html`<strong class="demo" title="Everything here is invented: a demonstration">DEMO</strong>`
            : nothing
        }
        <nav aria-label="Pages">
          ${Object.entries(PAGES).map(
            ([path, { title, icon: name }]) => html`
              <a href=${path} data-route aria-current=${path === this.path ? 'page' : nothing}>
                ${icon(name)}<span>${title}</span>
              </a>
            `,
          )}
        </nav>
        <astir-work-session .user=${this.user} .live=${this.live}></astir-work-session>
        <details class="account">
          <summary>
            <span class="avatar small ${hue(id)}">${initials(name)}</span>
            <span class="visually-hidden">: account of ${name}</span>
          </summary>
          <div class="menu">
            <p>
              <strong dir="auto">${name}</strong><br />
              <span class="muted">${email}</span>
            </p>
            <p class="muted"><span dir="auto">${organizationName}</span> · ${role}</p>
            <button type="button" @click=${this.#signOut}>${icon('leave')} Sign out</button>
          </div>
        </details>
      </header>
    `;
  }

  #notFound() {
    return html`
      <section class="notice">
        <h1 tabindex="-1">There is no such page</h1>
        <p><a href="/now" data-route>See who is active now</a></p>
      </section>
    `;
  }

  #failed() {
    return html`
      <main class="centre">
        <section class="notice">
          <h1 tabindex="-1">Astir cannot be reached</h1>
          <p role="alert">${this.failure}</p>
          <button type="button" class="primary" @click=${this.#begin}>Try again</button>
        </section>
      </main>
    `;
  }
}

customElements.define('astir-dashboard', Dashboard);
