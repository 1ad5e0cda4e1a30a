/** Recovery codes, the one time that they are shown. */
import { html } from 'lit';
import { copy } from '../../parts/clipboard.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { styleOf } from '../../styles.js';
import { words as texts } from './second-factor-words.js';

await styleOf(import.meta.url);

const words = texts.recovery;

/** `<astir-recovery-codes>`: `codes`, and the `email` that they are for. Event `kept`. */
class RecoveryCodes extends Part {
  static properties = { codes: { attribute: false }, email: { attribute: false }, copied: { state: true } };

  firstUpdated() {
    this.querySelector('h3').focus();
  }

  get #text() {
    return `${words.heading(this.email, location.origin)}\n\n${this.codes.join('\n')}\n`;
  }

  async #copy() {
    this.copied = await copy(this.#text, this.querySelector('ol'));
  }

  #download() {
    const address = URL.createObjectURL(new Blob([this.#text], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href: address, download: words.file }).click();
    URL.revokeObjectURL(address);
  }

  render() {
    return html`
      <div class="recovery-codes">
        <h3 tabindex="-1">${words.shown}</h3>
        <p class="muted">${words.why}</p>
        <p class="for">${words.heading(this.email, location.origin)}</p>
        <ol>${this.codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
        <footer>
          <button type="button" @click=${this.#copy}>${icon('copy')} ${this.copied ? words.copied : words.copy}</button>
          <button type="button" @click=${this.#download}>${icon('download')} ${words.download}</button>
          <button type="button" @click=${() => print()}>${icon('document')} ${words.print}</button>
          <button type="button" class="primary" @click=${() => this.dispatchEvent(new CustomEvent('kept'))}>
            ${words.kept}
          </button>
        </footer>
      </div>
    `;
  }
}

customElements.define('astir-recovery-codes', RecoveryCodes);
