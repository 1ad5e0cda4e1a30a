/** Who forgot their password and waits for a link that an administrator hands them. */
import { html, nothing } from 'lit';
import { clock, moment } from '../format.js';
import { call } from '../http.js';
import { wholeList } from '../lists.js';
import '../parts/copyable.js';
import { Part } from '../parts/element.js';
import { Loading } from '../parts/loading.js';
import { panelState } from '../parts/panel-state.js';
import { person } from '../parts/person.js';
import { styleOf } from '../styles.js';
import { words } from './admin-people-requests-words.js';

await styleOf(import.meta.url);

/** `<astir-password-requests>`: nothing at all while nobody waits. */
class PasswordRequests extends Part {
  static properties = {
    /** Links that were taken here, by the person's id: they cannot be shown again. */
    links: { state: true },
    failure: { state: true },
  };

  #list = new Loading(this, (signal) => wholeList('/api/password-resets', signal));

  constructor() {
    super();
    this.links = new Map();
  }

  /** Loads it again, since somebody was given a link elsewhere on the page. */
  reload() {
    return this.#list.run();
  }

  render() {
    const { value, problem } = this.#list;
    if (!problem && (value ?? []).length === 0) return nothing;
    return html`
      <section class="panel section" aria-labelledby="password-requests-title">
        <h2 id="password-requests-title">${words.title}</h2>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#list, { what: words.what, blocks: nothing, content: (items) => this.#content(items) })}
      </section>
    `;
  }

  #content(items) {
    return html`
      <p class="muted">${words.lead}</p>
      <ul>${items.map((item) => this.#item(item))}</ul>
    `;
  }

  #item({ userId, name, email, requestedAt }) {
    const link = this.links.get(userId);
    const note = html`<span dir="auto">${email}</span> · ${words.asked(moment(requestedAt))}`;
    return html`
      <li>
        ${person({ userId, name }, note)}
        ${
          link
            ? nothing
            : html`
                <button type="button" aria-label=${words.takeFor(name)} @click=${() => this.#take(userId, name)}>
                  ${words.take}
                </button>
              `
        }
        ${
          link
            ? html`
                <div class="link">
                  <astir-copyable .value=${link.url} .label=${words.copy(name)}></astir-copyable>
                  <p class="note muted" role="status">${words.link(clock(link.expiresAt))}</p>
                </div>
              `
            : nothing
        }
      </li>
    `;
  }

  async #take(userId, name) {
    this.failure = null;
    try {
      const link = await call('POST', `/api/users/${userId}/password-reset`);
      this.links = new Map(this.links).set(userId, link);
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      this.failure = words.failed(name, problem.message);
      this.#list.run();
    }
  }
}

customElements.define('astir-password-requests', PasswordRequests);
