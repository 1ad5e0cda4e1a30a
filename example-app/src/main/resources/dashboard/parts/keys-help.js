/** All keys, and the switch for single letters. */
import { html } from 'lit';
import { offers } from '../keys.js';
import { text } from '../messages.js';
import { PAGES, titleOf } from '../pages.js';
import { chooseSingleKeys, singleKeys } from '../preferences.js';
import { styleOf } from '../styles.js';
import { icon } from './icon.js';
import { keys } from './key.js';
import { Modal, openModal } from './modal.js';

await styleOf(import.meta.url);

class KeysHelp extends Modal {
  render() {
    const bound = offers().filter((offer) => offer.keys);
    const groups = {
      everywhere: bound.filter(({ group }) => group === 'everywhere'),
      go: PAGES.filter((page) => page.key).map((page) => ({ keys: `g ${page.key}`, label: titleOf(page) })),
      page: bound.filter(({ group }) => group === 'page'),
    };
    return this.sheet(
      { name: 'keys-help', labelledBy: 'keys-title' },
      html`
        <header>
          <h2 id="keys-title">${text.keys.title}</h2>
          <button type="button" class="quiet square" aria-label=${text.keys.close} @click=${this.close}>
            ${icon('close')}
          </button>
        </header>
        <div class="columns">
          ${Object.entries(groups)
            .filter(([, rows]) => rows.length > 0)
            .map(
              ([group, rows]) => html`
                <section>
                  <h3>${text.keys.groups[group]}</h3>
                  <dl>
                    ${rows.map((row) => html`<div><dt>${row.label}</dt><dd>${keys(row.keys)}</dd></div>`)}
                  </dl>
                </section>
              `,
            )}
        </div>
        <label>
          <input type="checkbox" .checked=${singleKeys()} @change=${(event) => chooseSingleKeys(event.target.checked)} />
          <span>${text.keys.single}<br /><span class="note muted">${text.keys.singleWhy}</span></span>
        </label>
      `,
    );
  }
}

customElements.define('astir-keys-help', KeysHelp);

/** Opens it, unless it is open. */
export function openKeys() {
  openModal('astir-keys-help');
}
