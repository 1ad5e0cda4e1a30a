/** Whoever has a link chooses a new password. */
import { html } from 'lit';
import { callAsNobody } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { wrongPassword } from '../parts/password.js';
import { styleOf } from '../styles.js';
import { words } from './reset-password-words.js';

let token = null;

/**
 * The link's secret, behind the #, which the browser sends to nobody, leaves the address, and with it the
 * browser's history, before anything else is done. Whether there is one.
 */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return false;
  token = given;
  history.replaceState(history.state, '', location.pathname);
  return true;
}

takeToken();

await Promise.all([styleOf(import.meta.url), styleOf(new URL('./sign-in.js', import.meta.url))]);

class ResetPasswordPage extends Part {
  static properties = { app: { attribute: false }, state: { state: true } };

  #form = new Form(this, {
    check: ({ newPassword }) => {
      const wrong = wrongPassword(newPassword);
      return wrong ? { newPassword: wrong } : {};
    },
    send: (values) => this.#send(values),
    done: (state) => this.#show(state),
  });

  constructor() {
    super();
    takeToken();
    this.state = token ? 'open' : 'invalid';
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#another);
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this.#another);
    super.disconnectedCallback();
  }

  /** A link that follows another in the same tab loads no page. */
  #another = () => {
    if (takeToken()) this.state = 'open';
  };

  async #send({ newPassword }) {
    try {
      await callAsNobody('POST', '/api/auth/reset-password', { token, newPassword });
    } catch (problem) {
      if (problem.type !== 'reset-link-invalid') throw problem;
      return 'invalid';
    }
    token = null;
    return 'done';
  }

  /** What is said now is announced by moving to its heading. */
  async #show(state) {
    this.state = state;
    await this.updateComplete;
    this.querySelector('h1').focus();
  }

  render() {
    if (this.state === 'open') return this.#question();
    const { title, lead, signIn, again } = words[this.state];
    return html`
      <section class="panel sign-in">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${title}</h1>
        <p class="muted">${lead}</p>
        <a class="button" href=${signIn ? '/sign-in' : '/forgot-password'}>${signIn ?? again}</a>
      </section>
    `;
  }

  #question() {
    // What is wrong with it says the same as the hint.
    const hint = this.#form.wrongAt('newPassword') ? null : text.signIn.passwordHint;
    return html`
      <form class="panel sign-in" novalidate @submit=${this.#form.submit}>
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${text.pages['reset-password']}</h1>
        <p class="muted">${words.lead}</p>
        ${this.#form.field({ name: 'newPassword', type: 'password', label: words.password, hint, required: true, autocomplete: 'new-password' })}
        ${this.#form.failure()} ${this.#form.button(words.submit)}
      </form>
    `;
  }
}

customElements.define('astir-reset-password-page', ResetPasswordPage);
