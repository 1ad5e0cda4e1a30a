/** What a webhook was sent, newest first, with one of them beside the list. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { call } from '../../http.js';
import { Pages } from '../../lists.js';
import { Part } from '../../parts/element.js';
import { empty, noMatch, panelState, rowBlocks } from '../../parts/panel-state.js';
import { Refresh } from '../../parts/refresh.js';
import { showMore } from '../../parts/show-more.js';
import { words } from '../admin-webhooks-words.js';
import './delivery.js';
import { length, outcomeOf, time } from './said.js';

const AGE_MILLIS = 5_000;

/** `<astir-deliveries>` of `webhook`. Event `retried`. */
class Deliveries extends Part {
  static properties = { webhook: { attribute: false }, outcome: { state: true }, chosen: { state: true } };

  #pages = new Pages(this, (cursor, signal) => {
    const asked = new URLSearchParams({ limit: 50 });
    if (this.outcome) asked.set('outcome', this.outcome);
    if (cursor) asked.set('cursor', cursor);
    return call('GET', `/api/webhooks/${this.webhook.id}/deliveries?${asked}`, undefined, { signal });
  });
  #refresh = new Refresh(this, () => this.#pages.run(), AGE_MILLIS);

  /** Another one was made. */
  reload() {
    return this.#pages.run();
  }

  #choose(outcome) {
    this.outcome = outcome || null;
    this.chosen = null;
    this.#pages.anew();
  }

  render() {
    return html`
      <div class="deliveries-head">
        <h2>${words.deliveries}</h2>
        <select aria-label=${words.outcome} @change=${({ target }) => this.#choose(target.value)}>
          <option value="" ?selected=${!this.outcome}>${words.anyOutcome}</option>
          ${Object.entries(words.outcomes).map(
            ([value, label]) => html`<option value=${value} ?selected=${value === this.outcome}>${label}</option>`,
          )}
        </select>
      </div>
      ${panelState(this.#pages, {
        what: words.deliveries,
        blocks: rowBlocks(5),
        content: ({ items }) => (items.length === 0 ? this.#none() : this.#panes(items)),
      })}
    `;
  }

  #none() {
    if (this.outcome) return noMatch({ title: words.noMatch, clear: () => this.#choose('') });
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
              <astir-delivery .webhook=${this.webhook} .delivery=${chosen} @retried=${() => this.#retried()}></astir-delivery>
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

customElements.define('astir-deliveries', Deliveries);
