/** Signing in, and creating an organization. */
import { LitElement, html, nothing } from 'lit';
import { register, signIn } from './account.js';

const FIELDS = {
  organizationName: { label: 'Organization', autocomplete: 'organization', maxlength: 200 },
  name: { label: 'Your name', autocomplete: 'name', maxlength: 200 },
  email: { label: 'E-mail', type: 'email', autocomplete: 'username', maxlength: 254 },
  password: { label: 'Password', type: 'password' },
};

class SignIn extends LitElement {
  static properties = {
    register: { attribute: false },
    ended: { attribute: false },
    choices: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  createRenderRoot() {
    return this;
  }

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
      if (value.trim() === '') fields[name] = 'Please fill this in.';
    }
    if (password === '') fields.password = 'Please fill this in.';
    else if (this.register && [...password].length < 8) fields.password = 'At least 8 characters.';
    else if (this.register && new TextEncoder().encode(password).length > 72) {
      fields.password = 'At most 72 bytes: a letter beyond a–z counts more than one.';
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
    return html`
      <main class="centre">
        <form class="panel sign-in" novalidate @submit=${this.#submit}>
          <img src="/favicon.svg" alt="" width="40" height="40" />
          <h1 tabindex="-1">${this.register ? 'Create an organization' : 'Sign in to Astir'}</h1>
          <p class="muted">
            ${
              this.register
                ? 'You become its administrator, and connect computers and people next.'
                : 'Who is active, on what, and what is happening: live.'
            }
          </p>
          ${this.ended ? html`<p role="status">Your session has ended. Please sign in again.</p>` : nothing}
          ${names.map((name) => this.#field(name, FIELDS[name]))} ${this.choices ? this.#organization() : nothing}
          ${
            this.problem?.message && Object.keys(this.problem.fields ?? {}).length === 0
              ? html`<p class="failure" role="alert">${this.problem.message}</p>`
              : nothing
          }
          <button class="primary" ?disabled=${this.busy}>
            ${this.register ? 'Create organization' : 'Sign in'}
          </button>
          <p>
            ${
              this.register
                ? html`Already have an account? <a href="/sign-in" data-route>Sign in</a>`
                : html`New here? <a href="/register" data-route>Create an organization</a>`
            }
          </p>
        </form>
      </main>
    `;
  }

  #field(name, { label, type = 'text', autocomplete, maxlength }) {
    const wrong = this.problem?.fields?.[name];
    const hint = this.register && name === 'password' ? 'At least 8 characters' : null;
    const completion =
      name === 'password' ? (this.register ? 'new-password' : 'current-password') : autocomplete;
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <input
          id=${name}
          name=${name}
          type=${type}
          autocomplete=${completion}
          maxlength=${maxlength ?? nothing}
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
        <label for="organizationId">Organization</label>
        <select id="organizationId" name="organizationId" aria-describedby="organizationId-note">
          ${this.choices.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
        <p id="organizationId-note" class="muted">Your e-mail belongs to several; choose one.</p>
      </div>
    `;
  }
}

customElements.define('astir-sign-in', SignIn);
