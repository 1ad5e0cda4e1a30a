/** The second step of signing in: a code, a passkey, or a recovery code. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { finishSignIn } from '../account.js';
import { callAsNobody } from '../http.js';
import { canUsePasskeys, usePasskey } from '../passkeys.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { Form } from './form.js';
import { words } from './second-step-words.js';

await styleOf(import.meta.url);

/** What stands behind each way's field, in the answer to the server. */
const FIELDS = {
  totp: {
    name: 'code',
    label: words.code,
    wrong: words.wrong,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: 10,
  },
  recovery: {
    name: 'recoveryCode',
    label: words.recoveryCode,
    wrong: words.wrongRecovery,
    autocomplete: 'off',
    maxlength: 20,
  },
};

/**
 * `<astir-second-step>`: `asked` is what the login answered, with the `leave` of its problem. Event `finished` with the user in `detail`; event
 * `over` when it must begin anew, with why, or with null when somebody goes back.
 */
class SecondStep extends Part {
  static properties = {
    asked: { attribute: false },
    way: { state: true },
    failure: { state: true },
    busy: { state: true },
  };

  #form = new Form(this, {
    send: (values) => this.#send(values),
    done: (user) => this.#finished(user),
  });

  willUpdate(changed) {
    if (!changed.has('asked')) return;
    const { methods } = this.asked;
    this.way = ['passkey', 'totp', 'recovery'].find((way) => methods.includes(way) && this.#can(way)) ?? methods[0];
  }

  firstUpdated() {
    this.#focus();
  }

  #can(way) {
    return way !== 'passkey' || canUsePasskeys;
  }

  #focus() {
    this.querySelector('input, button.primary')?.focus();
  }

  async #send(values) {
    const { name, wrong } = FIELDS[this.way];
    try {
      const { challenge, leave } = this.asked;
      return await finishSignIn({ challenge, [name]: values[name] }, leave);
    } catch (problem) {
      if (problem.type === 'challenge-refused') return null;
      if (problem.type === 'second-factor-refused') problem.fields = { [name]: wrong };
      throw problem;
    }
  }

  #finished(user) {
    if (user) this.#tell('finished', user);
    else this.#tell('over', words.over);
  }

  async #passkey() {
    if (this.busy) return;
    Object.assign(this, { busy: true, failure: null });
    const { challenge, leave } = this.asked;
    try {
      const { publicKey } = await callAsNobody('POST', '/api/auth/second-factor/passkey-options', { challenge });
      const passkey = await usePasskey(publicKey);
      this.#finished(await finishSignIn({ challenge, passkey }, leave));
    } catch (problem) {
      if (problem.type === 'challenge-refused') this.#finished(null);
      else this.failure = reasonOf(problem);
    } finally {
      this.busy = false;
    }
  }

  async #choose(way) {
    this.failure = null;
    this.#form.reset();
    this.way = way;
    await this.updateComplete;
    this.#focus();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  render() {
    const others = this.asked.methods.filter((way) => way !== this.way && this.#can(way));
    return html`
      <section class="panel second-step">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${words.title}</h1>
        <p class="muted">${words.lead[this.way]}</p>
        ${this.way === 'passkey' ? this.#passkeyButton('primary') : this.#codeForm()}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        <div class="others">
          ${others.map((way) => (way === 'passkey' ? this.#passkeyButton() : this.#otherButton(way)))}
          <button type="button" class="quiet" @click=${() => this.#tell('over', null)}>${words.back}</button>
        </div>
        <p class="muted lost">${words.lost}</p>
      </section>
    `;
  }

  #codeForm() {
    const { wrong: _, ...field } = FIELDS[this.way];
    // A field of its own for each way: what was typed for one is none of the other's.
    return keyed(
      this.way,
      html`
        <form novalidate @submit=${this.#form.submit}>
          ${this.#form.field({ ...field, id: `second-${field.name}`, required: true })} ${this.#form.failure()}
          ${this.#form.button(words.submit)}
        </form>
      `,
    );
  }

  #passkeyButton(kind = '') {
    return html`
      <button type="button" class=${kind} aria-busy=${Boolean(this.busy)} @click=${this.#passkey}>
        ${words.passkey}
      </button>
    `;
  }

  #otherButton(way) {
    return html`<button type="button" @click=${() => this.#choose(way)}>${words.other[way]}</button>`;
  }
}

function reasonOf(problem) {
  if (problem.name === 'SecurityError') return words.elsewhere;
  if (problem instanceof DOMException) return words.cancelled;
  return problem.type === 'second-factor-refused' ? words.refused : problem.message;
}

customElements.define('astir-second-step', SecondStep);
