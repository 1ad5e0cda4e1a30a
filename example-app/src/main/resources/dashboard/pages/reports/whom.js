/** Whose time a report is of: everybody's whom one sees, a team's, or a person's; and on which project. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { words } from '../reports-words.js';

/**
 * @param known `people` and `teams`; undefined before they are
 * @param whom `person` or `team`, or neither
 * @param choose called with another of the kind
 */
export function whomChoice({ people = [], teams = [] } = {}, { person, team }, choose) {
  const chosen = person ? `person ${person}` : team ? `team ${team}` : '';
  const option = (value, title) => html`<option value=${value} .selected=${live(value === chosen)}>${title}</option>`;
  const group = (label, options) => (options.length ? html`<optgroup label=${label}>${options}</optgroup>` : nothing);
  const size = (id) => people.filter(({ teamId }) => teamId === id).length;
  return html`
    <select name="whom" aria-label=${words.of} @change=${({ target }) => choose(parse(target.value))}>
      ${option('', people.length ? words.team(words.everyone, people.length) : words.everyone)}
      ${group(words.teams, teams.map(({ id, name }) => option(`team ${id}`, words.team(name, size(id)))))}
      ${group(words.people, people.map(({ id, name }) => option(`person ${id}`, name)))}
    </select>
  `;
}

/** On which project; nothing where there is none. @param choose called with an id, or null */
export function projectChoice({ projects = [] } = {}, chosen, choose) {
  if (projects.length === 0 && !chosen) return nothing;
  const isKnown = !chosen || projects.some(({ id }) => id === chosen);
  const option = (value, title) => html`<option value=${value} .selected=${live(value === (chosen ?? ''))}>${title}</option>`;
  return html`
    <select name="project" aria-label=${words.project} @change=${({ target }) => choose(target.value || null)}>
      ${option('', words.allProjects)} ${projects.map(({ id, name }) => option(id, name))}
      ${isKnown ? nothing : option(chosen, words.otherProject)}
    </select>
  `;
}

function parse(value) {
  const [kind, id] = value.split(' ');
  return id ? { [kind]: id } : {};
}
