/** What a webhook was sent, newest first, with one of them beside the list. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { call } from '../../http.js';
import { Pages } from '../../lists.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { empty, noMatch, panelState, rowBlocks } from '../../parts/panel-state.js';
import { Refresh } from '../../parts/refresh.js';
import { showMore } from '../../parts/show-more.js';
import { Query } from '../../router.js';
import { words } from '../admin-webhooks-words.js';
import './delivery.js';
import { length, outcomeOf, time } from './said.js';

const AGE_MILLIS = 5_000;

/** What a test is called among the events. */
const TEST = 'test';

/** `<astir-deliveries>` of `webhook` at `path` of the API; filters stand in the address. Event `retried`. */
class Deliveries extends Part {
  static properties = {
    app: { attribute: false },
    path: { attribute: false },
    webhook: { attribute: false },
    chosen: { state: true },
  };

  #query = new Query(this, () => this.app.router);
  #types = new Loading(this, (signal) => call('GET', '/api/activities/types', undefined, { signal }));
  #loaded = null;

  #pages = new Pages(this, (cursor, signal) => {
    const asked = new URLSearchParams({ limit: 50 });
    const { outcome, type } = this.#filter;
    if (outcome) asked.set('outcome', outcome);
    if (type) asked.set('type', type);
    if (cursor) asked.set('cursor', cursor);
    return call('GET', `${this.path}/deliveries?${asked}`, undefined, { signal });
  });
  #refresh = new Refresh(this, () => this.#pages.run(), AGE_MILLIS);

  /** Another one was made. */
  reload() {
    return this.#pages.run();
  }

  /** However the address came to its filters: by them, by a link, or by the way back. */
  willUpdate() {
    const filter = JSON.stringify(this.#filter);
    if (this.#loaded !== null && this.#loaded !== filter) {
      this.chosen = null;
      this.#pages.anew();
    }
    this.#loaded = filter;
  }

  get #filter() {
    const { outcome = '', type = '' } = this.#query.values;
    return { outcome: outcome in words.outcomes ? outcome : '', type };
  }

  /** Those that it wants of the app's own, and what there was of others. */
  get #events() {
    const { eventTypes } = this.webhook;
    const known = (this.#types.value?.items ?? []).map(({ name }) => name);
    const exact = eventTypes.filter((type) => !type.endsWith('*'));
    const seen = (this.#pages.value?.items ?? []).map(({ type }) => type);
    const all = [...known.filter((name) => eventTypes.some((type) => matches(type, name))), ...exact, ...seen, TEST];
    const { type } = this.#filter;
    return [...new Set(type ? [...all, type] : all)].toSorted();
  }

  render() {
    return html`
      <div class="deliveries-head">
        <h2>${words.deliveries}</h2>
        ${this.#select('outcome', words.outcome, [['', words.anyOutcome], ...Object.entries(words.outcomes)])}
        ${this.#select('type', words.event, [['', words.anyEvent], ...this.#events.map((type) => [type, type])])}
      </div>
      ${panelState(this.#pages, {
        what: words.deliveries,
        blocks: rowBlocks(5),
        content: ({ items }) => (items.length === 0 ? this.#none() : this.#panes(items)),
      })}
    `;
  }

  #select(name, label, options) {
    const chosen = this.#filter[name];
    return html`
      <select name=${name} aria-label=${label} @change=${({ target }) => this.#query.set({ [name]: target.value })}>
        ${options.map(([value, shown]) => html`<option value=${value} .selected=${live(value === chosen)}>${shown}</option>`)}
      </select>
    `;
  }

  #none() {
    const { outcome, type } = this.#filter;
    if (outcome || type) {
      return noMatch({ title: words.noMatch, clear: () => this.#query.set({ outcome: null, type: null }) });
    }
    return empty({ symbol: 'leave', title: words.noDeliveries, lead: words.noDeliveriesLead });
  }

  #panes(items) {
    const { time: at, event, outcome, took, tries } = words.deliveryColumns;
    const chosen = items.find(({ id }) => id === this.chosen) ?? items[0];
    return html`
      <div class="delivery-panes">
        <div class="panel delivery-list">
          <table>
            <caption class="visually-hidden">${words.deliveries}</caption>
            <thead>
              <tr>
                <th scope="col">${at}</th><th scope="col">${event}</th><th scope="col">${outcome}</th>
                <th scope="col" class="end">${took}</th><th scope="col" class="end">${tries}</th>
              </tr>
            </thead>
            <tbody>${items.map((each) => this.#row(each, each.id === chosen.id))}</tbody>
          </table>
          <footer><span class="note muted">${words.kept}</span> ${showMore(this.#pages, words.older, 'quiet')}</footer>
        </div>
        <section class="panel delivery-pane" aria-label=${words.delivery}>
          ${keyed(
            chosen.id,
            html`
              <astir-delivery .path=${this.path} .webhook=${this.webhook} .delivery=${chosen} @retried=${() => this.#retried()}></astir-delivery>
            `,
          )}
        </section>
      </div>
    `;
  }

  #row(delivery, isChosen) {
    const { id, type, createdAt, tries, outcome } = delivery;
    const last = tries.at(-1);
    return html`
      <tr aria-selected=${isChosen ? 'true' : nothing} @click=${() => (this.chosen = id)}>
        <td class="numbers">${time(createdAt)}</td>
        <td>
          <button type="button" class="plain" aria-pressed=${isChosen} @click=${() => (this.chosen = id)}>${type}</button>
        </td>
        <td>${outcomeOf(delivery, this.webhook.status === 'paused')}</td>
        <td class="end numbers">${last && outcome !== 'waiting' ? length(last.tookMs) : '–'}</td>
        <td class="end numbers">${outcome === 'waiting' ? words.tryOf(tries.length) : tries.length}</td>
      </tr>
    `;
  }

  async #retried() {
    await this.#pages.run();
    this.dispatchEvent(new CustomEvent('retried'));
  }
}

/** As filters of the feed have types: `session.*`, `alert.opened`, `*`. */
function matches(wanted, name) {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

customElements.define('astir-deliveries', Deliveries);
