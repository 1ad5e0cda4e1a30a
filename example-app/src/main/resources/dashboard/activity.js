/** The feed page: what people and systems do, as it happens. */
import { LitElement, html } from 'lit';
import '/astir/activity-feed.js';
import { request } from './account.js';

class ActivityPage extends LitElement {
  static properties = { live: { attribute: false } };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`
      <div class="page narrow">
        <h1 tabindex="-1">Feed</h1>
        <activity-feed
          class="panel"
          src="/api/activities"
          label="Activity of the organization"
          .connection=${this.live}
          .request=${request}
        ></activity-feed>
      </div>
    `;
  }
}

customElements.define('astir-activity', ActivityPage);
