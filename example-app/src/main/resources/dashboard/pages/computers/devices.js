/** The computers of everybody or of one person, and what can be done about each. */
import { html, nothing } from 'lit';
import { absolute, moment } from '../../format.js';
import { call } from '../../http.js';
import { wholeList } from '../../lists.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { keepFocus } from '../../parts/focus.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import '../../parts/menu.js';
import { empty, noMatch, panelState, rowBlocks } from '../../parts/panel-state.js';
import { person } from '../../parts/person.js';
import { pill } from '../../parts/pill.js';
import '../../parts/table.js';
import { undo } from '../../parts/undo.js';
import { styleOf } from '../../styles.js';
import { words } from '../admin-computers-words.js';

await styleOf(import.meta.url);

/**
 * `<astir-devices>`: of everybody, or of `owner` alone, who may take them out. Event `loaded` with the devices in
 * `detail`; event `cleared` when the search is to be emptied.
 */
class Devices extends Part {
  static properties = { owner: { attribute: false }, query: {}, failure: { state: true } };

  #devices = new Loading(this, async (signal) => {
    const path = this.owner ? `/api/agents?userId=${this.owner.id}` : '/api/agents';
    const devices = await wholeList(path, signal);
    this.dispatchEvent(new CustomEvent('loaded', { detail: devices }));
    return devices;
  });
  #busy = new Set();
  #columns = null;

  /** Loads them again, since others work here now. */
  reload() {
    return this.#devices.later();
  }

  get #texts() {
    return ({ userName, hostname, os }) => [userName, hostname, os];
  }

  render() {
    return html`
      <h2 class="visually-hidden">${this.owner ? words.own : words.list}</h2>
      ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      ${panelState(this.#devices, {
        what: words.list,
        blocks: rowBlocks(),
        content: (devices) => (devices.length === 0 ? this.#none() : this.#table(devices)),
      })}
    `;
  }

  #none() {
    return this.owner
      ? empty({ symbol: 'computer', title: words.noneOwn, lead: words.noneOwnLead })
      : empty({ symbol: 'computer', title: words.none, lead: words.noneLead });
  }

  #table(devices) {
    this.#columns ??= this.owner ? columnsOfOwn(this.#actions) : columnsOfAll(this.#actions);
    return html`
      <astir-table caption=${this.owner ? words.own : words.list} .columns=${this.#columns} .rows=${devices}
        .query=${this.query ?? ''} .texts=${this.#texts} sort=${this.owner ? 'computer' : 'person'}
        .narrow=${(device, tabIndex) => this.#narrow(device, tabIndex)}
        .noMatch=${noMatch({
          title: words.noMatch(this.query),
          clear: () => this.dispatchEvent(new CustomEvent('cleared')),
        })}></astir-table>
    `;
  }

  #narrow(device, tabIndex) {
    const { hostname, userName, status, lastSeenAt } = device;
    return html`
      <div class="device-lines">
        <span class="device-name"><strong class="ellipsis" dir="auto">${hostname}</strong> ${state(status)}</span>
        <span class="note muted ellipsis">
          ${this.owner ? nothing : html`<span dir="auto">${userName}</span> · `}
          ${lastSeenAt ? words.seen(moment(lastSeenAt)) : words.never}
        </span>
        ${this.owner ? this.#actions(device, tabIndex) : this.#menu(device, tabIndex)}
      </div>
    `;
  }

  /** Two buttons and a name do not fit a phone. */
  #menu(device, tabIndex) {
    return html`
      <astir-menu class="device-actions" .label=${words.moreFor(device.hostname, device.userName)} .stop=${tabIndex}
        .content=${() => this.#buttons(device, 0)}></astir-menu>
    `;
  }

  #actions = (device, tabIndex) => html`<span class="device-actions">${this.#buttons(device, tabIndex)}</span>`;

  #buttons(device, tabIndex) {
    const isBlocked = device.status === 'blocked';
    const button = (action, name, act) => html`
      <button type="button" class="quiet" tabindex=${tabIndex} aria-label=${words.actionOn(action, device.hostname, device.userName)}
        @click=${act} data-action=${name}>${action}</button>
    `;
    return html`
      ${this.owner ? nothing : button(isBlocked ? words.unblock : words.block, 'block', () => this.#block(device, !isBlocked))}
      ${button(words.remove, 'remove', () => this.#remove(device))}
    `;
  }

  async #block(device, isToBe) {
    const { id, hostname } = device;
    const set = (block) => call('POST', `/api/agents/${id}/${block ? 'block' : 'unblock'}`);
    await this.#change(id, async () => {
      await set(isToBe);
      undo((isToBe ? words.blocked : words.unblocked)(hostname), async () => {
        await set(!isToBe);
        await this.#devices.run();
      });
    });
  }

  async #remove({ id, hostname, userName }) {
    const isConfirmed = await ask({
      title: words.removeTitle(hostname),
      message: this.owner ? words.removeOwnWhy : words.removeWhy(userName),
      confirm: words.remove,
      danger: true,
    });
    if (!isConfirmed) return;
    await this.#change(id, async () => {
      await call('DELETE', `/api/agents/${id}`);
      undo(words.removed(hostname));
    });
  }

  /** Not twice at once; what went wrong is said above the list. */
  async #change(id, change) {
    if (this.#busy.has(id)) return;
    this.#busy.add(id);
    this.failure = null;
    try {
      await change();
    } catch (problem) {
      this.failure = words.failed(problem.message);
    } finally {
      this.#busy.delete(id);
    }
    await this.#devices.run();
    await keepFocus(this);
  }
}

customElements.define('astir-devices', Devices);

function state(status) {
  return status === 'blocked'
    ? pill(words.states.blocked, { tone: 'bad', symbol: 'private' })
    : html`<span class="device-state">${icon('check', 'small')} ${words.states[status]}</span>`;
}

const computer = {
  name: 'computer',
  title: words.columns.computer,
  value: ({ hostname }) => hostname,
  cell: ({ hostname, os }) => html`
    <span class="device-name"><strong class="ellipsis" dir="auto">${hostname}</strong></span><br />
    <span class="note muted" dir="auto">${os}</span>
  `,
};

const facts = [
  { name: 'agent', title: words.columns.agent, width: 5.5, value: ({ version }) => version ?? '', cell: ({ version }) => version ?? '–' },
  {
    name: 'policy',
    title: words.columns.policy,
    width: 7.5,
    value: ({ acknowledgedPolicy }) => acknowledgedPolicy,
    cell: ({ acknowledgedPolicy }) => html`<span class="muted">${words.version(acknowledgedPolicy)}</span>`,
  },
  {
    name: 'seen',
    title: words.columns.seen,
    width: 7.5,
    descendingFirst: true,
    value: ({ lastSeenAt }) => (lastSeenAt ? new Date(lastSeenAt) : null),
    cell: ({ lastSeenAt }) =>
      lastSeenAt
        ? html`<time datetime=${lastSeenAt} title=${absolute(lastSeenAt)}>${moment(lastSeenAt)}</time>`
        : html`<span class="muted">${words.never}</span>`,
  },
  {
    name: 'state',
    title: words.columns.state,
    width: 8,
    value: ({ status }) => words.states[status],
    cell: ({ status }) => state(status),
  },
];

const doing = (actions, width) => ({
  name: 'actions',
  title: html`<span class="visually-hidden">${words.columns.actions}</span>`,
  align: 'end',
  width,
  cell: actions,
});

const columnsOfAll = (actions) => [
  {
    name: 'person',
    title: words.columns.person,
    width: 12,
    value: ({ userName }) => userName,
    cell: ({ userId, userName }) => person({ userId, name: userName }),
  },
  computer,
  ...facts,
  doing(actions, 11.5),
];

const columnsOfOwn = (actions) => [computer, ...facts, doing(actions, 8)];
