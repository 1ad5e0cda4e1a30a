/** One's second factor: what there is, and what can be set up or removed. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { moment } from '../../format.js';
import { call } from '../../http.js';
import { canUsePasskeys, isAt, makePasskey } from '../../passkeys.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { toast } from '../../parts/toast.js';
import { styleOf } from '../../styles.js';
import './authenticator-app.js';
import './recovery-codes.js';
import './second-factor-forms.js';
import { words } from './second-factor-words.js';

await styleOf(import.meta.url);

const ADDRESS = '/api/auth/second-factor';

const CODE = { name: 'code', autocomplete: 'one-time-code', maxlength: 20 };

/** `<astir-me-second-factor>`: event `factor-set-up` once somebody has one and has kept the codes. */
class SecondFactor extends Part {
  static properties = {
    app: { attribute: false },
    /** What is being done: a function that renders it, or null. */
    doing: { state: true },
    failure: { state: true },
  };

  #state = new Loading(this, (signal) => call('GET', ADDRESS, undefined, { signal }));

  /** One thing at a time: of codes that were made twice, the first are void. */
  #isBusy = false;

  render() {
    return html`
      <section class="panel section second-factor" aria-labelledby="second-factor-title">
        <h2 id="second-factor-title" tabindex="-1">${words.title}</h2>
        ${panelState(this.#state, { what: words.what, content: (state) => this.#content(state) })}
      </section>
    `;
  }

  #content(state) {
    if (this.doing) return this.doing();
    const has = state.totpSince || state.passkeys.length > 0;
    return html`
      <p class="muted">${has ? words.lead.some : words.lead.none} ${state.required ? words.required : ''}</p>
      ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      <ul class="factors">
        <li>${this.#app(state)}</li>
        <li>${this.#passkeys(state)}</li>
        ${has ? html`<li>${this.#recovery(state)}</li>` : nothing}
      </ul>
    `;
  }

  /* The authenticator app */

  #app({ totpSince }) {
    const { title, since, none, add, replace, remove } = words.app;
    const begin = () => this.#confirmed((given) => this.#setUpApp(given));
    return html`
      <div>
        <h3>${title}</h3>
        <p class="muted">${totpSince ? since(moment(totpSince)) : none}</p>
      </div>
      <div class="buttons">
        <button type="button" class=${totpSince ? nothing : 'primary'} @click=${begin}>${totpSince ? replace : add}</button>
        ${totpSince ? html`<button type="button" @click=${() => this.#removeApp()}>${remove}</button>` : nothing}
      </div>
    `;
  }

  async #setUpApp(given) {
    const setup = await call('POST', `${ADDRESS}/totp`, given);
    this.doing = () => html`
      <astir-authenticator-app .setup=${setup} @cancelled=${() => this.#over()}
        @confirmed=${({ detail }) => this.#made(detail, words.done.app)}></astir-authenticator-app>
    `;
  }

  #removeApp() {
    const { removeTitle, removeLead, remove, code } = words.app;
    const fields = [{ ...CODE, label: code }];
    if (this.#state.value.confirmation !== 'nothing') fields.unshift(this.#password());
    this.#show({
      title: removeTitle,
      lead: removeLead,
      fields,
      submit: remove,
      send: (values) => call('DELETE', `${ADDRESS}/totp`, values),
      done: () => this.#over(words.done.appRemoved),
    });
  }

  /* Passkeys */

  #passkeys({ passkeys, passkeysAt: { host } }) {
    const { title, lead, add } = words.passkeys;
    return html`
      <div>
        <h3>${title}</h3>
        <p class="muted">${lead}</p>
        ${isAt(host) ? nothing : html`<p class="muted note">${icon('info')} ${whyNot(host)}</p>`}
      </div>
      <div class="buttons">
        ${isAt(host) ? html`<button type="button" @click=${() => this.#namePasskey()}>${add}</button>` : nothing}
      </div>
      ${passkeys.length ? html`<ul class="passkeys">${passkeys.map((one) => this.#passkey(one))}</ul>` : nothing}
    `;
  }

  #passkey({ id, name, createdAt, lastUsedAt }) {
    const { used, unused, remove, removes } = words.passkeys;
    const created = moment(createdAt);
    return html`
      <li>
        ${icon('key')}
        <span>
          <strong dir="auto">${name}</strong>
          <span class="muted">${lastUsedAt ? used(created, moment(lastUsedAt)) : unused(created)}</span>
        </span>
        <button type="button" class="quiet" aria-label=${removes(name)} @click=${() => this.#removePasskey(id, name)}>
          ${remove}
        </button>
      </li>
    `;
  }

  #namePasskey() {
    const { add, lead, name, example, create } = words.passkeys;
    this.#confirmed((given) =>
      this.#show({
        title: add,
        lead,
        fields: [{ name: 'name', label: name, value: example, maxlength: 100, autocomplete: 'off' }],
        submit: create,
        send: (values) => this.#makePasskey(given, values.name),
        done: ({ passkey, recoveryCodes }) => this.#made(recoveryCodes, words.done.passkey(passkey.name)),
      }),
    );
  }

  async #makePasskey(given, name) {
    const { challenge, publicKey } = await call('POST', `${ADDRESS}/passkeys/options`, given);
    let credential;
    try {
      credential = await makePasskey(publicKey);
    } catch (failure) {
      const { known, cancelled } = words.passkeys;
      throw Object.assign(failure.name === 'InvalidStateError' ? new Error(known) : new Error(cancelled), { fields: {} });
    }
    return call('POST', `${ADDRESS}/passkeys`, { challenge, name, credential });
  }

  async #removePasskey(id, name) {
    const { question, questionNote, remove } = words.passkeys;
    if (!(await ask({ title: question(name), message: questionNote, confirm: remove, danger: true }))) return;
    this.#confirmed(async (given) => {
      await call('DELETE', `${ADDRESS}/passkeys/${id}`, given);
      await this.#over(words.done.passkeyRemoved(name));
    });
  }

  /* Recovery codes */

  #recovery({ recoveryCodesLeft: count }) {
    const { title, left, none, why, renew } = words.recovery;
    return html`
      <div>
        <h3>${title}</h3>
        <p class="muted">${count > 0 ? left(count) : none}. ${why}</p>
      </div>
      <div class="buttons">
        <button type="button" @click=${() => this.#confirmed((given) => this.#renew(given))}>${renew}</button>
      </div>
    `;
  }

  async #renew(given) {
    this.#made((await call('POST', `${ADDRESS}/recovery-codes`, given)).recoveryCodes);
  }

  /** Shows new codes, if there are some. */
  #made(codes, message) {
    if (message) toast({ title: message });
    if (codes.length === 0) return this.#ready();
    this.doing = () => html`
      <astir-recovery-codes .codes=${codes} .email=${this.app.user.email} @kept=${() => this.#ready()}></astir-recovery-codes>
    `;
    return null;
  }

  async #ready() {
    await this.#over();
    this.dispatchEvent(new CustomEvent('factor-set-up', { bubbles: true }));
  }

  /* What all have in common */

  /** Does something once it is clear that this is the person's own wish. */
  async #confirmed(work) {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      this.failure = null;
      await this.#state.run(); // the sign-in may have grown old meanwhile
      if (!this.#state.problem) await this.#confirm(this.#state.value.confirmation, work);
    } finally {
      this.#isBusy = false;
    }
  }

  async #confirm(need, work) {
    if (need === 'nothing') {
      try {
        await work({});
      } catch (problem) {
        await this.#over();
        this.failure = problem.message;
      }
      return;
    }
    const { title, lead, code, submit } = words.confirmation;
    this.#show({
      title,
      lead,
      fields: need === 'password' ? [this.#password()] : [this.#password(), { ...CODE, label: code }],
      submit,
      send: (values) => work(values),
      done: () => {},
    });
  }

  #password() {
    return { name: 'password', type: 'password', label: words.confirmation.password, autocomplete: 'current-password' };
  }

  #show({ done, ...about }) {
    const shown = { ...about, cancel: words.cancel };
    // Another form is another element: nothing typed goes from one to the next.
    this.doing = () => keyed(shown, html`
      <astir-factor-form .about=${shown} @done=${({ detail }) => done(detail)} @cancelled=${() => this.#over()}></astir-factor-form>
    `);
  }

  async #over(message) {
    this.doing = null;
    if (message) toast({ title: message });
    await this.#state.run();
    await this.updateComplete;
    this.querySelector('h2').focus();
  }
}

function whyNot(host) {
  const { elsewhere, nowhere, cannot } = words.passkeys;
  if (host === null) return nowhere;
  if (location.hostname === host) return canUsePasskeys ? nothing : cannot;
  return elsewhere(location.port ? `${location.protocol}//${host}:${location.port}` : `https://${host}`);
}

customElements.define('astir-me-second-factor', SecondFactor);
