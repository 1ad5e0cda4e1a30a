/** Signing in where the organization does: the e-mail tells where that is. */
import { html, nothing } from 'lit';
import { callAsNobody } from '../http.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { icon } from '../parts/icon.js';
import { styleOf } from '../styles.js';
import { words } from './sign-in-organization-words.js';

await styleOf(import.meta.url);

/** Nobody wants to come back to one of these. */
const ENTRANCES = ['/', '/sign-in', '/register'];

/**
 * - `email`: what was typed before
 * - `failure`: the code of why it did not work the last time, as the address says it
 * - `note`: why somebody is here, in place of the usual lead
 * - `again`: a page waits behind the form, which must not be left
 *
 * Event `password`: somebody wants to sign in by password instead; what was typed is in `detail`.
 */
class SignInOrganization extends Part {
  static properties = {
    email: { attribute: false },
    failure: { attribute: false },
    note: { attribute: false },
    again: { attribute: false },
    choices: { state: true },
    domain: { state: true },
  };

  #form = new Form(this, {
    send: ({ email }) => this.#discover(email),
    done: () => this.#show(),
  });

  firstUpdated() {
    this.querySelector(this.failure ? 'h1' : '#work-email').focus();
  }

  async #discover(email) {
    const { providers } = await callAsNobody('POST', '/api/auth/sso/discover', { email: email.trim() });
    this.failure = null;
    this.choices = providers;
    this.domain = email.slice(email.lastIndexOf('@') + 1).trim();
  }

  async #show() {
    await this.updateComplete;
    this.querySelector('.choices a')?.focus();
  }

  render() {
    return html`
      <form class="panel sign-in" novalidate @submit=${this.#form.submit}>
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${words.title}</h1>
        ${this.failure ? this.#why() : html`<p class="muted">${this.note ?? words.lead}</p>`}
        ${this.#form.field({
          name: 'email',
          id: 'work-email',
          type: 'email',
          label: words.fields.email,
          autocomplete: 'username',
          maxlength: 254,
          required: true,
          value: this.email,
        })}
        ${this.#form.failure()}
        ${this.choices?.length ? this.#choices() : nothing}
        ${this.choices?.length === 0 ? html`<p role="status">${words.none(this.domain)}</p>` : nothing}
        ${this.choices?.length ? nothing : this.#form.button(words.submit)}
        <button type="button" class="quiet" @click=${this.#password}>
          ${words.password}
        </button>
      </form>
    `;
  }

  #password() {
    const { value: detail } = this.querySelector('#work-email');
    this.dispatchEvent(new CustomEvent('password', { detail }));
  }

  #why() {
    const [title, why] = words.failures[this.failure] ?? words.unknown;
    return html`
      <div class="form-failure why" role="alert">
        ${icon('info')}
        <div><strong>${title}</strong><p>${why}</p></div>
      </div>
    `;
  }

  /** A click, also where there is one only: one should see where one is led. */
  #choices() {
    return html`
      <div class="choices" role="group" aria-labelledby="choices-title">
        <h2 id="choices-title">${words.choose}</h2>
        ${this.choices.map(
          ({ id, name, organizationName, host }) => html`
            <a class="button" href=${this.#address(id)} target=${this.again ? '_blank' : nothing}
              rel=${this.again ? 'noopener' : nothing}>
              <span>
                <strong>${organizationName}</strong><small class="muted">${words.at(name, host)}</small>
              </span>
              ${icon('right')}
            </a>
          `,
        )}
        ${this.again ? html`<p class="note">${words.again}</p>` : nothing}
        <p class="note muted">${words.look}</p>
      </div>
    `;
  }

  #address(id) {
    const { pathname, search } = location;
    const back = ENTRANCES.includes(pathname) ? '' : `?returnTo=${encodeURIComponent(pathname + search)}`;
    return `/api/auth/sso/${id}/start${back}`;
  }
}

customElements.define('astir-sign-in-organization', SignInOrganization);
