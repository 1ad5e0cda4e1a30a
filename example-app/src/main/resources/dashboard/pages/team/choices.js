/** Which people are shown, and whether in one list or by team. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { collator } from '../../format.js';
import { text } from '../../messages.js';
import { icon } from '../../parts/icon.js';
import { words } from '../team-words.js';

/** From so many people on they stand by team, unless somebody chooses. */
const MANY = 40;

const STATES = ['active', 'idle', 'paused', 'offline'];

/** Where a choice of the team's filter is no team. */
const VIEWS = { list: 'all', teams: 'by-team' };

/** The filters that the address has: `{team, state, project, q}`, null for all. */
export function filtersOf({ team, state, project, q = '' }, isCurrent) {
  const of = Object.values(VIEWS).includes(team) ? null : (team ?? null);
  if (!isCurrent) return { team: of, state: null, project: null, q };
  return { team: of, state: STATES.includes(state) ? state : null, project: project ?? null, q };
}

/** Whether people stand below the heads of their teams. @param teams of teamsOf, of everybody */
export function isByTeam({ team }, teams, people) {
  if (teams.length < 2) return false;
  return team === VIEWS.teams || (!team && people > MANY);
}

/** @param choose called with the names and values of what is chosen, null for what is the default */
export function choices({ rows, teams, query, byTeam, isCurrent, folding, choose }) {
  const { state, project } = query;
  const projects = [...new Map(rows.filter((row) => row.project).map((row) => [row.projectId, row.project]))];
  projects.sort(([, a], [, b]) => collator.compare(a, b));
  return html`
    ${teamChoice({ teams, query, byTeam, isMany: rows.length > MANY, choose })}
    ${
      isCurrent
        ? html`
            ${select('state', words.anyState, STATES.map((each) => [each, text.states[each]]), state, choose)}
            ${projects.length > 0 || project ? select('project', words.anyProject, projects, project, choose) : nothing}
          `
        : nothing
    }
    ${byTeam ? foldAll(folding) : nothing}
  `;
}

/** Everybody in a list or by team, or one team. */
function teamChoice({ teams, query, byTeam, isMany, choose }) {
  if (teams.length === 0) return nothing;
  const { team } = filtersOf(query, true);
  const chosen = team ?? (byTeam ? VIEWS.teams : VIEWS.list);
  const isDefault = (value) => value === (isMany && teams.length > 1 ? VIEWS.teams : VIEWS.list);
  const choice = ({ target: { value } }) => choose({ team: isDefault(value) ? null : value });
  const option = ([id, name]) => html`<option value=${id} .selected=${live(id === chosen)}>${name}</option>`;
  const views = [[VIEWS.list, text.now.allTeams], ...(teams.length > 1 ? [[VIEWS.teams, words.byTeam]] : [])];
  return html`
    <select aria-label=${text.now.team} @change=${choice}>
      ${views.map(option)}
      <hr />
      ${teams.map(option)}
    </select>
  `;
}

function select(name, any, options, chosen, choose) {
  return html`
    <select name=${name} aria-label=${words[name]} @change=${({ target }) => choose({ [name]: target.value })}>
      <option value="" .selected=${live(!chosen)}>${any}</option>
      ${options.map(([id, title]) => html`<option value=${id} .selected=${live(id === chosen)}>${title}</option>`)}
    </select>
  `;
}

function foldAll({ isAll, toggle }) {
  const label = isAll ? words.unfoldAll : words.foldAll;
  return html`
    <button type="button" class="quiet square" aria-label=${label} title=${label} @click=${toggle}>
      ${icon(isAll ? 'unfold' : 'fold')}
    </button>
  `;
}

export function legend() {
  return html`
    <p class="legend note muted" aria-hidden="true">
      ${['productive', 'neutral', 'not'].map(
        (name, i) => html`<span><span class="swatch share-bar"><span class=${name}></span></span> ${words.legend[i]}</span>`,
      )}
    </p>
  `;
}
