/** What can be done with the weeks of several people at once. */
import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { makeRoomFor, selectionBar } from '../../parts/selection.js';
import { words } from '../team-words.js';

/**
 * `<astir-week-selection>`, nothing while no week is selected:
 * - `count` of weeks
 * - `decide(step)` is asked to approve or reject them, `clear()` to select none
 */
class WeekSelection extends Part {
  static properties = { count: {}, decide: { attribute: false }, clear: { attribute: false } };

  render() {
    if (!this.count) return nothing;
    return selectionBar(
      words.selection.title,
      html`
        <p role="status"><strong>${words.selection.count(this.count)}</strong></p>
        <button type="button" class="primary" @click=${() => this.decide('approve')}>
          ${words.selection.approve(this.count)}
        </button>
        <button type="button" @click=${() => this.decide('reject')}>${words.selection.reject(this.count)}</button>
        <button type="button" class="quiet" @click=${() => this.clear()}>${words.selection.clear}</button>
      `,
    );
  }

  updated() {
    makeRoomFor(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    makeRoomFor(null);
  }
}

customElements.define('astir-week-selection', WeekSelection);
