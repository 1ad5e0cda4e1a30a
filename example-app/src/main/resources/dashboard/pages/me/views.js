/** Who looked at one's data, newest first. */
import { html, nothing } from 'lit';
import { absolute, moment } from '../../format.js';
import { call } from '../../http.js';
import { Pages } from '../../lists.js';
import { text } from '../../messages.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { empty, panelState, rowBlocks } from '../../parts/panel-state.js';
import { avatar } from '../../parts/person.js';
import { showMore } from '../../parts/show-more.js';
import { periodOf, viewed, words as trail } from '../trail-words.js';
import { words } from './data-words.js';

const DAY_MILLIS = 86_400_000;

class MyViews extends Part {
  static properties = { app: { attribute: false }, days: { state: true } };

  #views = new Pages(this, (after, signal) => this.#page(after, signal));

  constructor() {
    super();
    this.days = '30';
  }

  #page(after, signal) {
    const from = this.days === 'all' ? '' : `&from=${new Date(Date.now() - this.days * DAY_MILLIS).toISOString()}`;
    return call('GET', `/api/me/views?limit=50${from}${after ? `&after=${after}` : ''}`, undefined, { signal });
  }

  render() {
    return html`
      <header>
        <h2 id="views-title">${words.who}</h2>
        <select aria-label=${words.period} @change=${({ target }) => this.#choose(target.value)}>
          ${Object.entries(words.periods).map(
            ([days, label]) => html`<option value=${days} ?selected=${days === this.days}>${label}</option>`,
          )}
        </select>
      </header>
      ${panelState(this.#views, {
        what: words.whoList,
        blocks: rowBlocks(4),
        content: ({ items }) => this.#list(items),
      })}
    `;
  }

  #list(items) {
    if (items.length === 0) return empty({ symbol: 'shield', title: words.nobody, lead: words.nobodyLead });
    return html`
      <ul aria-labelledby="views-title">${items.map((view) => this.#view(view))}</ul>
      <div class="end-of-list">
        <p class="muted">${words.count(items.length)}</p>
        ${showMore(this.#views, words.more)}
      </div>
    `;
  }

  #view({ at, actor, via, what, details }) {
    const name = actor?.name ?? (actor ? trail.gone : trail.app);
    const period = periodOf(details, what);
    return html`
      <li>
        ${actor ? avatar({ userId: actor.id, name }, 'small') : icon('feed')}
        <div>
          <span>
            <strong dir="auto">${name}</strong>
            ${actor?.role ? html`<span class="muted">${text.roles[actor.role]}</span>` : nothing}
            ${via ? html`<span class="muted" dir="auto">${trail.via(via)}</span>` : nothing}
          </span>
          <span>${trail.looked(viewed(what))}${period ? html`<span class="muted"> · ${period}</span>` : nothing}</span>
          <time class="note muted" datetime=${at} title=${absolute(at)}>${moment(at)}</time>
        </div>
      </li>
    `;
  }

  #choose(days) {
    this.days = days;
    this.#views.anew();
  }
}

customElements.define('astir-my-views', MyViews);
