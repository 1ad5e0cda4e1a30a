/** The feed page: what people and systems do, as it happens. */
import { LitElement, html, nothing } from 'lit';
import '/astir/activity-feed.js';
import { call, request } from './account.js';

/** What the app itself tells of, to choose from before any of it was seen. */
const TYPES = 'agent.enrolled app.switched session.started session.stopped user.commented';

class ActivityPage extends LitElement {
  static properties = { live: { attribute: false }, people: { state: true } };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    // Without them the feed still works: it offers those whom it has seen.
    const { items } = await call('GET', '/api/presence').catch(() => ({ items: [] }));
    this.people = items.map(({ userId, name }) => ({ id: userId, name }));
  }

  render() {
    return html`
      <div class="page narrow">
        <h1 tabindex="-1">Feed</h1>
        ${this.people ? this.#feed() : nothing}
      </div>
    `;
  }

  #feed() {
    return html`
      <activity-feed
        class="panel"
        src="/api/activities"
        label="Activity of the organization"
        types=${TYPES}
        .people=${this.people}
        .connection=${this.live}
        .request=${request}
      ></activity-feed>
    `;
  }
}

customElements.define('astir-activity', ActivityPage);
