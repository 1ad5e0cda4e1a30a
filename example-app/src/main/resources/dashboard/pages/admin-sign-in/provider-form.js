/** The form that describes an identity provider. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { icon } from '../../parts/icon.js';
import { words as texts } from '../admin-sign-in-words.js';

const words = texts.form;

/** "Copied" is read within this time. */
const COPIED_MILLIS = 2_000;

/** What the server calls a field, and what it is called here. */
const FIELDS = [
  [/^allowedDomains\b/, 'domains'],
  [/^roleValues\.admin\b/, 'adminValues'],
  [/^roleValues\.manager\b/, 'managerValues'],
  [/^roleValues$/, 'adminValues'],
];

const listed = (text) => text.split(/[,\s]+/).filter(Boolean);
const values = (text) => text.split(',').map((value) => value.trim()).filter(Boolean);

/** `provider` is what is known of it; `{}` is a new one. Events: `saved`, `cancelled`. */
class ProviderForm extends Part {
  static properties = {
    provider: { attribute: false },
    redirectUri: { state: true },
    copied: { state: true },
  };

  #form = new Form(this, {
    send: (typed) => this.#send(typed),
    done: () => this.dispatchEvent(new CustomEvent('saved')),
  });

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.redirectUri = (await call('GET', '/api/sign-in-rules')).redirectUri;
    } catch {
      this.redirectUri = null; // the form works without it
    }
  }

  firstUpdated() {
    this.querySelector('#provider-name').focus();
  }

  async #send(typed) {
    const { id } = this.provider;
    try {
      return await call(id ? 'PUT' : 'POST', `/api/identity-providers${id ? `/${id}` : ''}`, {
        name: typed.name,
        issuer: typed.issuer,
        clientId: typed.clientId,
        ...(typed.clientSecret === '' ? {} : { clientSecret: typed.clientSecret }),
        allowedDomains: listed(typed.domains),
        roleClaim: typed.roleClaim.trim() || null,
        roleValues: { admin: values(typed.adminValues), manager: values(typed.managerValues) },
        enabled: typed.enabled,
        autoCreate: typed.autoCreate,
      });
    } catch (problem) {
      if (problem.fields) problem.fields = ours(problem.fields);
      throw problem;
    }
  }

  render() {
    const { id, name } = this.provider;
    return html`
      <form class="panel form provider-form" novalidate @submit=${this.#form.submit}>
        <h3>${id ? words.edit(name) : words.add}</h3>
        ${this.redirectUri ? this.#redirect() : nothing}
        <div class="pair">${this.#fields(this.#about())}</div>
        ${this.#fields(this.#switches())}
        <fieldset>
          <legend>${words.roles}</legend>
          <p class="muted">${words.rolesLead}</p>
          <div class="pair">${this.#fields(this.#roles())}</div>
        </fieldset>
        ${this.#form.failure()}
        <footer>
          ${this.#form.button(words.save)}
          <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
            ${words.cancel}
          </button>
        </footer>
      </form>
    `;
  }

  /** A field that is `whole` has the row for itself. */
  #fields(fields) {
    return fields.map((about) =>
      about.whole ? html`<div class="whole">${this.#form.field(about)}</div>` : this.#form.field(about),
    );
  }

  #about() {
    const { id, name, issuer, clientId, hasClientSecret, allowedDomains = [] } = this.provider;
    const secretHint = id && hasClientSecret ? words.keepHint : words.secretHint;
    const domains = named('domains', allowedDomains.join(', '));
    return [
      { ...named('name', name), maxlength: 100, required: true, hint: words.nameHint },
      { ...named('issuer', issuer), maxlength: 500, required: true, hint: words.issuerHint },
      { ...named('clientId', clientId), maxlength: 500, required: true },
      { ...named('clientSecret'), type: 'password', maxlength: 2000, autocomplete: 'off', hint: secretHint },
      { ...domains, whole: true, required: true, hint: words.domainsHint },
    ];
  }

  #switches() {
    const { autoCreate = true, enabled = true } = this.provider;
    return [
      { ...named('autoCreate', autoCreate), type: 'checkbox', hint: words.autoCreateHint },
      { ...named('enabled', enabled), type: 'checkbox', hint: words.enabledHint },
    ];
  }

  #roles() {
    const { roleClaim, roleValues } = this.provider;
    const joined = (list) => (list ?? []).join(', ');
    return [
      { ...named('roleClaim', roleClaim ?? ''), whole: true, maxlength: 200, hint: words.roleClaimHint },
      { ...named('adminValues', joined(roleValues?.admin)), hint: words.valuesHint },
      { ...named('managerValues', joined(roleValues?.manager)), hint: words.valuesHint },
    ];
  }

  #redirect() {
    return html`
      <div>
        <p>${words.redirect}</p>
        <div class="copyable">
          <code>${this.redirectUri}</code>
          <button type="button" class="quiet square" aria-label=${words.copy} @click=${this.#copy}>
            ${icon(this.copied ? 'check' : 'copy')}
          </button>
        </div>
        <span class="visually-hidden" role="status">${this.copied ? words.copied : ''}</span>
      </div>
    `;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.redirectUri);
      this.copied = true;
      setTimeout(() => (this.copied = false), COPIED_MILLIS);
    } catch {
      // No right to the clipboard (plain http on another host): leave it selected for Ctrl+C.
      getSelection().selectAllChildren(this.querySelector('.copyable code'));
    }
  }
}

const named = (name, value) => ({ name, id: `provider-${name}`, label: words[name], value });

function ours(fields) {
  const own = (name) => FIELDS.find(([pattern]) => pattern.test(name))?.[1] ?? name;
  return Object.fromEntries(Object.entries(fields).map(([name, wrong]) => [own(name), wrong]));
}

customElements.define('astir-provider-form', ProviderForm);
