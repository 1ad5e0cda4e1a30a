/** Privacy and retention: how long what is kept, and who is to be erased. */
import { html, nothing } from 'lit';
import { shortDate } from '../format.js';
import { call } from '../http.js';
import { Pages, wholeList } from '../lists.js';
import { text } from '../messages.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, panelState, rowBlocks } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { person } from '../parts/person.js';
import { showMore } from '../parts/show-more.js';
import { styleOf } from '../styles.js';
import { words } from './admin-privacy-words.js';

await styleOf(import.meta.url);

class AdminPrivacyPage extends Part {
  static properties = {
    app: { attribute: false },
    params: { attribute: false },
    declining: { state: true },
    said: { state: true },
    failure: { state: true },
  };

  #settings = new Loading(this, (signal) => call('GET', '/api/organization', undefined, { signal }));
  #wishes = new Pages(this, (after, signal) =>
    call('GET', `/api/erasure-requests${after ? `?after=${after}` : ''}`, undefined, { signal }),
  );
  #people = new Loading(this, (signal) => wholeList('/api/users', signal));

  #retention = new Form(this, {
    send: (values) => this.#keep(Number(values.retentionDays)),
  });

  #refusal = new Form(this, {
    send: ({ note }) => call('POST', `/api/erasure-requests/${this.declining}/decline`, { note }),
    done: () => this.#answered(),
  });

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.#people.later());
  }

  render() {
    return html`
      <div class="page">
        ${pageHead({ title: text.pages['admin-privacy'] })}
        ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        <p class=${this.said ? 'panel said' : 'visually-hidden'} role="status">${this.said ?? ''}</p>
        <div class="sections">
          <section class="panel section">
            <h2>${words.retention.title}</h2>
            <p class="muted">${words.retention.lead}</p>
            ${panelState(this.#settings, {
              what: words.retention.what,
              content: ({ retentionDays }) => this.#days(retentionDays),
            })}
          </section>
          <section aria-labelledby="wishes-title">
            <h2 id="wishes-title" tabindex="-1">${words.wishes.title}</h2>
            ${panelState(this.#wishes, {
              what: words.wishes.what,
              blocks: rowBlocks(2),
              content: ({ items }) => this.#list(items),
            })}
          </section>
          <section class="panel section erase-somebody">
            <h2>${words.erasure.title}</h2>
            <p class="muted">${words.erasure.lead}</p>
            ${this.#somebody()}
          </section>
        </div>
      </div>
    `;
  }

  #days(days) {
    const { label, hint, save } = { label: words.retention.days, ...words.retention };
    return html`
      <form novalidate @submit=${this.#retention.submit}>
        ${this.#retention.field({
          name: 'retentionDays',
          label,
          hint,
          value: String(days),
          type: 'number',
          required: true,
        })}
        ${this.#retention.failure()} ${this.#retention.button(save)}
      </form>
    `;
  }

  async #keep(days) {
    const shorter = days < this.#settings.value.retentionDays;
    const { ask: title, askWhy: message, confirm } = words.retention;
    if (shorter && !(await ask({ title: title(days), message, confirm, danger: true }))) return;
    this.said = null;
    await call('PATCH', '/api/organization', { retentionDays: days });
    this.said = words.retention.saved(days);
    await this.#settings.run();
  }

  #list(items) {
    if (items.length === 0) {
      return empty({ symbol: 'shield', title: words.wishes.none, lead: words.wishes.noneLead });
    }
    return html`
      <ul class="panel wishes">${items.map((wish) => this.#wish(wish))}</ul>
      ${showMore(this.#wishes, words.wishes.more)}
    `;
  }

  #wish(wish) {
    const { id, userId, userName, reason, status, requestedAt, answeredAt, answeredByName, note } = wish;
    const asked = words.wishes.asked(shortDate(requestedAt));
    return html`
      <li data-status=${status}>
        ${person({ userId, name: userName }, asked)}
        <p dir="auto">${reason ?? html`<span class="muted">${words.wishes.noReason}</span>`}</p>
        ${
          status === 'open'
            ? this.#answers(wish)
            : html`
                <p class="muted">
                  ${words.wishes.answered(words.wishes.status[status], shortDate(answeredAt), answeredByName)}
                  ${note ? html`<span dir="auto">${words.wishes.quoted(note)}</span>` : nothing}
                </p>
              `
        }
        ${this.declining === id ? this.#declining() : nothing}
      </li>
    `;
  }

  #answers({ id, userName }) {
    return html`
      <div class="actions">
        <button type="button" @click=${() => this.#decline(id)}>${words.wishes.decline}</button>
        <button type="button" class="danger"
          @click=${() => this.#erase(userName, () => call('POST', `/api/erasure-requests/${id}/approve`, {}))}>
          ${words.wishes.erase}
        </button>
      </div>
    `;
  }

  #declining() {
    return html`
      <form novalidate @submit=${this.#refusal.submit}>
        ${this.#refusal.field({ name: 'note', label: words.wishes.why, type: 'textarea', required: true, maxlength: 2000 })}
        ${this.#refusal.failure()}
        <footer>
          ${this.#refusal.button(words.wishes.send)}
          <button type="button" @click=${() => (this.declining = null)}>${words.wishes.cancel}</button>
        </footer>
      </form>
    `;
  }

  async #decline(id) {
    this.declining = id;
    this.#refusal.reset();
    await this.updateComplete;
    this.querySelector('textarea')?.focus();
  }

  #somebody() {
    const people = (this.#people.value ?? []).filter(
      ({ id, name }) => id !== this.app.user.id && name !== words.erasure.gone,
    );
    return html`
      <form @submit=${(event) => this.#chosen(event, people)}>
        <label class="visually-hidden" for="erased">${words.erasure.person}</label>
        <select id="erased" name="erased" required>
          <option value="">${words.erasure.choose}</option>
          ${people.map(({ id, name, email }) => html`<option value=${id}>${name} (${email})</option>`)}
        </select>
        <button class="danger">${words.erasure.erase}</button>
      </form>
    `;
  }

  #chosen(event, people) {
    event.preventDefault();
    const chosen = people.find(({ id }) => id === event.target.erased.value);
    if (chosen) this.#erase(chosen.name, () => call('DELETE', `/api/users/${chosen.id}/data`));
  }

  async #erase(name, send) {
    const { ask: title, askWhy: message, confirm, done } = words.erasure;
    if (!(await ask({ title: title(name), message, confirm, danger: true }))) return;
    this.failure = null;
    this.said = null;
    try {
      await send();
      this.said = done(name);
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#answered();
  }

  async #answered() {
    this.declining = null;
    await Promise.all([this.#wishes.run(), this.#people.run()]);
    await this.updateComplete;
    this.querySelector('#wishes-title').focus();
  }
}

customElements.define('astir-admin-privacy-page', AdminPrivacyPage);
