/** How teams rate one of the organization's categories. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { call } from '../../http.js';
import { RATINGS } from '../../parts/category.js';
import { Part } from '../../parts/element.js';
import { undo } from '../../parts/undo.js';
import { words } from '../admin-categories-words.js';

/**
 * `<astir-category-ratings>`: the `category`, the `teams` that one may rate it for, and what teams have of it
 * (`overriding`). Event `rated` when one has changed.
 */
class CategoryRatings extends Part {
  static properties = {
    category: { attribute: false },
    teams: { attribute: false },
    overriding: { attribute: false },
    failure: { state: true },
  };

  render() {
    return html`
      <fieldset>
        <legend class="visually-hidden">${words.teamsOf(this.category.name)}</legend>
        <p class="muted">${words.teamsWhy}</p>
        <div class="choices">${this.teams.map((team) => this.#choice(team))}</div>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      </fieldset>
    `;
  }

  #choice(team) {
    const own = this.overriding.find(({ teamId }) => teamId === team.id);
    const option = (value, label) => html`
      <option value=${value} .selected=${live(value === (own?.rating ?? ''))}>${label}</option>
    `;
    return html`
      <div class="field">
        <label for="rating-${this.category.id}-${team.id}" dir="auto">${team.name}</label>
        <select id="rating-${this.category.id}-${team.id}"
          @change=${({ target }) => this.#rate(team, own, target.value)}>
          ${option('', words.asEverybody(words.ratings[this.category.rating]))}
          ${RATINGS.map((rating) => option(rating, words.ratings[rating]))}
        </select>
      </div>
    `;
  }

  async #rate(team, own, rating) {
    this.failure = null;
    const { name, colour, icon } = this.category;
    const body = { name, rating, colour, icon, teamId: team.id, rules: [] };
    try {
      if (rating === '') await call('DELETE', `/api/categories/${own.id}`);
      else if (own) await call('PUT', `/api/categories/${own.id}`, body);
      else await call('POST', '/api/categories', body);
      undo(words.rated(team.name, name, words.ratings[rating || this.category.rating]));
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      this.failure = words.notRated(team.name, problem.message);
    }
    this.dispatchEvent(new CustomEvent('rated'));
  }
}

customElements.define('astir-category-ratings', CategoryRatings);
