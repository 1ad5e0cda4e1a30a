/** Another password, by whoever knows the present one. */
import { html } from 'lit';
import { call } from '../../http.js';
import { text } from '../../messages.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { wrongPassword } from '../../parts/password.js';
import { undo } from '../../parts/undo.js';
import { words } from './security-words.js';

class Password extends Part {
  static properties = { app: { attribute: false } };

  #form = new Form(this, {
    check: ({ newPassword }) => {
      const wrong = wrongPassword(newPassword);
      return wrong ? { newPassword: wrong } : {};
    },
    send: ({ currentPassword, newPassword }) => call('POST', '/api/auth/change-password', { currentPassword, newPassword }),
    done: () => this.#done(),
  });

  #done() {
    this.querySelector('form').reset();
    undo(words.password.changed);
    // The list of sign-ins is another one now.
    this.dispatchEvent(new CustomEvent('astir-sign-ins-changed', { bubbles: true }));
  }

  render() {
    const { title, lead, present, wanted, submit } = words.password;
    // What is wrong with it says the same as the hint.
    const hint = this.#form.wrongAt('newPassword') ? null : text.signIn.passwordHint;
    const secret = { type: 'password', required: true };
    return html`
      <section class="panel section">
        <h2>${title}</h2>
        <p class="muted">${lead}</p>
        <form class="me-form" novalidate @submit=${this.#form.submit}>
          <input type="email" name="username" autocomplete="username" .value=${this.app.user.email} readonly hidden />
          ${this.#form.field({ ...secret, name: 'currentPassword', label: present, autocomplete: 'current-password' })}
          ${this.#form.field({ ...secret, name: 'newPassword', label: wanted, hint, autocomplete: 'new-password' })}
          ${this.#form.failure()}
          <div>${this.#form.button(submit)}</div>
        </form>
      </section>
    `;
  }
}

customElements.define('astir-me-password', Password);
