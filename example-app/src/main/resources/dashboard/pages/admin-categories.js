/** Categories: what applications and sites are for, in the order in which they decide; for managers. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { collator } from '../format.js';
import { call } from '../http.js';
import { wholeList } from '../lists.js';
import { text } from '../messages.js';
import { categoryMark, ratingMark } from '../parts/category.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, panelState, rowBlocks } from '../parts/panel-state.js';
import { undo } from '../parts/undo.js';
import { styleOf } from '../styles.js';
import './admin-categories/form.js';
import './admin-categories/progress.js';
import './admin-categories/ratings.js';
import { words } from './admin-categories-words.js';

await styleOf(import.meta.url);

class AdminCategoriesPage extends Part {
  static properties = {
    app: { attribute: false },
    /** The id of the category that is being changed, `new` for one that is to be made, or null. */
    editing: { state: true },
    /** The id of the category whose teams' ratings are shown, or null. */
    rating: { state: true },
    failure: { state: true },
  };

  #all = new Loading(this, async (signal) => {
    const [{ items }, teams] = await Promise.all([
      call('GET', '/api/categories', undefined, { signal }),
      wholeList('/api/teams', signal),
    ]);
    return { items, teams: teams.sort((a, b) => collator.compare(a.name, b.name)) };
  });

  get #isAdmin() {
    return this.app.user.role === 'admin';
  }

  render() {
    const { value } = this.#all;
    const own = value?.items.filter(({ overrides }) => !overrides) ?? [];
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-categories'],
          note: value ? html`<span class="note-day">${words.note(own.length)}</span>` : nothing,
          tools: value && own.length > 0 ? this.#addButton() : nothing,
        })}
        <astir-category-progress></astir-category-progress>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#all, {
          what: words.list,
          blocks: rowBlocks(7),
          content: ({ items, teams }) => this.#content(own, items, teams),
        })}
      </div>
    `;
  }

  /** Those that somebody may make one for: null is the organization. */
  #owners() {
    const { teams } = this.#all.value;
    const { id } = this.app.user;
    if (this.#isAdmin) return [null, ...teams];
    return teams.filter(({ managerIds }) => managerIds.includes(id));
  }

  #addButton() {
    if (this.#owners().length === 0) return nothing;
    return html`
      <button type="button" class="primary" data-opens="new" aria-expanded=${this.editing === 'new'}
        @click=${() => (this.editing = this.editing === 'new' ? null : 'new')}>
        ${icon('plus')} ${words.add}
      </button>
    `;
  }

  #content(own, items, teams) {
    const everybodys = own.filter(({ teamId }) => teamId === null);
    const ofTeams = teams
      .map((team) => ({ team, list: own.filter(({ teamId }) => teamId === team.id) }))
      .filter(({ list }) => list.length > 0);
    return html`
      ${this.editing === 'new' ? this.#form(null) : nothing}
      ${everybodys.length === 0 && this.editing !== 'new' ? this.#first() : nothing}
      ${everybodys.length === 0 ? nothing : this.#list(null, everybodys, items)}
      ${ofTeams.map(({ team, list }) => this.#list(team, list, items))}
      ${this.#isAdmin && everybodys.length > 0 ? this.#starter('quiet') : nothing}
    `;
  }

  #first() {
    const { title, lead } = words.first;
    const actions = this.#isAdmin ? html`${this.#starter('primary')} ${this.#addButton()}` : nothing;
    return html`
      <h2 class="visually-hidden">${words.list}</h2>
      ${empty({ symbol: 'tag', title, lead, actions })}
    `;
  }

  #starter(name) {
    return html`<button type="button" class="${name} starter" @click=${this.#start}>${words.starter}</button>`;
  }

  #start = () =>
    this.#act(async () => {
      await call('POST', '/api/categories/starter');
      undo(words.started);
    }, 'h1');

  #list(team, list, items) {
    const id = team?.id ?? 'everybody';
    const mayChange = this.#owners().some((owner) => owner?.id === team?.id);
    return html`
      <section class="panel categories" aria-labelledby="categories-${id}">
        <header>
          <h2 id="categories-${id}" dir="auto">${team?.name ?? words.everybody}</h2>
          <p class="muted">${team ? words.ofTeam : words.everybodyNote}</p>
        </header>
        <ol>
          ${repeat(
            list,
            (one) => one.id,
            (one, at) => html`<li>${this.#row(one, { at, list, items, mayChange })}</li>`,
          )}
        </ol>
      </section>
    `;
  }

  #row(category, { at, list, items, mayChange }) {
    const { id, name, rating } = category;
    if (this.editing === id) return this.#form(category);
    const overriding = items.filter(({ overrides }) => overrides === id);
    const hasTeams = category.teamId === null && this.#owners().some((owner) => owner !== null);
    return html`
      <div class="category" data-category=${id}>
        ${mayChange ? this.#movers(category, at, list) : nothing}
        ${categoryMark(category)}
        <div class="what">
          <h3 dir="auto" tabindex="-1">${name}</h3>
          <p class="muted">${summary(category.rules)}</p>
        </div>
        <div class="rated">
          ${ratingMark(rating, words.ratings[rating])} ${overriding.map((own) => this.#overriding(own))}
        </div>
        <div class="acts">
          ${
            hasTeams
              ? html`
                  <button type="button" class="quiet" aria-expanded=${this.rating === id} aria-label=${words.teamsOf(name)}
                    @click=${() => (this.rating = this.rating === id ? null : id)}>${words.teams}</button>
                `
              : nothing
          }
          ${mayChange ? this.#changers(category) : nothing}
        </div>
      </div>
      ${this.rating === id ? this.#ratings(category, overriding) : nothing}
    `;
  }

  #overriding({ teamId, rating }) {
    const team = this.#all.value.teams.find(({ id }) => id === teamId);
    if (!team) return nothing;
    return html`<span class="own"><span><bdi>${team.name}</bdi>:</span> ${ratingMark(rating, words.ratings[rating])}</span>`;
  }

  #movers(category, at, list) {
    const mover = (direction, symbol, label, end) => html`
      <button type="button" class="quiet square" data-moves=${symbol} aria-label=${label} aria-disabled=${end}
        @click=${() => (end ? null : this.#move(category, list, at + direction, symbol))}>${icon(symbol, 'small')}</button>
    `;
    return html`
      <div class="movers">
        ${mover(-1, 'up', words.up(category.name), at === 0)}
        ${mover(1, 'down', words.down(category.name), at === list.length - 1)}
      </div>
    `;
  }

  #changers(category) {
    const { id, name } = category;
    return html`
      <button type="button" class="quiet" data-opens=${id} aria-label=${words.change(name)}
        @click=${() => (this.editing = id)}>${words.changes}</button>
      <button type="button" class="quiet" aria-label=${words.remove(name)}
        @click=${() => this.#delete(category)}>${words.removes}</button>
    `;
  }

  #ratings(category, overriding) {
    return html`
      <astir-category-ratings .category=${category} .overriding=${overriding}
        .teams=${this.#owners().filter((owner) => owner !== null)} @rated=${() => this.#all.run()}></astir-category-ratings>
    `;
  }

  #move(category, list, to, symbol) {
    const ids = list.map(({ id }) => id).filter((id) => id !== category.id);
    ids.splice(to, 0, category.id);
    const focused = `[data-category="${category.id}"] [data-moves=${symbol}]`;
    return this.#act(async () => {
      await call('PUT', '/api/categories/order', { teamId: category.teamId, ids });
      undo(words.moved(category.name, to + 1, list.length));
    }, focused);
  }

  async #delete(category) {
    const { title, message, confirm, done } = words.deletion;
    if (!(await ask({ title: title(category.name), message, confirm, danger: true }))) return;
    await this.#act(async () => {
      await call('DELETE', `/api/categories/${category.id}`);
      undo(done(category.name));
    }, 'h1');
  }

  #form(category) {
    const saved = async ({ detail }) => {
      this.editing = null;
      await this.#reload(`[data-category="${detail.id}"] h3`);
    };
    return html`
      <astir-category-form class=${category ? '' : 'panel'} .category=${category} .owners=${this.#owners()}
        @saved=${saved} @cancelled=${() => this.#cancel(category)}></astir-category-form>
    `;
  }

  async #cancel(category) {
    this.editing = null;
    await this.updateComplete;
    this.querySelector(`[data-opens="${category?.id ?? 'new'}"]`)?.focus();
  }

  async #act(act, focused) {
    this.failure = null;
    try {
      await act();
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#reload(focused);
  }

  async #reload(focused) {
    this.querySelector('astir-category-progress').look();
    await this.#all.run();
    await this.updateComplete;
    this.querySelector(focused)?.focus();
  }
}

/** "12 applications · 3 sites". */
function summary(rules) {
  if (rules.length === 0) return words.noRules;
  return ['app', 'site', 'title', 'url']
    .map((field) => [field, rules.filter((rule) => rule.field === field).length])
    .filter(([, count]) => count > 0)
    .map(([field, count]) => words.counts[field](count))
    .join(' · ');
}

customElements.define('astir-admin-categories-page', AdminCategoriesPage);
