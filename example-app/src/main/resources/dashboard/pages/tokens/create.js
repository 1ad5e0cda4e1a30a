/** Making an API token, or an address with one in it: what it is for, what it may, how long it lasts; then it is shown, once. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import '../../parts/copyable.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { styleOf } from '../../styles.js';
import { words } from '../admin-tokens-words.js';

await styleOf(import.meta.url);

const MOST_CHARACTERS = 100;

/** `<astir-create-token>` for `user`. Event `created` when there is one; event `over` when it has been taken. */
class CreateToken extends Part {
  static properties = { user: { attribute: false }, use: { state: true }, made: { state: true } };

  #form = new Form(this, {
    check: (values) => (this.#scopes(values).length === 0 ? { scopes: words.noScope } : {}),
    send: (values) => {
      const { name, lasts } = values;
      const expiresAt = lasts === '' ? null : new Date(Date.now() + Number(lasts)).toISOString();
      return call('POST', '/api/tokens', { name, scopes: this.#scopes(values), expiresAt });
    },
    done: (token) => this.#show(token),
  });

  constructor() {
    super();
    this.use = 'api';
  }

  /** Those that the role has a use for. */
  get #offered() {
    return ['read', 'write', 'publish', ...(this.user.role === 'admin' ? ['admin'] : [])];
  }

  /** An address is for one thing alone. */
  #scopes(values) {
    return this.use === 'api' ? this.#offered.filter((scope) => values[`scope-${scope}`]) : [this.use];
  }

  async #show(made) {
    this.made = made;
    this.dispatchEvent(new CustomEvent('created'));
    await this.updateComplete;
    this.querySelector('h3').focus();
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    return this.made ? this.#result(this.made) : this.#fields();
  }

  #fields() {
    const wrong = this.#form.wrongAt('scopes');
    return html`
      <form class="create-token" novalidate @submit=${this.#form.submit} @change=${this.#changed}>
        ${this.#form.field({
          name: 'name',
          id: 'token-name',
          label: words.name,
          hint: words.nameHint,
          required: true,
          maxlength: MOST_CHARACTERS,
          autocomplete: 'off',
        })}
        ${this.#form.field({
          name: 'use',
          id: 'token-use',
          label: words.use,
          type: 'select',
          value: 'api',
          options: words.uses,
          hint: words.useHints[this.use],
        })}
        ${this.use === 'api' ? this.#fieldsOfScopes(wrong) : nothing}
        ${this.#form.field({
          name: 'lasts',
          id: 'token-lasts',
          label: words.lasts,
          type: 'select',
          value: words.lifetimes[1][0],
          options: words.lifetimes,
        })}
        ${wrong ? nothing : this.#form.failure()}
        <div class="actions">
          ${this.#form.button(words.submit)}
          <button type="button" class="quiet" @click=${this.#over}>${words.cancel}</button>
        </div>
      </form>
    `;
  }

  #fieldsOfScopes(wrong) {
    return html`
      <fieldset class="token-scopes" aria-describedby=${wrong ? 'token-scopes-wrong' : nothing}>
        <legend>${words.may}</legend>
        ${this.#offered.map((scope) =>
          this.#form.field({
            name: `scope-${scope}`,
            type: 'checkbox',
            label: words.scopes[scope],
            hint: words.scopeHints[scope],
          }),
        )}
        ${wrong ? html`<p id="token-scopes-wrong" class="failure" role="alert">${wrong}</p>` : nothing}
      </fieldset>
    `;
  }

  #changed = ({ target }) => {
    if (target.name === 'use') this.use = target.value;
  };

  #result({ name, token, url }) {
    return html`
      <div class="made-token">
        <h3 tabindex="-1">${words.made(name)}</h3>
        <p class="muted">${url ? words.onceAddress : words.once}</p>
        <astir-copyable .value=${url ?? token} label=${url ? words.copyAddress : words.copy}></astir-copyable>
        <button type="button" @click=${this.#over}>${words.done}</button>
      </div>
    `;
  }

  #over = () => {
    this.dispatchEvent(new CustomEvent('over'));
  };
}

customElements.define('astir-create-token', CreateToken);
