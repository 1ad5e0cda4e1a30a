/**
 * The bell: how many alerts somebody has not seen, live on every page; what they are once it is pressed. It is
 * loaded after the frame, and its panel when that is opened for the first time.
 */
import { html, nothing } from 'lit';
import { call } from '../http.js';
import { styleOf } from '../styles.js';
import { words } from './alert-words.js';
import { Part } from './element.js';
import { icon } from './icon.js';
import { Loading } from './loading.js';

await styleOf(import.meta.url);

/** What changes often changes again at once; and an alert is told of in the same second. */
const SOON_MILLIS = 500;
const LEAST_MILLIS = 3_000;

/** More are not counted. */
const MOST = 99;

/** Between the bell and what it opens, in pixels. */
const GAP = 6;

class Bell extends Part {
  static properties = {
    app: { attribute: false },
    user: { attribute: false },
    open: { state: true },
    panel: { state: true },
  };

  #news = new Loading(this, (signal) => call('GET', '/api/alerts/news', undefined, { signal }));
  #subscription = null;
  #soon = 0;
  #askedAt = 0;
  /** Tabs of this browser tell each other what was seen. */
  #tabs = null;

  constructor() {
    super();
    this.addEventListener('keydown', this.#escape);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#tabs = new BroadcastChannel('astir-alerts');
    this.#tabs.addEventListener('message', this.#ask);
    document.addEventListener('visibilitychange', this.#returned);
    addEventListener('focus', this.#look);
    this.app.router.addEventListener('change', this.#look);
    // Once it is subscribed nothing is missed: neither what came before that, nor while the connection was lost.
    this.#subscription = this.app.live.subscribe('alerts', ({ type }) => {
      if (['subscribed', 'put', 'remove'].includes(type)) this.#ask();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#tabs.close();
    document.removeEventListener('visibilitychange', this.#returned);
    removeEventListener('focus', this.#look);
    this.app.router.removeEventListener('change', this.#look);
    this.#subscription.close();
    clearTimeout(this.#soon);
    this.#soon = 0;
  }

  /** Also while nobody sees the tab: then a notification of the browser tells of it. */
  #ask = () => {
    const wait = Math.max(SOON_MILLIS, this.#askedAt + LEAST_MILLIS - Date.now());
    this.#soon ||= setTimeout(() => {
      this.#soon = 0;
      this.#askedAt = Date.now();
      this.#reload();
    }, wait);
  };

  async #reload() {
    await this.#news.run();
    this.#look();
    this.#notify();
  }

  /** It may have been seen on another device meanwhile. */
  #returned = () => {
    if (document.visibilityState === 'visible') this.#ask();
  };

  /** Whoever has the page of alerts before them sees what is new. */
  #look = () => {
    const isThere = this.app.router.current.route?.name === 'alerts' && document.hasFocus();
    if (isThere && document.visibilityState === 'visible' && this.#news.value?.unseen > 0) this.#seen();
  };

  /** Of what this browser was allowed to show; see pages/me/notifications.js. */
  async #notify() {
    const news = this.#news.value;
    if (!news?.unseen || globalThis.Notification?.permission !== 'granted') return;
    const { notify } = await import('../notify.js');
    await notify(news, this.app);
  }

  #seen = async () => {
    const [newest] = this.#news.value?.items ?? [];
    if (!newest) return;
    try {
      this.#news.value = await call('POST', '/api/alerts/seen', { until: newest.at });
      this.#tabs.postMessage('seen');
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
    }
    this.requestUpdate();
  };

  render() {
    const unseen = this.#news.value?.unseen ?? 0;
    return html`
      <button type="button" class="quiet square" popovertarget="bell-panel" title=${words.bell.title}
        aria-label=${words.bell.label(unseen)} aria-expanded=${Boolean(this.open)}>
        ${icon('bell')} ${unseen > 0 ? count(unseen) : nothing}
      </button>
      <section id="bell-panel" class="bell-panel floating" popover aria-label=${words.bell.title}
        @toggle=${this.#toggled} @click=${this.#pressed}>
        ${this.open && this.panel ? this.panel({ news: this.#news, user: this.user, seen: this.#seen }) : nothing}
      </section>
    `;
  }

  async #toggled({ newState }) {
    this.open = newState === 'open';
    if (!this.open) return;
    const { bellPanel } = await import('./bell-panel.js');
    this.panel = bellPanel;
    await this.updateComplete;
    this.#place();
  }

  /** Beside the bell, and inside of the window. */
  #place() {
    const bell = this.querySelector('button').getBoundingClientRect();
    const { offsetWidth, offsetHeight, style } = this.#sheet;
    const left = Math.min(bell.left, innerWidth - offsetWidth - GAP);
    const below = bell.bottom + GAP;
    style.setProperty('left', `${Math.max(GAP, left)}px`);
    style.setProperty('top', `${Math.max(GAP, Math.min(below, innerHeight - offsetHeight - GAP))}px`);
  }

  get #sheet() {
    return this.querySelector('.bell-panel');
  }

  /** The page may have a use for the key, and it is not for the page. */
  #escape = (event) => {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.#sheet.hidePopover();
    this.querySelector('button').focus();
  };

  /** A link leads away; "mark as seen" does not. */
  #pressed({ target }) {
    if (target.closest('a')) this.#sheet.hidePopover();
  }
}

function count(unseen) {
  const text = unseen > MOST ? `${MOST}+` : unseen;
  return html`<span class="count numbers" aria-hidden="true">${text}</span>`;
}

customElements.define('astir-bell', Bell);
