/** People's own webhooks, as administrators see them: that they are there. */
import { html, nothing } from 'lit';
import { shortDate } from '../../format.js';
import { call } from '../../http.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { avatar } from '../../parts/person.js';
import { undo } from '../../parts/undo.js';
import { words as texts } from '../admin-webhooks-words.js';

const words = texts.everyones;

/** `<astir-everyones-webhooks>`: nothing, where nobody has one. */
class Everyones extends Part {
  static properties = { failure: { state: true } };

  #webhooks = new Loading(this, (signal) => call('GET', '/api/webhooks/everyone', undefined, { signal }));

  render() {
    const items = this.#webhooks.value?.items ?? [];
    if (items.length === 0) return nothing;
    return html`
      <section class="own-webhooks" aria-labelledby="own-webhooks-title">
        <h2 id="own-webhooks-title">${words.title}</h2>
        <p class="lead muted">${words.lead}</p>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        <ul class="panel">${items.map((each) => this.#row(each))}</ul>
      </section>
    `;
  }

  #row(webhook) {
    const { userId, userName, host, createdAt } = webhook;
    return html`
      <li>
        ${avatar({ userId, name: userName }, 'small')}
        <strong dir="auto">${userName}</strong>
        <span class="host muted">${host}</span>
        <time class="note muted" datetime=${createdAt}>${words.since(shortDate(createdAt))}</time>
        <button type="button" class="quiet" aria-label=${words.endOf(userName)} @click=${() => this.#end(webhook)}>
          ${words.end}
        </button>
      </li>
    `;
  }

  async #end({ id, userName }) {
    const about = { title: words.endTitle(userName), message: words.endWhy, confirm: words.end, danger: true };
    if (!(await ask(about))) return;
    this.failure = null;
    try {
      await call('DELETE', `/api/webhooks/everyone/${id}`);
      undo(words.ended(userName), null);
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#webhooks.run();
  }
}

customElements.define('astir-everyones-webhooks', Everyones);
