/** The feed page: what people and systems do, as it happens. */
import { html, nothing } from 'lit';
import '/astir/activity-feed.js';
import { call, request } from '../http.js';
import { text } from '../messages.js';
import { language } from '../preferences.js';
import '../parts/connection-lost.js';
import { Part } from '../parts/element.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { loadingBlocks, rowBlocks } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { styleOf } from '../styles.js';
import './feed/away.js';

await styleOf(import.meta.url);

/** What people do many times an hour: runs of it are one line, which opens. */
const FOLDED = 'app.switched';

/** Whom a comment may mention. */
async function suggest(q, { id }) {
  const { items } = await call('GET', `/api/mentions?${new URLSearchParams({ q, eventId: id })}`);
  return items.map(({ userId, name }) => ({ id: userId, name }));
}

class FeedPage extends Part {
  static properties = { app: { attribute: false } };

  /** What its filters offer. Without that the feed still works: it offers those whom it has seen. */
  #offered = new Loading(this, async (signal) => {
    const load = (path) => call('GET', path, undefined, { signal }).catch(() => null);
    const [people, types] = await Promise.all(['/api/presence', '/api/activities/types'].map(load));
    const known = this.#offered.value;
    return {
      people: people?.items.map(({ userId, name }) => ({ id: userId, name })) ?? known?.people ?? [],
      types: types?.items.map(({ name }) => name).join(' ') ?? known?.types ?? '',
    };
  });

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.#offered.later());
  }

  render() {
    const { value, isSlow } = this.#offered;
    return html`
      <div class="page narrow">
        ${pageHead({ title: text.pages.feed })}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        <astir-away .app=${this.app}></astir-away>
        ${value ? this.#feed(value) : nothing} ${!value && isSlow ? loadingBlocks(rowBlocks(6)) : nothing}
      </div>
    `;
  }

  #feed({ people, types }) {
    return html`
      <activity-feed
        class="panel"
        lang=${language}
        src="/api/activities"
        label=${text.feed.label}
        fold=${FOLDED}
        types=${types}
        .people=${people}
        .connection=${this.app.live}
        .request=${request}
        .suggest=${suggest}
      ></activity-feed>
    `;
  }
}

customElements.define('astir-feed-page', FeedPage);
