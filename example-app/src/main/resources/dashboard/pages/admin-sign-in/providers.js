/** The organization's identity providers: listed, tested, added, changed and deleted. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { call } from '../../http.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { empty, panelState, rowBlocks } from '../../parts/panel-state.js';
import { pill } from '../../parts/pill.js';
import { words as texts } from '../admin-sign-in-words.js';
import './provider-form.js';

const words = texts.providers;
const ADDRESS = '/api/identity-providers';

class SignInProviders extends Part {
  static properties = {
    app: { attribute: false },
    /** The provider that is being described; `{}` is a new one. */
    edited: { state: true },
    /** By id: `{busy}`, `{problem}` or what the test answered. */
    tests: { state: true },
    failure: { state: true },
  };

  #providers = new Loading(this, (signal) => call('GET', ADDRESS, undefined, { signal }));

  constructor() {
    super();
    this.tests = {};
  }

  render() {
    return html`
      <section aria-labelledby="providers-title">
        <header class="section-head">
          <div>
            <h2 id="providers-title" tabindex="-1">${words.title}</h2>
            <p class="muted">${words.lead}</p>
          </div>
          ${this.#providers.value?.items.length && !this.edited ? this.#addButton() : nothing}
        </header>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${this.edited ? this.#form() : nothing}
        ${panelState(this.#providers, {
          what: words.what,
          blocks: rowBlocks(2),
          content: ({ items }) => (items.length ? this.#list(items) : this.#empty()),
        })}
      </section>
    `;
  }

  #addButton() {
    return html`
      <button type="button" class="primary add" @click=${() => this.#edit({})}>
        ${icon('plus')} ${words.add}
      </button>
    `;
  }

  #empty() {
    if (this.edited) return nothing;
    const { empty: title, emptyLead: lead } = words;
    return empty({ symbol: 'private', title, lead, actions: this.#addButton() });
  }

  /** Each provider has a form of its own: what was typed for one is never sent to another. */
  #form() {
    const { edited } = this;
    return keyed(
      edited,
      html`
        <astir-provider-form .provider=${edited} @saved=${() => this.#saved(edited)}
          @cancelled=${() => this.#close()}></astir-provider-form>
      `,
    );
  }

  #list(items) {
    return html`<ul class="panel providers">${items.map((provider) => this.#row(provider))}</ul>`;
  }

  #row(provider) {
    const { id, name, issuer, enabled, allowedDomains, roleClaim, autoCreate } = provider;
    const notes = [
      words.domains(allowedDomains.join(', ')),
      autoCreate ? words.accounts : words.noAccounts,
      roleClaim ? words.roles(roleClaim) : null,
    ];
    return html`
      <li>
        <div class="about">
          <p><strong>${name}</strong> ${this.#state(enabled)}</p>
          <p class="issuer">${issuer}</p>
          <p class="muted note">${notes.filter(Boolean).join(' · ')}</p>
        </div>
        <div class="actions">
          <button type="button" aria-label=${words.testOf(name)} aria-busy=${Boolean(this.tests[id]?.busy)}
            @click=${() => this.#test(provider)}>${words.test}</button>
          <button type="button" class="quiet" aria-label=${words.editOf(name)}
            @click=${() => this.#edit(provider)}>${words.edit}</button>
          <button type="button" class="quiet" aria-label=${words.deleteOf(name)}
            @click=${() => this.#delete(provider)}>${words.delete}</button>
        </div>
        <div class="result" role="status">${this.#result(this.tests[id])}</div>
      </li>
    `;
  }

  #state(enabled) {
    return enabled ? pill(words.on, { tone: 'good' }) : pill(words.off);
  }

  #result(test) {
    if (!test) return nothing;
    if (test.busy) return html`<p class="muted">${words.testing}</p>`;
    if (test.problem) return html`<p class="failure">${test.problem.message}</p>`;
    if (test.ok) return html`<p class="good">${icon('check')} ${words.good}</p>`;
    return html`
      <p class="failure">${words.bad}</p>
      <ul>${test.problems.map((problem) => html`<li>${problem}</li>`)}</ul>
    `;
  }

  async #test({ id }) {
    if (this.tests[id]?.busy) return;
    this.tests = { ...this.tests, [id]: { busy: true } };
    let result;
    try {
      result = await call('POST', `${ADDRESS}/${id}/test`);
    } catch (problem) {
      result = { problem };
    }
    this.tests = { ...this.tests, [id]: result };
  }

  #edit(provider) {
    this.failure = null;
    this.edited = provider;
  }

  async #close() {
    this.edited = null;
    await this.updateComplete;
    this.querySelector('#providers-title').focus();
  }

  /** The form may be of another one by now, which stays. */
  async #saved(edited) {
    await this.#reload();
    if (this.edited === edited) await this.#close();
  }

  async #reload() {
    this.tests = {};
    await this.#providers.run();
  }

  async #delete({ id, name }) {
    this.failure = null;
    const sure = await ask({
      title: words.deleteTitle(name),
      message: words.deleteWhy,
      confirm: words.delete,
      danger: true,
    });
    if (!sure) return;
    try {
      await call('DELETE', `${ADDRESS}/${id}`);
      await this.#reload();
      if (this.edited && this.edited.id !== id) this.querySelector('#providers-title').focus();
      else await this.#close();
    } catch (problem) {
      this.failure = problem.message;
    }
  }
}

customElements.define('astir-sign-in-providers', SignInProviders);
