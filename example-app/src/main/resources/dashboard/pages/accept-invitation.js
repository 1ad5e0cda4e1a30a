/**
 * For whoever has the link of an invitation: choose a name and a password, and come in; or, where the
 * organization has no passwords, sign in where it does.
 */
import { html, nothing } from 'lit';
import { enter, leaveToReplace } from '../account.js';
import { callAsNobody } from '../http.js';
import { text } from '../messages.js';
import { HOME } from '../pages.js';
import { Part } from '../parts/element.js';
import { KeptHeading } from '../parts/focus.js';
import { Form } from '../parts/form.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { panelState } from '../parts/panel-state.js';
import { wrongPassword } from '../parts/password.js';
import { styleOf } from '../styles.js';
import { words } from './accept-invitation-words.js';

await styleOf(import.meta.url);

class AcceptInvitationPage extends Part {
  static properties = { app: { attribute: false } };

  /** Behind the #, which the browser sends to nobody. */
  #token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';

  #invitation = new Loading(this, () =>
    callAsNobody('POST', '/api/auth/invitation', { token: this.#token || 'none' }),
  );

  #form = new Form(this, {
    check: ({ password }) => this.#check(password),
    send: (values) => this.#accepted(values),
    done: ({ user }) => this.#done(user),
  });

  constructor() {
    super();
    new KeptHeading(this);
  }

  #accepted(values) {
    const { user } = this.app;
    // Who is signed in stands above the form.
    return enter('/api/auth/accept-invitation', { token: this.#token, ...values }, leaveToReplace(user?.id));
  }

  #check(password) {
    const wrong = wrongPassword(password);
    return wrong ? { password: wrong } : {};
  }

  /** Nothing stays of somebody who was signed in here before, nor of the link. */
  #done(user) {
    history.replaceState(null, '', location.pathname);
    if (this.app.user) this.#form.leaveFor(HOME);
    else this.dispatchEvent(new CustomEvent('astir-signed-in', { detail: { user }, bubbles: true }));
  }

  render() {
    const over = words.over[(this.#form.problem ?? this.#invitation.problem)?.type];
    if (over) return this.#over(over);
    return html`
      <div class="accept-invitation">
        ${this.#invitation.value ? nothing : html`<h1 tabindex="-1">${text.pages['accept-invitation']}</h1>`}
        ${panelState(this.#invitation, { what: words.link, content: (invitation) => this.#accept(invitation) })}
      </div>
    `;
  }

  #accept(invitation) {
    return invitation.byPassword ? this.#byPassword(invitation) : this.#byProvider(invitation);
  }

  #byPassword(invitation) {
    const { fields, passwordHint } = text.signIn;
    const hint = this.#form.wrongAt('password') ? null : `${passwordHint}. ${words.own}`;
    const name = { name: 'name', label: fields.name, required: true, autocomplete: 'name', maxlength: 200 };
    const password = { name: 'password', type: 'password', label: fields.password, required: true };
    return html`
      <form class="panel accept" novalidate @submit=${this.#form.submit}>
        ${this.#invited(invitation)} ${this.#form.field(name)}
        ${this.#form.field({ ...password, hint, autocomplete: 'new-password' })}
        ${this.#form.failure()} ${this.#form.button(words.submit)}
      </form>
    `;
  }

  /** A click, also where there is one only: one should see where one is led. */
  #byProvider(invitation) {
    const { providers, email } = invitation;
    return html`
      <section class="panel accept">
        ${this.#invited(invitation)}
        <p>${providers.length ? words.provider : words.noProvider(email)}</p>
        ${providers.map(
          ({ id, name, host }) => html`
            <a class="button" href=${`/api/auth/sso/${id}/start`}>
              <span><strong>${words.by(name)}</strong><small class="muted">${host}</small></span>
              ${icon('right')}
            </a>
          `,
        )}
      </section>
    `;
  }

  #invited({ organizationName, invitedByName, role, email }) {
    const { user } = this.app;
    return html`
      <img src="/favicon.svg" alt="" width="40" height="40" />
      <h1 tabindex="-1" dir="auto" aria-describedby=${user ? 'whose' : nothing}>${words.title(organizationName)}</h1>
      <p class="muted">${words.lead(invitedByName, words.roles[role])}</p>
      ${user ? html`<p id="whose" role="status">${words.other(user)}</p>` : nothing}
      <div class="field">
        <label for="email">${words.email}</label>
        <input id="email" type="email" autocomplete="username" readonly .value=${email} />
      </div>
    `;
  }

  #over([title, lead]) {
    return html`
      <section class="panel accept">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${title}</h1>
        <p class="muted">${lead}</p>
        <a class="button" href="/sign-in">${words.signIn}</a>
      </section>
    `;
  }
}

customElements.define('astir-accept-invitation-page', AcceptInvitationPage);
