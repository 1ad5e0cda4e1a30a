/** A form for an administrator: a token that lets somebody's computer in. */
import { html, nothing } from 'lit';
import { absolute, collator } from '../../format.js';
import { call } from '../../http.js';
import { wholeList } from '../../lists.js';
import { Part } from '../../parts/element.js';
import { enrolSteps } from '../../parts/enrol.js';
import { Form } from '../../parts/form.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { words } from '../admin-computers-words.js';

const { issue } = words;

/** `<astir-issue-token>`. Event `issued` when there is a token. */
class IssueToken extends Part {
  static properties = { made: { state: true } };

  #people = new Loading(this, async (signal) => {
    const people = await wholeList('/api/users', signal);
    return people.filter(({ status }) => status === 'active').sort((a, b) => collator.compare(a.name, b.name));
  });
  #form = new Form(this, {
    send: ({ userId, lasts, uses }) =>
      call('POST', '/api/enrolment-tokens', { userId, expiresInSeconds: Number(lasts), maxUses: uses }),
    done: (token) => this.#show(token),
  });

  /** Loads people again, since others work here now. */
  reload() {
    return this.#people.later();
  }

  async #show(made) {
    this.made = made;
    this.dispatchEvent(new CustomEvent('issued'));
    await this.updateComplete;
    this.querySelector('ol')?.focus();
  }

  async #another() {
    this.made = null;
    await this.updateComplete;
    this.querySelector('h2').focus();
  }

  render() {
    return html`
      <section class="panel section" aria-labelledby="issue-title">
        <h2 id="issue-title" tabindex="-1">${this.made ? issue.made(this.#nameOf(this.made)) : issue.title}</h2>
        ${this.made ? this.#result(this.made) : this.#whole()}
      </section>
    `;
  }

  #nameOf({ userId }) {
    return this.#people.value?.find(({ id }) => id === userId)?.name ?? '';
  }

  #whole() {
    return html`
      <p class="muted issue-lead">${issue.lead}</p>
      ${panelState(this.#people, { what: issue.people, content: (people) => this.#fields(people) })}
    `;
  }

  #fields(people) {
    const options = [['', issue.choose], ...people.map(({ id, name, email }) => [id, `${name} (${email})`])];
    return html`
      <form class="issue" novalidate @submit=${this.#form.submit}>
        ${this.#form.field({ name: 'userId', label: issue.person, type: 'select', options, required: true })}
        ${this.#form.field({
          name: 'lasts',
          label: issue.lasts,
          type: 'select',
          value: issue.lifetimes[1][0],
          options: issue.lifetimes,
          required: true,
        })}
        ${this.#form.field({ name: 'uses', label: issue.uses, type: 'number', value: 1, required: true })}
        ${this.#form.button(issue.create)}
        ${this.#form.failure()}
      </form>
    `;
  }

  #result({ token, maxUses, expiresAt }) {
    return html`
      ${enrolSteps(token)}
      <p class="muted issue-once">${issue.once(maxUses, absolute(expiresAt))}</p>
      <button type="button" @click=${this.#another}>${issue.another}</button>
    `;
  }
}

customElements.define('astir-issue-token', IssueToken);
