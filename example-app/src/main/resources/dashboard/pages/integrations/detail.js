/** One integration: its address, what its sender was answered last, a test, a new secret, a pause, its end. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import '../../parts/copyable.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { pageHead } from '../../parts/page-head.js';
import { panelState, rowBlocks } from '../../parts/panel-state.js';
import { pill } from '../../parts/pill.js';
import { undo } from '../../parts/undo.js';
import { words } from '../admin-integrations-words.js';
import { stateOf, time } from './list.js';
import './mapping-form.js';
import { secretOf } from './secret.js';

/** `<astir-integration>`: `integration` is an id. */
class Integration extends Part {
  static properties = {
    app: { attribute: false },
    integration: {},
    /** With a secret that was just made. */
    made: { state: true },
    tested: { state: true },
    failure: { state: true },
  };

  #loading = new Loading(this, (signal) => call('GET', this.#address, undefined, { signal }));

  get #address() {
    return `/api/integrations/${this.integration}`;
  }

  render() {
    const known = this.#loading.value;
    return html`
      <div class="page">
        <p class="back-line"><a href="/admin/integrations">${icon('left')} ${words.back}</a></p>
        ${pageHead({
          title: known ? known.name : words.one,
          note: known ? html`${pill(words.kinds[known.kind])} ${stateOf(known.status)}` : nothing,
        })}
        ${known ? this.#tools(known) : nothing}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        <div role="status">${this.tested ? resultOf(this.tested) : nothing}</div>
        ${panelState(this.#loading, { what: words.one, blocks: rowBlocks(), content: (value) => this.#content(value) })}
      </div>
    `;
  }

  #tools({ status }) {
    const isActive = status === 'active';
    return html`
      <div class="actions">
        <button type="button" @click=${() => this.#test()}>${words.test}</button>
        <button type="button" @click=${() => this.#set({ status: isActive ? 'paused' : 'active' })}>
          ${isActive ? words.pause : words.resume}
        </button>
        <button type="button" @click=${() => this.#rotate()}>${words.rotate}</button>
        <button type="button" class="quiet" @click=${() => this.#delete()}>${words.delete}</button>
      </div>
    `;
  }

  #content(known) {
    return html`
      <section class="panel about" aria-label=${words.address}>
        ${
          this.made
            ? html`<h2 tabindex="-1">${words.newSecret}</h2>${secretOf(this.made)}`
            : html`
                <div class="field"><span>${words.address}</span><astir-copyable .value=${known.url} label=${words.copyAddress}></astir-copyable></div>
              `
        }
        ${known.previousSecretUntil ? html`<p class="note muted">${words.both(time(known.previousSecretUntil))}</p>` : nothing}
        <p class="note muted">${known.lastSeen ? words.seen(time(known.lastSeen)) : words.neverSeen}</p>
      </section>
      ${
        known.kind === 'json'
          ? html`<astir-integration-mapping class="panel" .integration=${known} @saved=${() => this.#loading.run()}></astir-integration-mapping>`
          : nothing
      }
      <section aria-labelledby="answers-title">
        <h2 id="answers-title">${words.answers}</h2>
        ${known.answers.length === 0 ? html`<p class="muted">${words.noAnswers}</p>` : answersOf(known.answers)}
      </section>
    `;
  }

  async #try(work) {
    this.failure = null;
    try {
      return await work();
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      this.failure = words.failed(problem.message);
      return null;
    }
  }

  async #test() {
    this.tested = await this.#try(() => call('POST', `${this.#address}/test`));
    await this.#loading.run();
  }

  async #set(change) {
    await this.#try(() => call('PATCH', this.#address, change));
    await this.#loading.run();
  }

  async #rotate() {
    if (!(await ask({ title: words.rotateTitle, message: words.rotateWhy, confirm: words.rotate }))) return;
    const made = await this.#try(() => call('POST', `${this.#address}/secret`));
    if (!made) return;
    this.made = made;
    await this.#loading.run();
    await this.updateComplete;
    this.querySelector('.about h2').focus();
  }

  async #delete() {
    const { name } = this.#loading.value;
    if (!(await ask({ title: words.deleteTitle(name), message: words.deleteWhy, confirm: words.delete, danger: true }))) return;
    const gone = await this.#try(async () => {
      await call('DELETE', this.#address);
      return true;
    });
    if (!gone) return;
    this.app.router.go('/admin/integrations');
    undo(words.deleted(name));
  }
}

customElements.define('astir-integration', Integration);

function resultOf({ status, receipt, problem }) {
  const isTaken = status === 202;
  return html`
    <p class="panel tested ${isTaken ? 'good' : 'failure'}">
      ${isTaken ? words.testTaken(receipt.ignored) : words.testRefused(status, problem)}
    </p>
  `;
}

function answersOf(answers) {
  return html`
    <div class="panel answers">
      <table>
        <thead>
          <tr>${Object.values(words.columns).map((title) => html`<th scope="col">${title}</th>`)}</tr>
        </thead>
        <tbody>${answers.map(answerOf)}</tbody>
      </table>
    </div>
  `;
}

function answerOf({ at, status, senderId, type, eventId, duplicate, ignored, problem }) {
  const became = problem ?? ignored ?? (duplicate ? words.duplicate : eventId ? words.inFeed : '');
  return html`
    <tr>
      <td class="numbers">${time(at)}</td>
      <td class="numbers">${status}</td>
      <td><code>${type ?? '–'}</code></td>
      <td><code>${senderId ?? '–'}</code></td>
      <td class=${problem ? 'failure' : nothing} dir="auto">${became}</td>
    </tr>
  `;
}
