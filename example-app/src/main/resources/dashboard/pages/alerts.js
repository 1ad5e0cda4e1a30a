/** Alerts: what is open, what the person says, what somebody does now. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { shortDay, weekday, Ticking } from '../format.js';
import { Keys } from '../keys.js';
import { ConnectionState } from '../live.js';
import { text } from '../messages.js';
import { ago, iconOf, nameOf, sentenceOf, TYPES } from '../parts/alert.js';
import { words as alertWords } from '../parts/alert-words.js';
import '../parts/connection-lost.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks } from '../parts/panel-state.js';
import { avatar } from '../parts/person.js';
import { pill } from '../parts/pill.js';
import { rovingKeys, Roving } from '../parts/roving.js';
import { showMore } from '../parts/show-more.js';
import { styleOf } from '../styles.js';
import { words } from './alerts-words.js';
import './alerts/detail.js';
import { ShownAlerts } from './alerts/shown-alerts.js';

await styleOf(import.meta.url);

const NARROW = matchMedia('(max-width: 639.98px)');

class AlertsPage extends Part {
  static properties = { app: { attribute: false }, params: { attribute: false } };

  #shown = new ShownAlerts(this);
  #connection = new ConnectionState(this, () => this.app.live);
  #roving = new Roving(this, '.alert-row', { letters: false });
  /** What is shown once this one is resolved. */
  #next = null;
  #resized = () => this.requestUpdate();

  constructor() {
    super();
    new Ticking(this);
    new Keys(this, [
      ...rovingKeys((by) => this.#roving.step(by)),
      ['e', () => this.#detail?.resolve(), { label: words.keys.resolve, group: 'page', icon: 'check' }],
      ['Escape', ({ target }) => this.#leave(target), { label: words.keys.back, group: 'page' }],
    ]);
    this.addEventListener('focusin', this.#focused);
    this.addEventListener('keydown', this.#leaveField);
  }

  connectedCallback() {
    super.connectedCallback();
    NARROW.addEventListener('change', this.#resized);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    NARROW.removeEventListener('change', this.#resized);
  }

  get #id() {
    return this.app.router.current.params.id ?? null;
  }

  get #detail() {
    return this.querySelector('astir-alert-detail');
  }

  /** Which alert is shown beside the list. */
  get #chosen() {
    if (this.#id || NARROW.matches) return this.#id;
    return this.#shown.groups[0]?.[1][0]?.id ?? null;
  }

  get #isManager() {
    return this.app.user.role !== 'employee';
  }

  /** Where both stand beside each other, the one that has the focus is shown. */
  #focused = ({ target }) => {
    if (!NARROW.matches && target.matches('.alert-row')) this.#choose(target.dataset.key);
  };

  #choose(id) {
    if (id !== this.#id) this.app.router.setPath(`/alerts/${id}`);
  }

  #leaveField = (event) => {
    if (event.key === 'Escape' && event.target.matches('textarea')) event.target.blur();
  };

  /** What floats above the page, or is beside it, is left by the same key. */
  #leave(target) {
    if (target === document.body || target.closest('main')) this.#back();
  }

  #back() {
    if (NARROW.matches) {
      if (this.#id) this.app.router.go(`/alerts${location.search}`);
    } else {
      this.querySelector(`.alert-row[data-key="${this.#chosen}"]`)?.focus();
    }
  }

  /** Enter goes on to what can be done; on a phone the link leads there. */
  #pressed = (event) => {
    if (NARROW.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#choose(event.currentTarget.dataset.key);
    if (event.detail === 0) this.#detail?.querySelector('h2')?.focus();
  };

  /** It may come live that it is resolved before the answer does. */
  #resolving = () => {
    const id = this.#chosen;
    const open = this.#shown.groups.find(([name]) => name === 'open')?.[1] ?? [];
    const index = open.findIndex((alert) => alert.id === id);
    this.#next = (open[index + 1] ?? open[index - 1])?.id;
    this.#choose(id);
  };

  /** The next that is open takes its place. */
  #resolved = async ({ detail }) => {
    this.#shown.put(detail);
    if (!this.#next || NARROW.matches) return;
    this.#choose(this.#next);
    await this.updateComplete;
    this.#back();
  };

  render() {
    const isDetail = NARROW.matches && this.#id;
    return html`
      <div class="page wide">
        ${pageHead({
          title: text.pages.alerts,
          tabs: isDetail ? nothing : this.#states(),
          live: this.app.live,
          tools: isDetail ? nothing : this.#tools(),
        })}
        <astir-connection-lost .live=${this.app.live}></astir-connection-lost>
        ${isDetail ? this.#asPage() : this.#both()}
      </div>
    `;
  }

  #states() {
    const { count, isMore } = this.#shown.openCount;
    return html`
      <div class="segments" role="group" aria-label=${words.stateLabel}>
        ${Object.entries(words.states).map(
          ([state, label]) => html`
            <button type="button" aria-pressed=${state === this.#shown.state} @click=${() => this.#show(state)}>
              ${label}
              ${
                state === 'open' && count > 0
                  ? html`<span class="numbers muted">${words.count(count, isMore)}</span>`
                  : nothing
              }
            </button>
          `,
        )}
      </div>
    `;
  }

  #show(state) {
    this.app.router.setPath('/alerts');
    this.#shown.set({ state: state === 'open' ? null : state });
  }

  #tools() {
    const { type, person, people } = this.#shown;
    const isKnown = !person || people.some(([id]) => id === person);
    const known = isKnown ? people : [[person, words.somebody], ...people];
    const option = (value, label, chosen) =>
      html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
    const choose = (name) => ({ target }) => this.#shown.set({ [name]: target.value || null });
    return html`
      <select aria-label=${words.kind} @change=${choose('type')}>
        ${option('', words.allKinds, type ?? '')}
        ${TYPES.map((each) => option(each, alertWords.types[each], type))}
      </select>
      ${
        this.#isManager
          ? html`
              <select aria-label=${words.person} @change=${choose('person')}>
                ${option('', words.everyone, person ?? '')}
                ${known.map(([id, name]) => option(id, name, person))}
              </select>
            `
          : nothing
      }
      ${this.app.user.role === 'admin' ? html`<a class="button" href="/admin/organization">${words.limits}</a>` : nothing}
    `;
  }

  #both() {
    const { loading } = this.#shown;
    return html`
      <h2 class="visually-hidden">${words.list}</h2>
      ${panelState(loading, {
        what: words.list,
        blocks: rowBlocks(6),
        content: () => (this.#shown.groups.length === 0 ? this.#none() : this.#panes()),
      })}
    `;
  }

  #panes() {
    return html`
      <div class="panel panes ${this.#connection.lostAt ? 'stale' : ''}">
        <div class="alert-list">
          ${this.#shown.groups.map(
            ([name, alerts]) => html`
              <h2>${words.groups[name]}</h2>
              <ul>${alerts.map((alert) => html`<li>${this.#row(alert)}</li>`)}</ul>
            `,
          )}
          ${showMore(this.#shown.loading, words.more, 'quiet more')}
          <p class="key-hints note muted" aria-hidden="true">
            <kbd>J</kbd> <kbd>K</kbd> ${words.keys.next}
            ${this.#isManager ? html`<kbd>E</kbd> ${words.keys.resolves}` : nothing}
          </p>
        </div>
        ${
          NARROW.matches
            ? nothing
            : html`
                <section class="alert-pane" aria-label=${words.alert} tabindex="-1">${this.#pane()}</section>
              `
        }
      </div>
    `;
  }

  #pane() {
    const id = this.#chosen;
    const { title, lead } = words.choose;
    if (!id) return html`<div class="nothing"><h3>${title}</h3><p class="muted">${lead}</p></div>`;
    return keyed(
      id,
      html`
        <astir-alert-detail .app=${this.app} .alertId=${id} .known=${this.#shown.find(id)}
          @resolving=${this.#resolving} @resolved=${this.#resolved}
          @explained=${({ detail }) => this.#shown.put(detail)}></astir-alert-detail>
      `,
    );
  }

  #asPage() {
    return html`
      <p class="back-line"><a href="/alerts${location.search}">${icon('left')} ${words.back}</a></p>
      <div class="panel alert-pane">${this.#pane()}</div>
    `;
  }

  #row(alert) {
    const isOwn = alert.userId === this.app.user.id;
    return html`
      <a class="alert-row" href="/alerts/${alert.id}${location.search}" data-key=${alert.id}
        aria-current=${!NARROW.matches && alert.id === this.#chosen ? 'true' : nothing} @click=${this.#pressed}>
        ${
          alert.userId
            ? avatar({ userId: alert.userId, name: nameOf(alert) }, 'small')
            : html`<span class="nobody">${icon('plug', 'small')}</span>`
        }
        <strong class="ellipsis" dir="auto">${nameOf(alert)}</strong>
        <time class="when note muted numbers" datetime=${alert.openedAt}>${ago(alert.openedAt)}</time>
        <span class="what">${icon(iconOf(alert), 'small')} <span>${sentenceOf(alert)}</span></span>
        <span class="state small muted ellipsis" dir="auto">
          ${weekday(...dayOf(alert))} ${shortDay(...dayOf(alert))} · ${stateOf(alert, isOwn)}
        </span>
        ${alert.waiting ? nothing : icon('check', 'small')}
        ${alert.waiting && alert.explanation ? pill(words.answered, { tone: 'good' }) : nothing}
      </a>
    `;
  }

  #none() {
    const { state, isFiltered } = this.#shown;
    if (isFiltered) {
      const clear = () => this.#shown.set({ type: null, person: null });
      return noMatch({ title: words.noMatch, note: words.hidden, clear });
    }
    if (state === 'resolved') return empty({ symbol: 'bell', ...words.noneResolved });
    if (state === 'unanswered') return empty({ symbol: 'chat', ...words.noneUnanswered });
    const { title, lead, ownLead, limits, resolved } = words.none;
    const actions = html`
      ${this.app.user.role === 'admin' ? html`<a class="button" href="/admin/organization">${limits}</a>` : nothing}
      <button type="button" @click=${() => this.#show('resolved')}>${resolved}</button>
    `;
    return empty({ symbol: 'bell', title, lead: this.#isManager ? lead : ownLead, actions });
  }
}

/** The day that it is about, which may be one before it was opened, as an instant and its zone. */
function dayOf({ details, openedAt }) {
  return details.period === 'day' ? [details.from, 'UTC'] : [details.startTime ?? openedAt];
}

/** What was said last. */
function stateOf({ userId, userName, waiting, explanation, resolvedByName, note }, isOwn) {
  if (resolvedByName) return note ? words.noted(note, resolvedByName) : words.resolvedBy(resolvedByName);
  if (explanation) return isOwn ? words.saidByYou : words.said(userName);
  if (!waiting) return words.byItself;
  if (!userId) return words.nobodys;
  return isOwn ? words.askedOfYou : words.noAnswer;
}

customElements.define('astir-alerts-page', AlertsPage);
