/** The command palette: any person, page or action in two keys. */
import { html, nothing } from 'lit';
import { lasted } from '../format.js';
import { call } from '../http.js';
import { offers } from '../keys.js';
import { find, pieces } from '../match.js';
import { text } from '../messages.js';
import { PAGES, addressOf, mayVisit, titleOf } from '../pages.js';
import { styleOf } from '../styles.js';
import { icon } from './icon.js';
import { keys } from './key.js';
import { Modal, openModal } from './modal.js';
import { PeopleChanges } from './people-changes.js';
import { avatar } from './person.js';

await styleOf(import.meta.url);

/** People shown for a query; more would push the pages out of sight. */
const MOST_PEOPLE = 6;

class Palette extends Modal {
  static properties = {
    app: { attribute: false },
    query: { state: true },
    people: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    this.query = '';
    this.people = [];
    this.chosen = 0;
    new PeopleChanges(this, () => this.app.live, () => this.#loadPeople());
  }

  firstUpdated() {
    super.firstUpdated();
    this.#loadPeople();
  }

  async #loadPeople() {
    try {
      this.people = (await call('GET', '/api/presence')).items;
    } catch {
      // Pages and actions are there all the same.
    }
  }

  /** `[group, entries]`; an entry has `key`, `label`, `ranges`, `note`, `picture`, `keys` and `act`. */
  get #groups() {
    const { user, router } = this.app;
    const people = this.query === '' ? [] : this.people.map(toPerson(router));
    const pages = PAGES.filter((page) => page.group && mayVisit(page, user)).map(toPage(router));
    const actions = offers().filter((offer) => offer.icon).map(toAction);
    return [
      ['people', this.#matching(people).slice(0, MOST_PEOPLE)],
      ['pages', this.#matching(pages)],
      ['actions', this.#matching(actions)],
    ].filter(([, entries]) => entries.length > 0);
  }

  #matching(entries) {
    return entries
      .map((entry) => ({ ...entry, match: find(entry.label, this.query) }))
      .filter(({ match }) => match)
      .sort((a, b) => a.match.rank - b.match.rank);
  }

  render() {
    const groups = this.#groups;
    const count = groups.reduce((sum, [, entries]) => sum + entries.length, 0);
    let index = 0;
    return this.sheet(
      { name: 'palette', label: text.palette.label },
      html`
        <div class="line">
          ${icon('search')}
          <input type="text" role="combobox" autofocus autocomplete="off" spellcheck="false" aria-expanded="true"
            aria-controls="palette-list" aria-autocomplete="list" aria-label=${text.palette.label}
            aria-activedescendant=${count > 0 ? `palette-${this.chosen}` : nothing}
            placeholder=${text.palette.placeholder} @input=${this.#typed} @keydown=${this.#pressed} />
          <button type="button" class="quiet" aria-label=${text.palette.close} @click=${this.close}><kbd>Esc</kbd></button>
        </div>
        <div class="list" id="palette-list" role="listbox" aria-label=${text.palette.label} tabindex="-1">
          ${groups.map(
            ([group, entries]) => html`
              <div role="group" aria-labelledby="palette-${group}">
                <h2 id="palette-${group}" role="presentation">${text.palette[group]}</h2>
                ${entries.map((entry) => this.#option(entry, index++))}
              </div>
            `,
          )}
        </div>
        ${count === 0 ? html`<p class="none muted">${text.palette.none(this.query)}</p>` : nothing}
        <p class="visually-hidden" role="status">${text.palette.found(count)}</p>
        <footer class="note muted" aria-hidden="true">
          <span><kbd>↑</kbd> <kbd>↓</kbd> ${text.palette.move}</span>
          <span><kbd>Enter</kbd> ${text.palette.open}</span>
          <span class="last"><kbd>?</kbd> ${text.palette.allKeys}</span>
        </footer>
      `,
    );
  }

  #option(entry, index) {
    const chosen = index === this.chosen;
    return html`
      <div class="option" role="option" id="palette-${index}" aria-selected=${chosen}
        @click=${() => this.#run(entry)} @pointermove=${() => (this.chosen = index)}>
        ${entry.picture}
        <span class="label" dir="auto">
          ${pieces(entry.label, entry.match.ranges).map(([piece, isMatch]) => (isMatch ? html`<u>${piece}</u>` : piece))}
        </span>
        ${entry.note ? html`<span class="muted ellipsis">${entry.note}</span>` : nothing}
        ${entry.keys ? html`<span class="keys">${keys(entry.keys)}</span>` : nothing}
      </div>
    `;
  }

  #typed(event) {
    this.query = event.target.value;
    this.chosen = 0;
  }

  #pressed(event) {
    const entries = this.#groups.flatMap(([, group]) => group);
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && entries.length > 0) {
      this.chosen = (this.chosen + moves[event.key] + entries.length) % entries.length;
      this.updateComplete.then(() => this.querySelector('[aria-selected=true]').scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter' && entries[this.chosen]) {
      this.#run(entries[this.chosen]);
    } else {
      return;
    }
    event.preventDefault();
  }

  #run(entry) {
    this.close();
    entry.act();
  }
}

const toPerson = (router) => (person) => ({
  label: person.name,
  note: [text.states[person.state], person.app].filter(Boolean).join(' · ') +
    (person.since && person.state !== 'offline' ? ` · ${lasted(person.since)}` : ''),
  picture: avatar(person, 'small'),
  act: () => router.go(`/now?person=${person.userId}`),
});

const toPage = (router) => (page) => ({
  label: titleOf(page),
  picture: icon(page.icon),
  keys: page.key && `g ${page.key}`,
  act: () => router.go(addressOf(page)),
});

const toAction = ({ label, act, ...offer }) => ({ label, picture: icon(offer.icon), keys: offer.keys, act });

customElements.define('astir-palette', Palette);

/** Opens it, unless it is open. */
export function openPalette(app) {
  openModal('astir-palette', { app });
}
