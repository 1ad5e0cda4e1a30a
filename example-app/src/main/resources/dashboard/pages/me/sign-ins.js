/** Where one is signed in, to tell what is not one's own, and to end it. */
import { html, nothing } from 'lit';
import { moment } from '../../format.js';
import { call } from '../../http.js';
import { Pages } from '../../lists.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { panelState, rowBlocks } from '../../parts/panel-state.js';
import { pill } from '../../parts/pill.js';
import { showMore } from '../../parts/show-more.js';
import { undo } from '../../parts/undo.js';
import { words } from './security-words.js';

const { signIns } = words;
const ADDRESS = '/api/auth/sessions';

class SignIns extends Part {
  static properties = { app: { attribute: false }, failure: { state: true } };

  #list = new Pages(this, (after, signal) =>
    call('GET', after ? `${ADDRESS}?after=${after}` : ADDRESS, undefined, { signal }),
  );

  #changed = () => this.#list.run();

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('astir-sign-ins-changed', this.#changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('astir-sign-ins-changed', this.#changed);
  }

  render() {
    return html`
      <section class="panel section">
        <h2 tabindex="-1">${signIns.title}</h2>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#list, {
          what: signIns.what,
          blocks: rowBlocks(2),
          content: ({ items }) => this.#content(items),
        })}
      </section>
    `;
  }

  #content(items) {
    return html`
      <ul class="sign-ins">${ownFirst(items).map((item) => this.#item(item))}</ul>
      <footer class="me-actions">
        ${showMore(this.#list, signIns.more)}
        ${
          items.length > 1
            ? html`<button type="button" class="danger" @click=${this.#endOthers}>${signIns.others}</button>`
            : html`<p class="muted">${signIns.alone}</p>`
        }
      </footer>
    `;
  }

  #item(signIn) {
    const name = nameOf(signIn.client);
    const facts = [
      ...(signIn.address ? [signIns.from(signIn.address)] : []),
      signIns.used(moment(signIn.lastUsedAt)),
      signIns.since(moment(signIn.createdAt)),
    ];
    return html`
      <li>
        ${icon(signIn.client.system ? 'browser' : 'terminal')}
        <div>
          <p class="who"><strong>${name}</strong> ${signIn.current ? pill(signIns.here, { tone: 'good' }) : nothing}</p>
          <p class="note muted">${facts.map((fact, i) => html`${i > 0 ? ' · ' : nothing}<span>${fact}</span>`)}</p>
        </div>
        ${
          signIn.current
            ? nothing
            : html`
                <button type="button" aria-label=${signIns.endOf(name)} @click=${() => this.#end(signIn, name)}>
                  ${signIns.end}
                </button>
              `
        }
      </li>
    `;
  }

  #end({ id }, name) {
    return this.#change(() => call('DELETE', `${ADDRESS}/${id}`), signIns.ended(name));
  }

  #endOthers = async () => {
    const { othersTitle: title, othersWhy: message, others: confirm } = signIns;
    if (!(await ask({ title, message, confirm, danger: true }))) return;
    await this.#change(() => call('DELETE', ADDRESS), signIns.othersEnded);
  };

  async #change(change, said) {
    this.failure = null;
    try {
      await change();
      undo(said);
    } catch (problem) {
      // One that has ended meanwhile is what was wished.
      if (problem.status === 404) undo(said);
      else this.failure = signIns.failed(problem.message);
    }
    await this.#list.run();
    await this.updateComplete;
    if (!this.failure) this.querySelector('h2').focus(); // the button is gone, or another one's
  }
}

customElements.define('astir-me-sign-ins', SignIns);

const ownFirst = (items) => items.toSorted((a, b) => b.current - a.current);

function nameOf({ browser, system }) {
  if (browser) return signIns.client(browser, system);
  return system ? signIns.unknownOn(system) : signIns.unknown;
}
