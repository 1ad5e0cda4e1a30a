/** Whoever forgot their password asks for a link. */
import { html } from 'lit';
import { callAsNobody } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { styleOf } from '../styles.js';
import { words } from './forgot-password-words.js';

await Promise.all([styleOf(import.meta.url), styleOf(new URL('./sign-in.js', import.meta.url))]);

class ForgotPasswordPage extends Part {
  static properties = { app: { attribute: false }, heard: { state: true } };

  #form = new Form(this, {
    send: async ({ email }) => ({ email, ...(await callAsNobody('POST', '/api/auth/forgot-password', { email })) }),
    done: (heard) => this.#done(heard),
  });

  /** What is said now is announced by moving to its heading. */
  async #done(heard) {
    this.heard = heard;
    await this.updateComplete;
    this.querySelector('h1').focus();
  }

  render() {
    return this.heard ? this.#answer() : this.#question();
  }

  #question() {
    return html`
      <form class="panel sign-in" novalidate @submit=${this.#form.submit}>
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${text.pages['forgot-password']}</h1>
        <p class="muted">${words.lead}</p>
        ${this.#form.field({ name: 'email', type: 'email', label: words.email, required: true, autocomplete: 'username', maxlength: 254 })}
        ${this.#form.failure()} ${this.#form.button(words.submit)}
        <p><a href="/sign-in">${words.back}</a></p>
      </form>
    `;
  }

  #answer() {
    const { email, byMail } = this.heard;
    const { title, lead } = byMail ? words.mail : words.byHand;
    return html`
      <section class="panel sign-in">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${title}</h1>
        <p class="said">${lead(email)}</p>
        <p><a href="/sign-in">${words.back}</a></p>
      </section>
    `;
  }
}

customElements.define('astir-forgot-password-page', ForgotPasswordPage);
