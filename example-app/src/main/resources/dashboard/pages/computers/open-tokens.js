/** Enrolment tokens that still let a computer in. */
import { html, nothing } from 'lit';
import { absolute, moment, Ticking } from '../../format.js';
import { call } from '../../http.js';
import { wholeList } from '../../lists.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { undo } from '../../parts/undo.js';
import { words } from '../admin-computers-words.js';

/** Whether it still connects something. */
const isOpen = ({ revokedAt, uses, maxUses, expiresAt }) =>
  revokedAt === null && uses < maxUses && new Date(expiresAt) > new Date();

/** `<astir-open-tokens>`: what `user` sees; with `own`, what connects computers of theirs, or nothing at all. */
class OpenTokens extends Part {
  static properties = { user: { attribute: false }, own: { type: Boolean }, failure: { state: true } };

  #tokens = new Loading(this, (signal) => wholeList('/api/enrolment-tokens', signal));

  constructor() {
    super();
    new Ticking(this);
  }

  /** Loads them again, since there is another one. */
  reload() {
    return this.#tokens.run();
  }

  #open(tokens) {
    return tokens.filter((token) => isOpen(token) && (!this.own || token.userId === this.user.id));
  }

  render() {
    const isNothing = this.own && this.#tokens.value && this.#open(this.#tokens.value).length === 0;
    if (isNothing && !this.failure) return nothing;
    return html`
      <section class="panel section" aria-labelledby="open-tokens-title">
        <h2 id="open-tokens-title" tabindex="-1">${words.open.title}</h2>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#tokens, { what: words.tokens, content: (tokens) => this.#list(this.#open(tokens)) })}
      </section>
    `;
  }

  #list(open) {
    if (open.length === 0) return html`<p class="muted">${words.open.none}</p>`;
    return html`<ul class="few">${open.map((token) => this.#row(token))}</ul>`;
  }

  #row({ id, userName, uses, maxUses, expiresAt, createdBy, createdByName }) {
    const by = createdBy === this.user.id ? words.open.byYou : words.open.by(createdByName);
    return html`
      <li>
        ${icon('key')}
        <strong class="ellipsis" dir="auto">${userName}</strong>
        <span class="about muted numbers">
          ${words.open.used(uses, maxUses)} ·
          <time datetime=${expiresAt} title=${absolute(expiresAt)}>${words.open.until(moment(expiresAt))}</time> · ${by}
        </span>
        <button type="button" class="quiet" aria-label=${words.open.revokeOf(userName)} @click=${() => this.#revoke(id, userName)}>
          ${words.open.revoke}
        </button>
      </li>
    `;
  }

  async #revoke(id, userName) {
    this.failure = null;
    try {
      await call('DELETE', `/api/enrolment-tokens/${id}`);
      undo(words.open.revoked(userName));
    } catch (problem) {
      this.failure = words.failed(problem.message);
    }
    await this.#tokens.run();
    await this.updateComplete;
    // The button is gone, or another one's; of one's own tokens, the last one takes the heading with it.
    if (!this.failure) (this.querySelector('h2') ?? document.querySelector('main h1')).focus();
  }
}

customElements.define('astir-open-tokens', OpenTokens);
