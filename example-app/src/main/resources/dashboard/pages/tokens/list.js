/** API tokens, one's own or everyone's, and revoking one. */
import { html, nothing } from 'lit';
import { absolute, moment, shortDate } from '../../format.js';
import { call } from '../../http.js';
import { wholeList } from '../../lists.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { keepFocus } from '../../parts/focus.js';
import { Loading } from '../../parts/loading.js';
import { empty, noMatch, panelState, rowBlocks } from '../../parts/panel-state.js';
import { person } from '../../parts/person.js';
import { pill } from '../../parts/pill.js';
import '../../parts/table.js';
import { undo } from '../../parts/undo.js';
import { styleOf } from '../../styles.js';
import { words } from '../admin-tokens-words.js';

await styleOf(import.meta.url);

/**
 * `<astir-api-tokens>`: one's own, or `everyone`'s. Event `loaded` with the tokens in `detail`; event `cleared` when
 * the search is to be emptied.
 */
class ApiTokens extends Part {
  static properties = { everyone: { type: Boolean }, query: {}, failure: { state: true } };

  #tokens = new Loading(this, async (signal) => {
    const tokens = await wholeList(this.everyone ? '/api/tokens/everyone' : '/api/tokens', signal);
    this.dispatchEvent(new CustomEvent('loaded', { detail: tokens }));
    return tokens;
  });
  #columns = null;

  /** Loads them again, since there is another one. */
  reload() {
    return this.#tokens.run();
  }

  render() {
    return html`
      ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      ${panelState(this.#tokens, {
        what: words.list,
        blocks: rowBlocks(),
        content: (tokens) => (tokens.length === 0 ? this.#none() : this.#table(tokens)),
      })}
    `;
  }

  #none() {
    return this.everyone
      ? empty({ symbol: 'key', title: words.none, lead: words.noneLead })
      : html`<p class="muted">${words.noneOwn}</p>`;
  }

  #table(tokens) {
    const revoke = (row, tabIndex) => this.#button(row, tabIndex);
    this.#columns ??= [...(this.everyone ? [holder] : []), ...facts, { ...revoking, cell: revoke }];
    return html`
      <astir-table caption=${words.list} .columns=${this.#columns} .rows=${tokens}
        .query=${this.query ?? ''} .texts=${texts} sort="-created"
        .narrow=${(token, tabIndex) => this.#narrow(token, tabIndex)}
        .noMatch=${noMatch({
          title: words.noMatch(this.query),
          clear: () => this.dispatchEvent(new CustomEvent('cleared')),
        })}></astir-table>
    `;
  }

  #narrow(token, tabIndex) {
    return html`
      <div class="token-lines">
        <strong class="ellipsis" dir="auto">${token.name}</strong>
        <span class="note muted ellipsis">
          ${this.everyone ? html`<span dir="auto">${token.userName}</span> · ` : nothing}${scopeNames(token)}
        </span>
        <span class="note muted ellipsis">${until(token)} · ${token.lastUsedAt ? words.used(use(token)) : words.unused}</span>
        ${this.#button(token, tabIndex)}
      </div>
    `;
  }

  #button(token, tabIndex) {
    return html`
      <button type="button" class="quiet" tabindex=${tabIndex} aria-label=${words.revokeOf(token.name)} @click=${() => this.#revoke(token)}>
        ${words.revoke}
      </button>
    `;
  }

  async #revoke({ id, name }) {
    if (!(await ask({ title: words.revokeTitle(name), message: words.revokeWhy, confirm: words.revoke, danger: true }))) return;
    this.failure = null;
    try {
      await call('DELETE', `/api/tokens/${id}`);
      undo(words.revoked(name));
    } catch (problem) {
      this.failure = words.failed(problem.message);
    }
    await this.#tokens.run();
    await keepFocus(this);
  }
}

customElements.define('astir-api-tokens', ApiTokens);

const texts = ({ name, prefix, userName }) => [name, prefix, userName];

const scopeNames = ({ scopes }) => scopes.map((scope) => words.scopes[scope]).join(', ');

function expiry({ expiresAt }) {
  if (expiresAt === null) return words.never;
  if (new Date(expiresAt) <= new Date()) return html`<span class="failure">${words.expired}</span>`;
  return html`<time datetime=${expiresAt} title=${absolute(expiresAt)}>${shortDate(expiresAt)}</time>`;
}

/** The same in a sentence. */
function until(token) {
  if (token.expiresAt === null) return words.withoutEnd;
  return new Date(token.expiresAt) <= new Date() ? expiry(token) : words.until(expiry(token));
}

function use({ lastUsedAt }) {
  if (lastUsedAt === null) return words.never;
  return html`<time datetime=${lastUsedAt} title=${absolute(lastUsedAt)}>${moment(lastUsedAt)}</time>`;
}

const time = (instant) => (instant === null ? null : new Date(instant));

const holder = {
  name: 'person',
  title: words.columns.person,
  width: 12,
  value: ({ userName }) => userName,
  cell: ({ userId, userName }) => person({ userId, name: userName }),
};

const facts = [
  {
    name: 'token',
    title: words.columns.token,
    value: ({ name }) => name,
    cell: ({ name, prefix }) => html`
      <strong class="token-name" dir="auto" title=${name}>${name}</strong><br />
      <code class="note muted">${prefix}…</code>
    `,
  },
  {
    name: 'scopes',
    title: words.columns.scopes,
    width: 12.5,
    value: scopeNames,
    cell: ({ scopes }) => html`<span class="token-scopes">${scopes.map((scope) => pill(words.scopes[scope]))}</span>`,
  },
  {
    name: 'created',
    title: words.columns.created,
    width: 7.5,
    descendingFirst: true,
    value: ({ createdAt }) => time(createdAt),
    cell: ({ createdAt }) => html`<time class="muted" datetime=${createdAt} title=${absolute(createdAt)}>${shortDate(createdAt)}</time>`,
  },
  { name: 'expires', title: words.columns.expires, width: 7.5, value: ({ expiresAt }) => time(expiresAt), cell: expiry },
  {
    name: 'used',
    title: words.columns.used,
    width: 6.5,
    descendingFirst: true,
    value: ({ lastUsedAt }) => time(lastUsedAt),
    cell: use,
  },
];

const revoking = {
  name: 'actions',
  title: html`<span class="visually-hidden">${words.columns.actions}</span>`,
  align: 'end',
  width: 7.75,
};
