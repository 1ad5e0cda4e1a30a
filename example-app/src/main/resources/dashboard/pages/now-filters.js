/** What of the virtual office is shown, and how. */
import { html, nothing } from 'lit';
import { collator, number } from '../format.js';
import { text } from '../messages.js';
import { stateMark } from '../parts/person.js';

/** @param choose called with a state, or null for all */
export function stateFilter({ all, ...counts }, chosen, choose) {
  const known = chosen in counts;
  return html`
    <div class="segments" role="group" aria-label=${text.now.filter}>
      <button type="button" aria-pressed=${!known} @click=${() => choose(null)}>
        ${text.now.all} <span class="numbers">${number(all)}</span>
      </button>
      ${Object.entries(counts).map(
        ([state, count]) => html`
          <button type="button" aria-pressed=${state === chosen} @click=${() => choose(state)}>
            ${stateMark(state)} ${text.states[state]} <span class="numbers">${number(count)}</span>
          </button>
        `,
      )}
    </div>
  `;
}

/** The teams of people by name, `[id, name]`; the id of those in none is `none`, if there are any teams. */
export function teamsOf(people) {
  const names = new Map(people.filter(({ teamId }) => teamId).map(({ teamId, teamName }) => [teamId, teamName]));
  const teams = [...names].sort(([, a], [, b]) => collator.compare(a, b));
  const isNone = teams.length > 0 && people.some(({ teamId }) => !teamId);
  return isNone ? [...teams, ['none', text.now.noTeam]] : teams;
}

/** @param choose called with an id of teamsOf, or null for all */
export function teamFilter(teams, chosen, choose) {
  if (teams.length === 0) return nothing;
  return html`
    <select aria-label=${text.now.team} @change=${({ target }) => choose(target.value || null)}>
      <option value="" .selected=${!chosen}>${text.now.allTeams}</option>
      ${teams.map(([id, name]) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`)}
    </select>
  `;
}

/** @param choose called with `cards` or `dense` */
export function viewChoice(isDense, choose) {
  const button = (view, pressed) => html`
    <button type="button" aria-pressed=${pressed} @click=${() => choose(view)}>${text.now.views[view]}</button>
  `;
  return html`
    <div class="segments views" role="group" aria-label=${text.now.view}>
      ${button('cards', !isDense)} ${button('dense', isDense)}
    </div>
  `;
}
