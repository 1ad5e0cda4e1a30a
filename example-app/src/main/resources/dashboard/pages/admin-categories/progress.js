/** How far history follows the rules; nothing once it does. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { words } from '../admin-categories-words.js';

const POLL_MILLIS = 1_000;

/** `<astir-category-progress>`: looks once when it comes, and when asked; then until it is done. */
class CategoryProgress extends Part {
  static properties = { steps: { state: true } };

  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Looks how far it is. */
  async look() {
    clearTimeout(this.#timer);
    try {
      this.steps = await call('GET', '/api/categories/progress');
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      this.steps = null; // The list beside it tells what is wrong.
      return;
    }
    if (this.steps.running && this.isConnected) this.#timer = setTimeout(() => this.look(), POLL_MILLIS);
  }

  render() {
    if (!this.steps?.running) return nothing;
    const { done, total } = this.steps;
    return html`
      <div class="panel following">
        <label for="following">${words.progress}</label>
        <progress id="following" max=${total} value=${done}></progress>
      </div>
    `;
  }
}

customElements.define('astir-category-progress', CategoryProgress);
