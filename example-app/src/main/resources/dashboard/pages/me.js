/** The page about oneself: what is stored, who looked, how one signs in, on which computers. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { pageHead } from '../parts/page-head.js';
import { gone } from '../parts/panel-state.js';
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

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  get #tab() {
    const { tab } = this.params;
    return tab ? TABS.find(({ name }) => name === tab) : TABS[0];
  }

  async #load() {
    const tab = this.#tab;
    if (!tab) return;
    try {
      await tab.load();
      this.content = Object.assign(document.createElement(`astir-me-${tab.name}`), { app: this.app });
    } catch {
      this.broken = true;
    }
  }

  render() {
    const tab = this.#tab;
    return html`
      <div class="page">
        ${pageHead({ title: text.pages.me })}
        <nav class="segments me-tabs" aria-label=${words.parts}>
          ${TABS.map(
            ({ name }) =>
              html`<a href="/me/${name}" aria-current=${name === tab?.name ? 'page' : nothing}>${words.tabs[name]}</a>`,
          )}
        </nav>
        ${tab ? nothing : gone({ title: text.frame.missing, note: text.frame.missingWhy })}
        ${this.broken ? html`<p class="failure" role="alert">${text.frame.pageFailed}</p>` : this.content}
      </div>
    `;
  }
}

customElements.define('astir-me-page', MePage);
