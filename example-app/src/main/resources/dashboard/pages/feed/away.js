/**
 * What somebody missed on the feed while they were away: a summary of it, and what matters most to them with its why.
 * It is there until they say that they know, or read on; the server remembers that for all their devices.
 */
import { html, nothing } from 'lit';
import { absolute, moment, number } from '../../format.js';
import { call, hasSession, request } from '../../http.js';
import { language } from '../../preferences.js';
import { Part } from '../../parts/element.js';
import { keepFocus } from '../../parts/focus.js';
import { icon } from '../../parts/icon.js';
import { styleOf } from '../../styles.js';
import { words } from '../feed-words.js';

await styleOf(import.meta.url);

const VISIT = '/api/me/feed-visit';
const MOST = 3;

class Away extends Part {
  static properties = {
    app: { attribute: false },
    since: { state: true },
    summary: { state: true },
    highlights: { state: true },
  };

  #loading = null;
  #watched = null;
  #wasSeen = false;

  /** Whether there is nothing that they have yet to be told. */
  #knows = false;

  /** They have seen the panel, and have scrolled past it: whoever reads on knows. */
  #past = new IntersectionObserver((entries) => {
    for (const { isIntersecting, boundingClientRect } of entries) {
      if (!isIntersecting && this.#wasSeen && boundingClientRect.bottom <= 0) this.#visited();
      this.#wasSeen ||= isIntersecting;
    }
  });

  /** Whoever leaves without a panel was there until now. */
  #left = () => {
    if (document.visibilityState === 'hidden' && this.#knows) this.#tell();
  };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#left);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#left);
    this.#past.disconnect();
    this.#watched = null;
    this.#loading?.abort();
    if (this.#knows) this.#tell();
  }

  updated() {
    const panel = this.querySelector('.away');
    if (panel === this.#watched) return;
    this.#past.disconnect();
    this.#watched = panel;
    if (panel) this.#past.observe(panel);
  }

  async #load() {
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    const get = (path) => call('GET', path, undefined, { signal, headers: { 'Accept-Language': language } });
    try {
      const { visitedAt, isAway } = await get(VISIT);
      if (!isAway) return void this.#visited();
      const since = encodeURIComponent(visitedAt);
      const [summary, highlights] = await Promise.all([
        get(`/api/activities/summary?since=${since}`),
        get(`/api/activities/highlights?since=${since}&limit=${MOST}`),
      ]);
      if (summary.total === 0) return void this.#visited();
      this.since = visitedAt;
      this.summary = summary;
      this.highlights = highlights.items;
    } catch {
      // The feed below is whole, and says itself what does not work; the next visit tells of this absence, too.
    }
  }

  /** They know what there was, and it is told on the server. */
  #visited() {
    if (this.#knows) return;
    this.#knows = true;
    this.#tell();
  }

  /** A visit that cannot be told is told at the next: they are shown more than they missed. */
  #tell() {
    if (!hasSession()) return;
    request(VISIT, { method: 'POST', keepalive: true }).catch(() => {});
  }

  #dismiss() {
    this.#visited();
    this.summary = null;
    keepFocus(this);
  }

  render() {
    if (!this.summary) return nothing;
    return html`
      <section class="away panel" aria-labelledby="away-title">
        <header>
          <h2 id="away-title">${words.title}</h2>
          <time datetime=${this.since} title=${absolute(this.since)}>${words.since(moment(this.since))}</time>
          <button type="button" @click=${this.#dismiss}>${icon('check')} ${words.dismiss}</button>
        </header>
        <p class="summed">${this.summary.text}</p>
        ${this.highlights.length > 0 ? this.#list() : nothing}
      </section>
    `;
  }

  #list() {
    return html`
      <h3>${words.highlights}</h3>
      <ol>
        ${this.highlights.map(
          ({ event, score, why }) => html`
            <li>
              <p class="what" dir="auto">${event.message}</p>
              <p class="why">
                <span class="visually-hidden">${words.why}:</span> ${why.map(reason).join(' · ')}
                <span class="score numbers">= ${words.score(score)}</span>
              </p>
            </li>
          `,
        )}
      </ol>
    `;
  }
}

/** "mentions you (+40)"; a reason that this page does not know goes by its name. */
function reason({ reason: name, points, ...facts }) {
  const said = words.reasons[name]?.(facts) ?? name;
  return words.points(said, number(points, { signDisplay: 'always' }));
}

customElements.define('astir-away', Away);
