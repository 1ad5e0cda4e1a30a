/** The organization's webhooks. */
import { html, nothing } from 'lit';
import { number } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { empty, panelState, rowBlocks } from '../../parts/panel-state.js';
import { Refresh } from '../../parts/refresh.js';
import '../../parts/table.js';
import { words } from '../admin-webhooks-words.js';
import './everyones.js';
import './form.js';
import { eventsOf, stateOf } from './said.js';
import { secretOf } from './secret.js';

/** How old what is shown may become. */
const AGE_MILLIS = 15_000;

/** `<astir-webhooks>`; event `loaded` with them in `detail`. */
class Webhooks extends Part {
  static properties = { isAdding: { state: true }, made: { state: true } };

  #webhooks = new Loading(this, async (signal) => {
    const { items } = await call('GET', '/api/webhooks', undefined, { signal });
    this.dispatchEvent(new CustomEvent('loaded', { detail: items }));
    return items;
  });
  #refresh = new Refresh(this, () => this.#webhooks.run(), AGE_MILLIS);

  render() {
    return html`
      <p class="lead muted">${words.lead}</p>
      ${this.made ? secretOf(this.made, () => (this.made = null)) : nothing}
      ${
        this.isAdding
          ? html`
              <astir-webhook-form path="/api/webhooks" .webhook=${null} @saved=${({ detail }) => this.#added(detail)}
                @cancelled=${() => (this.isAdding = false)}></astir-webhook-form>
            `
          : nothing
      }
      ${panelState(this.#webhooks, {
        what: words.list,
        blocks: rowBlocks(3),
        content: (all) => (all.length === 0 ? this.#none() : this.#table(all)),
      })}
      <astir-everyones-webhooks></astir-everyones-webhooks>
    `;
  }

  /** By the page's button. */
  add() {
    this.made = null;
    this.isAdding = true;
  }

  async #added(webhook) {
    this.isAdding = false;
    this.made = webhook;
    await this.#webhooks.run();
    await this.updateComplete;
    this.querySelector('#secret-title').focus();
  }

  #none() {
    if (this.isAdding || this.made) return nothing;
    const actions = html`<button type="button" class="primary" @click=${() => this.add()}>${icon('plus')} ${words.add}</button>`;
    return html`
      <h2 class="visually-hidden">${words.list}</h2>
      ${empty({ symbol: 'leave', title: words.none, lead: words.noneLead, actions })}
    `;
  }

  #table(all) {
    return html`
      <h2 class="visually-hidden">${words.list}</h2>
      <astir-table caption=${words.list} sort="name" .columns=${columns} .rows=${all} .narrow=${narrow}></astir-table>
    `;
  }
}

customElements.define('astir-webhooks', Webhooks);

const link = ({ id, name }, tabIndex) =>
  html`<a class="webhook-name ellipsis" dir="auto" tabindex=${tabIndex} href="/admin/webhooks/${id}">${name}</a>`;

const columns = [
  {
    name: 'name',
    title: words.columns.name,
    value: ({ name }) => name,
    cell: (webhook, tabIndex) => html`
      ${link(webhook, tabIndex)}<br /><span class="note muted ellipsis" title=${webhook.url}>${webhook.url}</span>
    `,
  },
  {
    name: 'events',
    title: words.columns.events,
    width: 14,
    value: eventsOf,
    cell: (webhook) => html`<span class="muted ellipsis" title=${eventsOf(webhook)}>${eventsOf(webhook)}</span>`,
  },
  { name: 'state', title: words.columns.state, width: 9, value: rankOf, cell: stateOf },
  {
    name: 'delivered',
    title: words.columns.delivered,
    width: 9,
    align: 'end',
    descendingFirst: true,
    value: ({ delivered }) => delivered,
    cell: ({ delivered, ended }) => html`<span class="numbers">${number(delivered)} / ${number(ended)}</span>`,
  },
  {
    name: 'waiting',
    title: words.columns.waiting,
    width: 6,
    align: 'end',
    descendingFirst: true,
    value: ({ waiting }) => waiting,
    cell: ({ waiting }) => html`<span class="numbers">${number(waiting)}</span>`,
  },
];

function narrow(webhook, tabIndex) {
  return html`
    <div class="webhook-lines">
      ${link(webhook, tabIndex)}
      <span>${stateOf(webhook)}</span>
      <span class="note muted ellipsis">${eventsOf(webhook)} · ${webhook.url}</span>
    </div>
  `;
}

/** What somebody should look at comes first. */
function rankOf({ status, failingSince }) {
  if (status === 'paused') return 0;
  return failingSince === null ? 2 : 1;
}
