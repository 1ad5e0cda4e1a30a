/** The virtual office: who is here, in what, since when; live, and calm also at 200 people. */
import { html, nothing } from 'lit';
import { clock, collator, longDay, Ticking } from '../format.js';
import { ChannelItems, ConnectionState } from '../live.js';
import { find } from '../match.js';
import { text } from '../messages.js';
import '../parts/connection-lost.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Patience } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { cardBlocks, loadingBlocks, noMatch } from '../parts/panel-state.js';
import { Roving } from '../parts/roving.js';
import { Stillness } from '../parts/stillness.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { TodayOfAll } from './now-days.js';
import { stateFilter, teamFilter, teamsOf, viewChoice } from './now-filters.js';
import { Projects } from './now-projects.js';
import { cards, dense, rows } from './now-views.js';

await styleOf(import.meta.url);

/** From so many people on, a card each is too much to take in. */
const MANY = 40;

const STATES = ['active', 'idle', 'paused', 'offline'];

class NowPage extends Part {
  static properties = {
    app: { attribute: false },
    enrolling: { state: true },
    unfolded: { state: true },
  };

  #presence = new ChannelItems(this, 'presence', () => this.app.live, {
    id: ({ userId }) => userId,
    changed: (person, before) => this.#changed(person, before),
  });
  #projects = new Projects(this, () => this.app.live);
  #days = new TodayOfAll(this);
  #connection = new ConnectionState(this, () => this.app.live);
  #query = new Query(this, () => this.app.router);
  #patience = new Patience(this);
  #news = new Set();
  /** Where everybody stands, or stood when somebody began to point at one of them. */
  #places = new Map();
  #stillness = new Stillness(this, '.office');

  constructor() {
    super();
    this.unfolded = new Set();
    new Ticking(this);
    new Roving(this, '.person');
  }

  #changed(person, before) {
    const isNews = person && before && (before.app !== person.app || before.media !== person.media);
    if (isNews) this.#news.add(person.userId);
    if (isNews || before?.state !== person?.state) this.#days.changed();
  }

  updated() {
    for (const id of this.#news) flash(this.querySelector(`[data-person="${CSS.escape(id)}"] .app`));
    this.#news.clear();
    this.#showWanted();
  }

  /** Whoever was looked up in the palette. */
  #showWanted() {
    const { person } = this.#query.values;
    const node = person && this.querySelector(`[data-person="${CSS.escape(person)}"]`);
    if (!node) return;
    node.scrollIntoView({ block: 'center' });
    node.focus({ preventScroll: true });
    this.#query.set({ person: null });
  }

  get #people() {
    const people = [...(this.#presence.items?.values() ?? [])].map((person) => ({
      ...person,
      project: this.#projects.of(person.userId),
      day: this.#days.of(person.userId),
      strip: () => this.#days.strip(person.userId),
    }));
    return people.sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.userId, b.userId));
  }

  render() {
    const people = this.#people;
    const known = this.#presence.items !== null;
    // Others are not told when somebody was seen last, so they cannot know that nobody ever was.
    const mayKnow = this.app.user.role === 'admin' || people.length === 1;
    const first = known && mayKnow && people.every(({ state, lastSeen }) => state === 'offline' && !lastSeen);
    return html`
      <div class="page wide">
        ${pageHead({
          title: text.pages.now,
          note: html`<span class="note-day">${longDay(Date.now())}, </span>${clock(Date.now())}`,
          live: this.app.live,
          tools: html`
            <astir-search .value=${this.#query.values.q ?? ''} .label=${text.now.find}
              @search=${({ detail }) => this.#query.set({ q: detail })}></astir-search>
          `,
        })}
        <astir-connection-lost .live=${this.app.live} .blank=${!known}></astir-connection-lost>
        ${this.#presence.failure ? html`<p class="failure" role="alert">${this.#presence.failure}</p>` : nothing}
        ${first ? this.#enrol(true) : nothing}
        ${known && !first ? this.#office(people) : nothing}
        ${!known && this.#patience.isOver ? loadingBlocks(cardBlocks()) : nothing}
      </div>
    `;
  }

  #office(people) {
    const { state, q = '', view, team } = this.#query.values;
    const teams = teamsOf(people);
    const isTeam = teams.some(([id]) => id === team);
    const isDense = view ? view === 'dense' : people.length > MANY;
    const wanted = people.filter((person) => matches(person, q) && (!isTeam || teamOf(person) === team));
    const shown = wanted.filter((person) => !STATES.includes(state) || person.state === state);
    if (!this.#stillness.isKept) this.#places = placesOf(shown);
    const places = this.#places;
    const of = (...states) => shown.filter(({ userId, state }) => states.includes(places.get(userId) ?? state));
    return html`
      <div class="filters">
        ${stateFilter(counts(wanted), state, (choice) => this.#query.set({ state: choice }))}
        ${teamFilter(teams, team, (choice) => this.#query.set({ team: choice }))}
        ${isDense ? nothing : this.#days.legend}
        ${viewChoice(isDense, (choice) => this.#query.set({ view: choice }))}
      </div>
      <div class="office ${this.#connection.lostAt ? 'stale' : ''}" @animationend=${calm}>
        ${shown.length === 0 ? this.#nobody(people.length, [q, text.states[state], isTeam]) : nothing}
        ${
          isDense
            ? this.#dense(shown, teams)
            : html`
                ${cards(of('active'), this.app.user, this.#missing())}
                ${rows('away', text.now.away, of('idle', 'paused'), this.app.user)}
                ${rows('offline', text.states.offline, of('offline'), this.app.user)}
              `
        }
      </div>
      ${this.enrolling ? this.#enrol(false) : nothing}
    `;
  }

  /** By team, where there are teams. */
  #dense(shown, teams) {
    const group = (people, team = null) => {
      const id = team?.[0] ?? 'all';
      const isOpen = this.unfolded.has(id);
      return people.length === 0 ? nothing : dense(people, team, isOpen, () => this.#unfold(id));
    };
    if (teams.length === 0) return group(shown);
    return teams.map((team) => group(shown.filter((person) => teamOf(person) === team[0]), team));
  }

  #unfold(id) {
    this.unfolded = new Set(this.unfolded).symmetricDifference(new Set([id]));
  }

  /** Few need it, so it comes when it is needed. */
  #enrol(first) {
    import('../parts/enrol.js');
    return html`<astir-enrol .user=${this.app.user} .first=${first}></astir-enrol>`;
  }

  #missing() {
    return html`
      <div class="missing">
        <span class="plus">${icon('plus')}</span>
        <p>
          <span class="muted">${text.now.missing}</span><br />
          <button type="button" class="link" aria-expanded=${Boolean(this.enrolling)}
            @click=${() => (this.enrolling = !this.enrolling)}>${text.enrol.title}</button>
        </p>
      </div>
    `;
  }

  #nobody(hidden, filters) {
    const { q = '', state } = this.#query.values;
    return noMatch({
      title: text.now.noMatch(text.now.beings[state], q),
      note: text.now.hidden(filters.filter(Boolean).length, hidden),
      clear: () => this.#query.set({ q: null, state: null, team: null }),
    });
  }
}

function matches(person, query) {
  const { name, app, site, project, teamName } = person;
  return query === '' || [name, app, site, project, teamName].some((value) => value && find(value, query));
}

function teamOf({ teamId }) {
  return teamId ?? 'none';
}

function counts(people) {
  const of = (state) => people.filter((person) => person.state === state).length;
  return { all: people.length, ...Object.fromEntries(STATES.map((state) => [state, of(state)])) };
}

function placesOf(people) {
  return new Map(people.map(({ userId, state }) => [userId, state]));
}

/** Not out of sight: it would flash when somebody scrolls there, as if it had just changed. */
function flash(node) {
  if (node?.checkVisibility({ contentVisibilityAuto: true })) node.classList.add('flash');
}

/** A flash is over: the next one can begin. */
function calm({ target }) {
  target.classList.remove('flash');
}

customElements.define('astir-now-page', NowPage);
