/** The feed page: what people and systems do, as it happens. */
import { html, nothing } from 'lit';
import '/astir/activity-feed.js';
import { call, request } from '../http.js';
import { text } from '../messages.js';
import { language } from '../preferences.js';
import { Part } from '../parts/element.js';
import { pageHead } from '../parts/page-head.js';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

/** What people do many times an hour: runs of it are one line, which opens. */
const FOLDED = 'app.switched';

class FeedPage extends Part {
  static properties = {
    app: { attribute: false },
    people: { state: true },
    types: { state: true },
  };

  async connectedCallback() {
    super.connectedCallback();
    // Without them the feed still works: it offers those whom it has seen.
    const [people, types] = await Promise.all(
      ['/api/presence', '/api/activities/types'].map((path) => call('GET', path).catch(() => ({ items: [] }))),
    );
    this.people = people.items.map(({ userId, name }) => ({ id: userId, name }));
    this.types = types.items.map(({ name }) => name).join(' ');
  }

  render() {
    return html`
      <div class="page narrow">
        ${pageHead({ title: text.pages.feed })} ${this.people ? this.#feed() : nothing}
      </div>
    `;
  }

  #feed() {
    return html`
      <activity-feed
        class="panel"
        lang=${language}
        src="/api/activities"
        label=${text.feed.label}
        fold=${FOLDED}
        types=${this.types}
        .people=${this.people}
        .connection=${this.app.live}
        .request=${request}
      ></activity-feed>
    `;
  }
}

customElements.define('astir-feed-page', FeedPage);
