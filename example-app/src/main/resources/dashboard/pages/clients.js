/** Clients: who calls the API, when each was last seen and how often; for managers. */
import { html, nothing } from 'lit';
import { Ticking, number } from '../format.js';
import { call } from '../http.js';
import { ConnectionState } from '../live.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { Part } from '../parts/element.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { Refresh } from '../parts/refresh.js';
import '../parts/table.js';
import { undo } from '../parts/undo.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { words } from './clients-words.js';
import { bufferHealth } from './clients/buffer.js';
import { columnsOf, narrowRow, textsOf } from './clients/columns.js';
import { watchOf } from './clients/watch.js';

await styleOf(import.meta.url);

/** As many as a page of the list has at most. */
const LIMIT = 200;

class ClientsPage extends Part {
  static properties = { app: { attribute: false }, failure: { state: true } };

  #query = new Query(this, () => this.app.router);
  #clients = new Loading(this, load);
  #connection = new ConnectionState(this, () => this.app.live);
  #change = (client, how) => this.#watch(client, how);
  #columns = null;
  /** The same function until what it lets through changes. */
  #filter = { kind: null, silent: null, of: () => true };

  constructor() {
    super();
    new Ticking(this);
    new Refresh(this, () => this.#clients.run());
    new PeopleChanges(this, () => this.app.live, () => this.#clients.later());
  }

  get #mayWatch() {
    return this.app.user.role === 'admin';
  }

  render() {
    const { value } = this.#clients;
    const { q = '' } = this.#query.values;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages.clients,
          note: value ? words.count(value.items.length, number(value.items.length)) : nothing,
          live: this.app.live,
          tools: html`
            <astir-search .value=${q} .label=${words.find}
              @search=${({ detail }) => this.#query.set({ q: detail })}></astir-search>
          `,
        })}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        ${value ? this.#choices(value.items) : nothing}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        <h2 class="visually-hidden">${words.table}</h2>
        ${panelState(this.#clients, {
          what: words.table,
          blocks: rowBlocks(8),
          content: (known) => this.#content(known, q),
        })}
      </div>
    `;
  }

  #choices(items) {
    const { kind = null, silent } = this.#query.values;
    const kinds = Object.keys(words.kinds).filter((one) => items.some((client) => client.kind === one));
    const count = (one) => number(items.filter((client) => client.kind === one).length);
    const silentOnes = items.filter(({ isSilent }) => isSilent).length;
    const button = (key, label, shown) => html`
      <button type="button" aria-pressed=${kind === key} @click=${() => this.#query.set({ kind: key })}>
        ${label} <span class="numbers">${shown}</span>
      </button>
    `;
    return html`
      <div class="choices">
        <div class="segments" role="group" aria-label=${words.filter}>
          ${button(null, words.all, number(items.length))} ${kinds.map((one) => button(one, words.kinds[one], count(one)))}
        </div>
        ${
          silentOnes > 0 || silent
            ? html`
                <label>
                  <input type="checkbox" .checked=${Boolean(silent)}
                    @change=${({ target }) => this.#query.set({ silent: target.checked ? 'yes' : null })} />
                  ${words.silentOnly(number(silentOnes))}
                </label>
              `
            : nothing
        }
      </div>
    `;
  }

  #content({ items, buffer }, q) {
    const { sort = '-seen' } = this.#query.values;
    const change = this.#mayWatch ? this.#change : null;
    this.#columns ??= columnsOf(change);
    const hidden = items.length;
    return html`
      <astir-table class=${this.#connection.lostAt ? 'clients stale' : 'clients'} .caption=${words.table}
        .columns=${this.#columns} .rows=${items} .query=${q} .texts=${textsOf} .filter=${this.#wanted()}
        .sort=${sort} @sort=${({ detail }) => this.#query.set({ sort: detail === '-seen' ? null : detail })}
        .narrow=${(client, stop) => narrowRow(client, change, stop)}
        .empty=${empty({ symbol: 'plug', title: words.none, lead: words.noneLead })}
        .noMatch=${noMatch({
          title: words.noMatch,
          note: words.hidden(hidden, number(hidden)),
          clear: () => this.#query.set({ q: null, kind: null, silent: null }),
        })}></astir-table>
      <footer class="note muted">${words.notes.map((note) => html`<p>${note}</p>`)}</footer>
      ${buffer ? bufferHealth(buffer) : nothing}
    `;
  }

  #wanted() {
    const { kind = null, silent = null } = this.#query.values;
    if (this.#filter.kind !== kind || this.#filter.silent !== silent) {
      const of = (client) => (!kind || client.kind === kind) && (!silent || client.isSilent);
      this.#filter = { kind, silent, of };
    }
    return this.#filter.of;
  }

  async #watch(client, how) {
    this.failure = null;
    try {
      const changed = await call('PATCH', `/api/clients/${client.id}`, how);
      undo(words.changed(changed.name, watchOf(changed)));
    } catch (problem) {
      this.failure = words.failed(problem.message);
    }
    await this.#clients.run();
  }
}

/** All of the list; the first page tells how the buffer does. */
async function load(signal) {
  const items = [];
  let buffer = null;
  let next = null;
  do {
    const after = next === null ? '' : `&after=${encodeURIComponent(next)}`;
    const page = await call('GET', `/api/clients?limit=${LIMIT}${after}`, undefined, { signal });
    items.push(...page.items);
    buffer ??= page.buffer;
    next = page.next;
  } while (next !== null);
  return { items, buffer };
}

customElements.define('astir-clients-page', ClientsPage);
