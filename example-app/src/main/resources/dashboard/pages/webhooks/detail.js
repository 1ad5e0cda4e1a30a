/** One webhook: how it does, what it was sent, and what can be done with it. */
import { html, nothing } from 'lit';
import { Ticking, number } from '../../format.js';
import { call } from '../../http.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { keepFocus } from '../../parts/focus.js';
import { Loading } from '../../parts/loading.js';
import { gone, lineBlocks, panelState } from '../../parts/panel-state.js';
import { Refresh } from '../../parts/refresh.js';
import { undo } from '../../parts/undo.js';
import { Query } from '../../router.js';
import { styleOf } from '../../styles.js';
import { words } from '../admin-webhooks-words.js';
import './deliveries.js';
import './form.js';
import './history.js';
import { length, stateOf, time, until } from './said.js';
import { secretOf } from './secret.js';

await styleOf(import.meta.url);

const AGE_MILLIS = 5_000;
const TABS = ['deliveries', 'events', 'secrets', 'history'];

/**
 * `<astir-webhook>` at `path` of the API; `own` when it is one's own, which is told of alerts and has no parts.
 * Events `loaded` with it in `detail`, and `deleted`.
 */
class Webhook extends Part {
  static properties = {
    app: { attribute: false },
    path: { attribute: false },
    own: { type: Boolean },
    isEditing: { state: true },
    made: { state: true },
    said: { state: true },
    failure: { state: true },
  };

  #query = new Query(this, () => this.app.router);
  #webhook = new Loading(this, async (signal) => {
    const webhook = await call('GET', this.path, undefined, { signal });
    this.dispatchEvent(new CustomEvent('loaded', { detail: webhook }));
    return webhook;
  });
  #refresh = new Refresh(this, () => this.#webhook.run(), AGE_MILLIS);

  constructor() {
    super();
    new Ticking(this);
  }

  render() {
    if (this.#webhook.problem?.status === 404) return gone({ title: words.gone, note: words.goneWhy });
    return panelState(this.#webhook, {
      what: words.what,
      blocks: lineBlocks(4),
      content: (webhook) => this.#content(webhook),
    });
  }

  #content(webhook) {
    return html`
      <div class="webhook-actions">
        ${stateOf(webhook)}
        <button type="button" @click=${this.#test}>${words.test}</button>
        <button type="button" @click=${() => this.#setStatus(webhook)}>
          ${webhook.status === 'paused' ? words.resume : words.pause}
        </button>
        <button type="button" @click=${() => (this.isEditing = true)}>${words.edit}</button>
        ${this.own ? this.#rotating() : nothing}
        <button type="button" class="quiet" @click=${() => this.#delete(webhook)}>${words.delete}</button>
      </div>
      <p role="status" class="said">${this.said ?? ''}</p>
      ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      ${this.made ? secretOf(this.made, () => (this.made = null)) : nothing}
      ${this.isEditing ? this.#form(webhook) : nothing}
      ${notesOf(webhook)} ${figures(webhook)}
      ${this.own ? this.#deliveries(webhook) : this.#parts(webhook)}
    `;
  }

  #rotating() {
    return html`<button type="button" @click=${this.#rotate}>${words.rotate}</button>`;
  }

  #deliveries(webhook) {
    return html`
      <astir-deliveries .app=${this.app} .path=${this.path} .webhook=${webhook}
        @retried=${() => this.#webhook.run()}></astir-deliveries>
    `;
  }

  #parts(webhook) {
    const { tab } = this.#query.values;
    const shown = TABS.includes(tab) ? tab : TABS[0];
    const counts = { events: webhook.eventTypes.length, secrets: webhook.oldSecretUntil ? 2 : 1 };
    return html`
      <div class="segments webhook-tabs" role="group" aria-label=${words.parts}>
        ${TABS.map(
          (name) => html`
            <button type="button" aria-pressed=${name === shown} @click=${() => this.#show(name)}>
              ${words.tabs[name]} ${counts[name] ? html`<span class="numbers">${number(counts[name])}</span>` : nothing}
            </button>
          `,
        )}
      </div>
      ${this.#part(shown, webhook)}
    `;
  }

  #show(tab) {
    this.#query.set({ tab: tab === TABS[0] ? null : tab, outcome: null, type: null });
  }

  #part(shown, webhook) {
    if (shown === 'events') return events(webhook);
    if (shown === 'secrets') return this.#secrets(webhook);
    if (shown === 'history') return html`<astir-webhook-history .webhook=${webhook}></astir-webhook-history>`;
    return this.#deliveries(webhook);
  }

  #secrets({ oldSecretUntil }) {
    return html`
      <section class="panel webhook-part">
        <h2 class="visually-hidden">${words.tabs.secrets}</h2>
        <ul>
          <li><strong>${words.secrets.present}</strong> <span class="muted">${words.secrets.signs}</span></li>
          ${
            oldSecretUntil
              ? html`
                  <li>
                    <strong>${words.secrets.before}</strong>
                    <span class="muted">${words.secrets.until(time(oldSecretUntil))}</span>
                  </li>
                `
              : nothing
          }
        </ul>
        <p class="muted">${words.secrets.lead}</p>
        ${this.#rotating()}
      </section>
    `;
  }

  #form(webhook) {
    return html`
      <astir-webhook-form .path=${this.path} .webhook=${webhook} ?own=${this.own} @saved=${() => this.#saved()}
        @cancelled=${() => (this.isEditing = false)}></astir-webhook-form>
    `;
  }

  async #saved() {
    this.isEditing = false;
    await this.#webhook.run();
  }

  #test = () =>
    this.#do(async () => {
      const { outcome } = await call('POST', `${this.path}/test`);
      this.said = words.tested[outcome];
      await this.querySelector('astir-deliveries')?.reload();
    });

  #setStatus({ status }) {
    return this.#do(() => call('PATCH', this.path, { status: status === 'paused' ? 'active' : 'paused' }));
  }

  #rotate = async () => {
    if (!(await ask({ title: words.rotateTitle, message: words.rotateWhy, confirm: words.rotate }))) return;
    await this.#do(async () => {
      this.made = await call('POST', `${this.path}/secret`);
    });
    await this.updateComplete;
    this.querySelector('#secret-title')?.focus();
  };

  async #delete({ name }) {
    const about = { title: words.deleteTitle(name), message: words.deleteWhy, confirm: words.delete, danger: true };
    if (!(await ask(about))) return;
    this.failure = null;
    try {
      await call('DELETE', this.path);
      undo(words.deleted(name), null);
      this.dispatchEvent(new CustomEvent('deleted'));
    } catch (problem) {
      this.failure = problem.message;
    }
  }

  async #do(work) {
    this.failure = null;
    this.said = null;
    try {
      await work();
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#webhook.run();
    await keepFocus(this);
  }
}

customElements.define('astir-webhook', Webhook);

function events({ eventTypes }) {
  return html`
    <section class="panel webhook-part">
      <h2 class="visually-hidden">${words.tabs.events}</h2>
      <ul>
        ${eventTypes.map((type) => html`<li><strong>${type}</strong> <span class="muted">${words.told(type)}</span></li>`)}
      </ul>
    </section>
  `;
}

function notesOf({ status, pausedBecause, skipped, oldSecretUntil }) {
  const notes = [
    status === 'paused' ? html`<strong>${words.because[pausedBecause]}</strong> ${words.resumeLead}` : null,
    skipped > 0 ? words.skipped(skipped) : null,
    oldSecretUntil ? words.both(time(oldSecretUntil)) : null,
  ].filter(Boolean);
  return notes.map((note) => html`<p class="webhook-note">${note}</p>`);
}

function figures({ url, delivered, ended, usualMs, slowestMs, waiting, nextTryAt }) {
  const { figures: said } = words;
  const share = ended === 0 ? '' : number(delivered / ended, { style: 'percent', maximumFractionDigits: 1 });
  const next = nextTryAt === null ? null : until(nextTryAt);
  return html`
    <dl class="panel webhook-figures" aria-label=${said.label}>
      <div><dt>${said.endpoint}</dt><dd class="url" title=${url}>${url}</dd></div>
      <div>
        <dt>${said.delivered}</dt>
        <dd><strong>${number(delivered)}</strong> <span class="muted">${ended === 0 ? '' : said.of(number(ended), share)}</span></dd>
      </div>
      <div>
        <dt>${said.usual}</dt>
        <dd>
          <strong>${usualMs === null ? '–' : length(usualMs)}</strong>
          <span class="muted">${slowestMs === null ? '' : said.slowest(length(slowestMs))}</span>
        </dd>
      </div>
      <div>
        <dt>${said.waiting}</dt>
        <dd>
          <strong>${number(waiting)}</strong>
          <span class="muted">${nextTryAt === null ? '' : next === null ? said.now : said.next(next)}</span>
        </dd>
      </div>
    </dl>
  `;
}
