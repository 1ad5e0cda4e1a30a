/** The table of people: its columns, its two-line rows on a phone, and what can be done with each. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { lasted } from '../format.js';
import { icon } from '../parts/icon.js';
import '../parts/menu.js';
import { person } from '../parts/person.js';
import { pill } from '../parts/pill.js';
import { words } from './admin-people-words.js';

/** Where everybody would be before who was never seen. */
const NEVER = new Date(0);

/** A person with what is known besides: `team`, `presence`, `isSelf`. */
export function rowsOf({ people, teams, timeZone }, presence, user) {
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return people.map((one) => ({
    ...one,
    team: names.get(one.teamId) ?? null,
    zone: one.timeZone ?? timeZone,
    presence: presence?.get(one.id) ?? null,
    isSelf: one.id === user.id,
  }));
}

/** What somebody searches for. */
export function textsOf({ name, email, role, team }) {
  return [name, email, words.roles[role], team].filter(Boolean);
}

/** Since when somebody is not here; those who are here come first. */
function seenAt({ presence }) {
  if (!presence) return NEVER;
  return presence.state === 'offline' ? new Date(presence.lastSeen ?? NEVER) : new Date();
}

export function lastSeen({ presence }) {
  const { now, idle, paused, ago, never } = words.seen;
  if (!presence) return never;
  const { state, lastSeen } = presence;
  if (state === 'offline') return lastSeen ? ago(lasted(lastSeen)) : never;
  return { idle, paused }[state] ?? now;
}

/**
 * The columns, once for all renderings.
 *
 * @param options `teams()`, `hasFactor` (whether the server tells of it), and `act` as in `menu`
 */
export function columnsOf({ teams, hasFactor, act }) {
  const { table } = words;
  return [
    {
      name: 'name',
      title: table.person,
      value: ({ name }) => name,
      cell: who,
    },
    {
      name: 'role',
      title: table.role,
      width: 8.5,
      value: ({ role }) => words.roles[role],
      cell: (row, stop) => roleChoice(row, act, stop),
    },
    {
      name: 'team',
      title: table.team,
      width: 9,
      value: ({ team }) => team ?? '',
      cell: (row, stop) => teamChoice(row, teams(), act, stop),
    },
    ...(hasFactor
      ? [{ name: 'factor', title: table.factor, width: 6.75, value: ({ secondFactor }) => (secondFactor ? 1 : 0), cell: factor }]
      : []),
    { name: 'zone', title: table.timeZone, width: 10.5, value: ({ zone }) => zone, cell: zone },
    { name: 'seen', title: table.lastSeen, width: 8.25, value: seenAt, cell: lastSeen, descendingFirst: true },
    {
      name: 'more',
      title: html`<span class="visually-hidden">${table.more}</span>`,
      width: 3.5,
      align: 'end',
      cell: (row, stop) => more(row, act, stop),
    },
  ];
}

/** Where the columns do not fit: who, and behind the dots all the rest. */
export function narrowRow(row, { teams, act }, stop) {
  const about = [words.roles[row.role], row.team, lastSeen(row)].filter(Boolean).join(' · ');
  const choices = html`
    <label><span class="muted">${words.table.role}</span> ${roleChoice(row, act)}</label>
    <label><span class="muted">${words.table.team}</span> ${teamChoice(row, teams(), act)}</label>
    <hr />
  `;
  return html`
    <div class="two-lines">
      ${who(row)} <span class="muted ellipsis about">${about}</span> ${more(row, act, stop, choices)}
    </div>
  `;
}

function who({ id, name, email, status, isSelf }) {
  const { suspended, you } = words.table;
  const note = html`
    ${status === 'suspended' ? html`${pill(suspended, { tone: 'bad' })} ` : nothing}${isSelf ? html`<b>${you}</b> · ` : nothing}<span
      dir="auto">${email}</span>
  `;
  return person({ userId: id, name }, note);
}

/** One's own role is nobody's to take by a slip. */
function roleChoice(row, act, stop = 0) {
  if (row.isSelf) return words.roles[row.role];
  return html`
    <select class="bare" tabindex=${stop} aria-label=${words.table.roleOf(row.name)}
      @change=${({ target }) => act.role(row, target.value)}>
      ${Object.entries(words.roles).map(
        ([role, label]) => html`<option value=${role} .selected=${live(role === row.role)}>${label}</option>`,
      )}
    </select>
  `;
}

function teamChoice(row, teams, act, stop = 0) {
  if (teams.length === 0) return html`<span class="muted">${words.invite.noTeam}</span>`;
  return html`
    <select class="bare muted" tabindex=${stop} aria-label=${words.table.teamOf(row.name)}
      @change=${({ target }) => act.team(row, target.value || null)}>
      <option value="" .selected=${live(row.teamId === null)}>${words.invite.noTeam}</option>
      ${teams.map(
        ({ id, name }) => html`<option value=${id} .selected=${live(id === row.teamId)}>${name}</option>`,
      )}
    </select>
  `;
}

function factor({ secondFactor }) {
  return html`
    <span class=${secondFactor ? 'factor on' : 'factor muted'}>
      ${icon('shield', 'small')} ${secondFactor ? words.table.on : words.table.off}
    </span>
  `;
}

function zone({ zone, timeZone }) {
  return html`<span class="muted" title=${timeZone ? nothing : words.table.zoneOfAll(zone)}>${zone}</span>`;
}

function more(row, act, stop, before = nothing) {
  if (row.isSelf && before === nothing) return nothing;
  return html`
    <astir-menu .label=${words.table.moreFor(row.name)} .stop=${stop}
      .content=${() => html`${before}${row.isSelf ? nothing : menu(row, act)}`}></astir-menu>
  `;
}

/** What can be done with somebody else. */
function menu(row, act) {
  const isSuspended = row.status === 'suspended';
  const { suspend, reactivate, signOut, link, factor, remove } = words.menu;
  const item = (label, action, name = 'quiet') =>
    html`<button type="button" class=${name} @click=${() => action(row)}>${label}</button>`;
  return html`
    ${isSuspended ? item(reactivate, act.reactivate) : item(suspend, act.suspend)}
    ${isSuspended ? nothing : html`${item(signOut, act.signOut)} ${item(link, act.passwordLink)}`}
    ${row.secondFactor ? item(factor, act.removeFactor) : nothing}
    <hr />
    ${item(remove, act.remove, 'quiet danger')}
  `;
}
