/**
 * Says who would be signed in by a provider, and whose sign-in would end by it, before either happens: somebody
 * may have been led here.
 */
import { html, nothing } from 'lit';
import { leaveToReplace } from '../account.js';
import { callAsNobody } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { KeptHeading } from '../parts/focus.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { panelState } from '../parts/panel-state.js';
import { words as replacementWords } from '../parts/replacement-words.js';
import { styleOf } from '../styles.js';
import { words } from './confirm-sign-in-words.js';

await Promise.all([styleOf(import.meta.url), styleOf(new URL('./sign-in.js', import.meta.url))]);

const ADDRESS = '/api/auth/sso/confirmation';

/** What was shown is not what there is by now. */
const CHANGED = ['signed-in-already', 'another-sign-in'];

class ConfirmSignInPage extends Part {
  static properties = { app: { attribute: false } };

  #question = new Loading(this, () => callAsNobody('GET', ADDRESS));

  #form = new Form(this, {
    send: () => this.#enter(),
    done: (entered) => entered && this.#form.leaveFor(entered.returnTo), // a fresh page: nothing of anybody stays
  });

  constructor() {
    super();
    new KeptHeading(this);
  }

  async #enter() {
    const { userId, present } = this.#question.value;
    try {
      return await callAsNobody('POST', ADDRESS, { userId }, leaveToReplace(present?.userId));
    } catch (problem) {
      if (!CHANGED.includes(problem.type)) throw problem;
      await this.#question.run();
      return null;
    }
  }

  async #leave() {
    if (this.#form.busy) return;
    try {
      await callAsNobody('DELETE', ADDRESS);
      this.#form.leaveFor('/');
    } catch (problem) {
      this.#form.fail(problem.message);
    }
  }

  render() {
    const problem = this.#form.problem ?? this.#question.problem;
    if (problem?.type === 'sign-in-over') return this.#over();
    return html`
      <div class="confirm-sign-in">
        ${this.#question.value ? nothing : html`<h1 tabindex="-1">${text.pages['confirm-sign-in']}</h1>`}
        ${panelState(this.#question, { what: words.question, content: (question) => this.#ask(question) })}
      </div>
    `;
  }

  #ask({ name, email, organizationName, provider, present }) {
    return html`
      <form class="panel sign-in" novalidate @submit=${this.#form.submit}>
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1" dir="auto" aria-describedby="whose">${words.title(name)}</h1>
        <p class="muted">${words.arriving(provider, email, organizationName)}</p>
        <p id="whose" role="status">${present ? replacementWords.present(present) : words.lured}</p>
        ${this.#form.failure()} ${this.#form.button(words.confirm(organizationName))}
        <button type="button" aria-busy=${this.#form.busy} @click=${this.#leave}>
          ${present ? words.stay(present.organizationName) : words.leave}
        </button>
      </form>
    `;
  }

  #over() {
    const [title, lead] = words.over;
    return html`
      <section class="panel sign-in">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <h1 tabindex="-1">${title}</h1>
        <p class="muted">${lead}</p>
        <a class="button" href="/">${words.back}</a>
      </section>
    `;
  }
}

customElements.define('astir-confirm-sign-in-page', ConfirmSignInPage);
