/** The feed page: what people and systems do, as it happens. */
import { LitElement, html, nothing } from 'lit';
import '/astir/activity-feed.js';
import { call, request } from './account.js';

class ActivityPage extends LitElement {
  static properties = {
    live: { attribute: false },
    people: { state: true },
    types: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    // Without them the feed still works: it offers those whom it has seen.
    const [people, types] = await Promise.all(
      ['/api/presence', '/api/activities/types'].map((path) =>
        call('GET', path).catch(() => ({ items: [] })),
      ),
    );
    this.people = people.items.map(({ userId, name }) => ({ id: userId, name }));
    this.types = types.items.map(({ name }) => name).join(' ');
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
        types=${this.types}
        .people=${this.people}
        .connection=${this.live}
        .request=${request}
      ></activity-feed>
    `;
  }
}

customElements.define('astir-activity', ActivityPage);
