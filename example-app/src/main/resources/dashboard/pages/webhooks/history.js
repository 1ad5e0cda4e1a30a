/** What was done with a webhook, newest first, as the trail has it. */
import { html, nothing } from 'lit';
import { absolute, moment } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { panelState, rowBlocks } from '../../parts/panel-state.js';
import { words } from '../admin-webhooks-words.js';
import { detailsOf } from '../trail-details.js';
import { byWhat, deed, words as trail } from '../trail-words.js';

/** As many as the trail gives at once, of all webhooks. */
const LIMIT = 200;

/** `<astir-webhook-history>` of `webhook`. */
class History extends Part {
  static properties = { webhook: { attribute: false } };

  #entries = new Loading(this, async (signal) => {
    const { items } = await call('GET', `/api/audit?action=webhook&limit=${LIMIT}`, undefined, { signal });
    return items.filter(({ details }) => details.webhookId === this.webhook.id);
  });

  render() {
    return html`
      <section class="panel webhook-part">
        <h2 class="visually-hidden">${words.tabs.history}</h2>
        ${panelState(this.#entries, { what: words.tabs.history, blocks: rowBlocks(4), content: (all) => this.#list(all) })}
        <a href="/admin/audit">${words.trail}</a>
      </section>
    `;
  }

  #list(entries) {
    return html`<ol>${entries.map((entry) => this.#entry(entry))}</ol>`;
  }

  #entry(entry) {
    const { actorId, actorName, via, at } = entry;
    // Its name is in the sentence.
    const details = detailsOf({ ...entry, personName: entry.details.name });
    return html`
      <li>
        <span>
          <strong dir="auto">${actorId ? (actorName ?? trail.gone) : trail.app}</strong> <span dir="auto">${deed(entry)}</span>
          ${via ? html`<span class="muted" dir="auto">· ${byWhat(entry)}</span>` : nothing}
          ${details.map(
            ([label, before, after]) => html`
              <span class="note muted" dir="auto">${label}: ${after === undefined ? before : html`${before} → ${after}`}</span>
            `,
          )}
        </span>
        <time class="muted numbers" datetime=${at} title=${absolute(at)}>${moment(at)}</time>
      </li>
    `;
  }
}

customElements.define('astir-webhook-history', History);
