/** The frame around each page: a side bar, or on a phone a bar above and one below. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { HOME, addressOf, areaOf, titleOf } from '../pages.js';
import { Part } from './element.js';
import { icon } from './icon.js';
import './account-menu.js';
import './policy-banner.js';
import './work-session.js';

/** The organization that the server fills with invented people; see ASTIR_DEMO. */
const DEMO = 'Demo';

/** How many entries the bottom bar has, with More. */
const ENTRIES = 5;

/**
 * @param app the dashboard
 * @param groups as navigation() gives them
 * @param content the page
 */
export function frame(app, groups, content) {
  return html`
    <a class="skip" href="#content">${text.frame.skip}</a>
    <astir-frame .app=${app} .groups=${groups} .current=${app.router.current.route} .user=${app.user}></astir-frame>
    <main id="content" tabindex="-1"><astir-policy-banner .app=${app}></astir-policy-banner>${content}</main>
  `;
}

const SMALL = matchMedia('(max-width: 639.98px)');
const WIDE = matchMedia('(min-width: 1024px)');

class Frame extends Part {
  static properties = {
    app: { attribute: false },
    user: { attribute: false },
    groups: { attribute: false },
    current: { attribute: false },
    hasBell: { state: true },
  };

  #resized = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    for (const query of [SMALL, WIDE]) query.addEventListener('change', this.#resized);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const query of [SMALL, WIDE]) query.removeEventListener('change', this.#resized);
  }

  render() {
    return SMALL.matches ? this.#bars() : this.#sideBar(WIDE.matches);
  }

  #sideBar(wide) {
    return html`
      <header class="side-bar ${wide ? 'wide' : 'narrow'}">
        <div class="brand-line">${this.#brand()}${wide ? this.#demo() : nothing}${wide ? this.#bell() : nothing}</div>
        ${wide ? nothing : this.#bell()}
        ${this.#isAdministration ? this.#back(wide) : nothing}
        <button type="button" class="jump" title=${wide ? nothing : `${text.frame.search} (Ctrl K)`}
          aria-keyshortcuts="Control+K" @click=${() => this.app.openPalette()}>
          ${icon('search')}<span class="label">${text.frame.search}</span>
          <kbd class="label" aria-hidden="true">Ctrl K</kbd>
        </button>
        <nav aria-label=${text.groups.all}>
          ${this.groups.map(
            ([group, pages]) => html`
              ${group === 'all' ? nothing : html`<h2 class="label">${text.groups[group]}</h2>`}
              <ul>${pages.map((page) => html`<li>${this.#link(page, wide)}</li>`)}</ul>
            `,
          )}
        </nav>
        <div class="foot">
          <astir-work-session .user=${this.user} .live=${this.app.live} .size=${wide ? 'wide' : 'narrow'}></astir-work-session>
          <astir-account-menu .app=${this.app} .user=${this.user} .named=${wide}></astir-account-menu>
        </div>
      </header>
    `;
  }

  #bars() {
    const back = this.#isAdministration;
    const pages = this.groups.flatMap(([, group]) => group).slice(0, ENTRIES - (back ? 2 : 1));
    return html`
      <header class="top-bar">
        <div class="brand-line">${this.#brand()}${this.#demo()}</div>
        <astir-work-session .user=${this.user} .live=${this.app.live} .size=${'small'}></astir-work-session>
        ${this.#bell()}
        <astir-account-menu .app=${this.app} .user=${this.user}></astir-account-menu>
      </header>
      <nav class="bottom-bar" aria-label=${text.groups.all}>
        ${back ? this.#back(true, text.frame.leaveAdminShort) : nothing} ${pages.map((page) => this.#link(page, true))}
        <button type="button" @click=${() => this.app.openPalette()}>
          ${icon('more')}<span class="label">${text.frame.more}</span>
        </button>
      </nav>
    `;
  }

  #link(page, labelled) {
    return html`
      <a href=${addressOf(page)} title=${labelled ? nothing : titleOf(page)}
        aria-current=${page === this.current ? 'page' : nothing}>
        ${icon(page.icon)}<span class=${labelled ? 'label' : 'visually-hidden'}>${titleOf(page)}</span>
      </a>
    `;
  }

  get #isAdministration() {
    return areaOf(this.current, this.user) === 'admin';
  }

  /** A phone's bar has room for a word. */
  #back(labelled, words = text.frame.leaveAdmin) {
    const { leaveAdmin } = text.frame;
    return html`
      <a class="back" href=${HOME} title=${labelled ? nothing : leaveAdmin} aria-label=${words === leaveAdmin ? nothing : leaveAdmin}>
        ${icon('left')}<span class=${labelled ? 'label' : 'visually-hidden'}>${words}</span>
      </a>
    `;
  }

  #brand() {
    return html`
      <a class="brand" href="/now" aria-label="Astir">
        <img src="/favicon.svg" alt="" width="24" height="24" /><span class="label">Astir</span>
      </a>
    `;
  }

  /** What is not of the first load. */
  async firstUpdated() {
    try {
      await import('./bell.js');
      this.hasBell = true;
    } catch {
      // The page Alerts is there without it.
    }
  }

  #bell() {
    if (!this.hasBell) return html`<span class="bell-place"></span>`;
    return html`<astir-bell .app=${this.app} .user=${this.user}></astir-bell>`;
  }

  #demo() {
    if (this.user.organizationName !== DEMO) return nothing;
    return html`<strong class="demo" title=${text.frame.demo}>DEMO</strong>`;
  }
}

customElements.define('astir-frame', Frame);
