/** The page about oneself: what is stored, who looked, how one signs in, on which computers. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { Patience } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { gone, lineBlocks, loadingBlocks } from '../parts/panel-state.js';
import { styleOf } from '../styles.js';
import { TABS } from './me/tabs.js';
import { words } from './me-words.js';

await styleOf(import.meta.url);

class MePage extends Part {
  static properties = {
    app: { attribute: false },
    params: { attribute: false },
    content: { state: true },
    broken: { state: true },
  };

  #patience = new Patience(this);

  connectedCallback() {
    super.connectedCallback();
    const tab = this.#tab;
    if (tab) document.title = `${words.tabs[tab.name]} – ${text.pages.me} – Astir`;
    this.#load();
  }

  get #tab() {
    const { tab } = this.params;
    return tab ? TABS.find(({ name }) => name === tab) : TABS[0];
  }

  async #load() {
    const tab = this.#tab;
    if (!tab) return;
    this.broken = false;
    try {
      await tab.load();
      this.content = Object.assign(document.createElement(`astir-me-${tab.name}`), { app: this.app });
    } catch {
      this.broken = true;
    }
  }

  /** On a phone they scroll: where one is can be seen. */
  firstUpdated() {
    const tabs = this.querySelector('.me-tabs');
    const current = tabs.querySelector('[aria-current]');
    if (current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
  }

  render() {
    return html`
      <div class="page">
        ${pageHead({ title: text.pages.me, tabs: this.#tabs(), tools: this.content?.tools ?? nothing })}
        ${this.#tab ? this.#content() : gone({ title: text.frame.missing, note: text.frame.missingWhy })}
      </div>
    `;
  }

  #tabs() {
    const current = this.#tab?.name;
    return html`
      <nav class="segments me-tabs" aria-label=${words.parts}>
        ${TABS.map(
          ({ name }) =>
            html`<a href="/me/${name}" aria-current=${name === current ? 'page' : nothing}>${words.tabs[name]}</a>`,
        )}
      </nav>
    `;
  }

  #content() {
    if (this.broken) {
      return html`
        <p class="failure" role="alert">${text.frame.pageFailed}</p>
        <button type="button" @click=${this.#load}>${text.frame.again}</button>
      `;
    }
    return this.content ?? (this.#patience.isOver ? loadingBlocks(lineBlocks(6)) : nothing);
  }
}

customElements.define('astir-me-page', MePage);
