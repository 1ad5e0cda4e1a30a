/** Signing in, and creating an organization. */
import { html, nothing } from 'lit';
import { register, signIn } from '../account.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
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
    busy: { state: true },
    problem: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('register')) {
      this.problem = null;
      this.choices = null;
    }
  }

  async #submit(event) {
    event.preventDefault();
    const input = Object.fromEntries(new FormData(event.target));
    const problem = this.#check(input);
    if (problem) return this.#refuse(problem);
    this.busy = true;
    this.problem = null;
    try {
      const user = this.register
        ? await register({ ...input, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
        : await signIn(input);
      this.dispatchEvent(new CustomEvent('astir-signed-in', { detail: { user }, bubbles: true }));
    } catch (failure) {
      if (failure.type === 'organization-required') {
        this.choices = failure.body.organizations ?? [];
        await this.updateComplete;
        this.querySelector('select')?.focus();
      } else {
        await this.#refuse(failure);
      }
    } finally {
      this.busy = false;
    }
  }

  /** Only what the browser can know; the server has the last word. */
  #check({ password, ...input }) {
    const fields = {};
    for (const [name, value] of Object.entries(input)) {
      if (value.trim() === '') fields[name] = text.signIn.required;
    }
    if (password === '') fields.password = text.signIn.required;
    else if (this.register && [...password].length < 8) fields.password = text.signIn.passwordShort;
    else if (this.register && new TextEncoder().encode(password).length > 72) {
      fields.password = text.signIn.passwordLong;
    }
    return Object.keys(fields).length > 0 ? { message: null, fields } : null;
  }

  async #refuse(problem) {
    this.problem = problem;
    await this.updateComplete;
    this.querySelector('[aria-invalid=true]')?.focus();
  }

  render() {
    const names = this.register ? Object.keys(FIELDS) : ['email', 'password'];
    const words = text.signIn;
    const failed = this.problem?.message && Object.keys(this.problem.fields ?? {}).length === 0;
    document.title = `${this.register ? words.register : text.pages['sign-in']} – Astir`;
    return html`
      <main class="centre">
        <form class="panel sign-in" novalidate @submit=${this.#submit}>
          <img src="/favicon.svg" alt="" width="40" height="40" />
          <h1 tabindex="-1">${this.register ? words.register : words.title}</h1>
          <p class="muted">${this.register ? words.registerLead : words.lead}</p>
          ${this.again ? html`<p role="status">${words.ended} ${words.kept}</p>` : nothing}
          ${names.map((name) => this.#field(name, FIELDS[name]))} ${this.choices ? this.#organization() : nothing}
          ${failed ? html`<p class="failure" role="alert">${this.problem.message}</p>` : nothing}
          <button class="primary" ?disabled=${this.busy}>${this.register ? words.registerSubmit : words.submit}</button>
          ${this.again ? nothing : this.#otherWay()}
        </form>
      </main>
    `;
  }

  #otherWay() {
    const { haveAccount, newHere, submit, register } = text.signIn;
    return this.register
      ? html`<p>${haveAccount} <a href="/sign-in">${submit}</a></p>`
      : html`<p>${newHere} <a href="/register">${register}</a></p>`;
  }

  #field(name, { type = 'text', autocomplete, maxlength }) {
    const wrong = this.problem?.fields?.[name];
    const hint = this.register && name === 'password' ? text.signIn.passwordHint : null;
    const completion =
      name === 'password' ? (this.register ? 'new-password' : 'current-password') : autocomplete;
    return html`
      <div class="field">
        <label for=${name}>${text.signIn.fields[name]}</label>
        <input
          id=${name}
          name=${name}
          type=${type}
          autocomplete=${completion}
          maxlength=${maxlength ?? nothing}
          .value=${name === 'email' && this.again ? this.again.email : ''}
          required
          aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby=${wrong || hint ? `${name}-note` : nothing}
        />
        ${wrong || hint ? html`<p id="${name}-note" class=${wrong ? 'failure' : 'muted'}>${wrong || hint}</p>` : nothing}
      </div>
    `;
  }

  #organization() {
    return html`
      <div class="field">
        <label for="organizationId">${text.signIn.organization}</label>
        <select id="organizationId" name="organizationId" aria-describedby="organizationId-note">
          ${this.choices.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
        <p id="organizationId-note" class="muted">${text.signIn.several}</p>
      </div>
    `;
  }
}

customElements.define('astir-sign-in', SignIn);
