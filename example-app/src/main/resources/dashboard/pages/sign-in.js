/** Signing in, and creating an organization. */
import { html, nothing } from 'lit';
import { register, signIn } from '../account.js';
import { Problem } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { wrongPassword } from '../parts/password.js';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

const FIELDS = {
  organizationName: { autocomplete: 'organization', maxlength: 200 },
  name: { autocomplete: 'name', maxlength: 200 },
  email: { type: 'email', autocomplete: 'username', maxlength: 254 },
  password: { type: 'password' },
};

class SignIn extends Part {
  static properties = {
    register: { attribute: false },
    again: { attribute: false },
    choices: { state: true },
    organization: { state: true },
    /** The second step that the server asks for, or null. */
    asked: { state: true },
    /** The e-mail that was typed, which stays on the way to and back from another form. */
    email: { state: true },
  };

  #form = new Form(this, {
    check: (values) => this.#check(values),
    send: (values) => this.#send(values),
    done: (user) => this.#done(user),
  });

  connectedCallback() {
    super.connectedCallback();
    // Back from a provider, without having come in.
    const failure = new URLSearchParams(location.search).get('failure');
    if (failure && location.pathname === '/sign-in') this.#toOrganization({ failure });
  }

  /** The rest of the form is filled in. */
  firstUpdated() {
    if (this.again && !this.organization) this.querySelector('#password').focus();
  }

  willUpdate(changed) {
    if (!changed.has('register')) return;
    // Once, and not when it renders last: the page that somebody enters has its own title by then.
    document.title = `${this.register ? text.signIn.register : text.pages['sign-in']} – Astir`;
    this.#form.reset();
    this.choices = null;
    this.asked = null;
  }

  #check({ password }) {
    const wrong = this.register ? wrongPassword(password) : null;
    return wrong ? { password: wrong } : {};
  }

  async #send(values) {
    if (this.register) {
      return register({ ...values, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    }
    this.email = values.email;
    try {
      return await signIn(values);
    } catch (problem) {
      if (problem.type === 'single-sign-on-required') {
        await this.#byOrganization({ email: values.email, note: problem.message });
      }
      if (problem.type === 'second-factor-required') return this.#askForMore({ ...problem.body, leave: problem.leave });
      if (problem.type !== 'organization-required') throw problem;
      this.choices = problem.body.organizations ?? [];
      return null;
    }
  }

  /** Signs in where the organization does; `about` is what is known already. */
  async #byOrganization(about) {
    const { words } = await needed(import('./sign-in-organization-words.js'));
    await needed(import('./sign-in-organization.js'));
    document.title = `${words.title} – Astir`;
    this.organization = about;
    this.email = about.email;
  }

  /** The same where no form waits for it. */
  async #toOrganization(about) {
    try {
      await this.#byOrganization(about);
    } catch (problem) {
      this.#form.fail(problem.message);
    }
  }

  async #byPassword(email) {
    this.organization = null;
    this.email = email;
    document.title = `${text.pages['sign-in']} – Astir`;
    this.#form.reset();
    await this.updateComplete;
    this.querySelector('#email').focus();
  }

  async #askForMore(asked) {
    await needed(import('../parts/second-step.js'));
    this.asked = asked;
    return null;
  }

  async #done(user) {
    if (user) {
      this.dispatchEvent(new CustomEvent('astir-signed-in', { detail: { user }, bubbles: true }));
      return;
    }
    await this.updateComplete;
    this.querySelector('select')?.focus();
  }

  async #over({ detail: message }) {
    this.asked = null;
    await this.updateComplete;
    if (message) this.#form.fail(message);
    this.querySelector('#password').focus();
  }

  render() {
    if (this.organization && !this.register) {
      const { email, failure, note } = this.organization;
      return html`
        <main class="centre">
          <astir-sign-in-organization .email=${email} .failure=${failure} .note=${note} .again=${this.again}
            @password=${({ detail }) => this.#byPassword(detail)}></astir-sign-in-organization>
        </main>
      `;
    }
    if (this.asked) {
      return html`
        <main class="centre">
          <astir-second-step .asked=${this.asked} @finished=${({ detail }) => this.#done(detail)}
            @over=${this.#over}></astir-second-step>
        </main>
      `;
    }
    const names = this.register ? Object.keys(FIELDS) : ['email', 'password'];
    const words = text.signIn;
    return html`
      <main class="centre">
        <form class="panel sign-in" novalidate @submit=${this.#form.submit}>
          <img src="/favicon.svg" alt="" width="40" height="40" />
          <h1 tabindex="-1">${this.register ? words.register : words.title}</h1>
          <p class="muted">${this.register ? words.registerLead : words.lead}</p>
          ${this.again ? html`<p role="status">${words.ended} ${words.kept}</p>` : nothing}
          ${names.map((name) => this.#form.field({ ...FIELDS[name], ...this.#about(name) }))}
          ${this.choices ? this.#form.field(this.#organization()) : nothing} ${this.#form.failure()}
          ${this.#form.button(this.register ? words.registerSubmit : words.submit)}
          ${this.register ? nothing : this.#organizationButton()}
          ${this.again ? nothing : this.#otherWay()}
        </form>
      </main>
    `;
  }

  #about(name) {
    const about = { name, label: text.signIn.fields[name], required: true };
    if (name === 'email') return { ...about, value: this.email ?? this.again?.email };
    if (name !== 'password') return about;
    // What is wrong with it says the same as the hint.
    const hint = this.register && !this.#form.wrongAt(name) ? text.signIn.passwordHint : null;
    return { ...about, hint, autocomplete: this.register ? 'new-password' : 'current-password' };
  }

  #organization() {
    return {
      name: 'organizationId',
      type: 'select',
      label: text.signIn.organization,
      hint: text.signIn.several,
      options: this.choices.map(({ id, name }) => [id, name]),
    };
  }

  #organizationButton() {
    const typed = () => this.querySelector('#email').value;
    return html`
      <button type="button" @click=${() => this.#toOrganization({ email: typed() })}>
        ${text.signIn.organizationSignIn}
      </button>
    `;
  }

  #otherWay() {
    const { haveAccount, newHere, submit, register } = text.signIn;
    return this.register
      ? html`<p>${haveAccount} <a href="/sign-in">${submit}</a></p>`
      : html`
          <p><a href="/forgot-password">${text.pages['forgot-password']}</a></p>
          <p>${newHere} <a href="/register">${register}</a></p>
        `;
  }
}

/** A module that is loaded when it is needed: without it, the server is away. */
function needed(module) {
  return module.catch(() => {
    throw new Problem(0);
  });
}

customElements.define('astir-sign-in', SignIn);
