/** Teams: who is in which, and who manages it; for administrators. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { collator, listed } from '../format.js';
import { call } from '../http.js';
import { wholeList } from '../lists.js';
import { find } from '../match.js';
import { text } from '../messages.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import { person } from '../parts/person.js';
import { toast } from '../parts/toast.js';
import { undo } from '../parts/undo.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import './admin-teams-alerts.js';
import './admin-teams-form.js';
import { words } from './admin-teams-words.js';

await styleOf(import.meta.url);

class AdminTeamsPage extends Part {
  static properties = {
    app: { attribute: false },
    /** The id of the team that is being changed, `new` for one that is to be made, or null. */
    editing: { state: true },
    /** The id of the team whose alerts are being decided, or null. */
    deciding: { state: true },
    failure: { state: true },
  };

  #all = new Loading(this, async (signal) => {
    const lists = ['/api/teams', '/api/users'].map((path) => wholeList(path, signal));
    const [teams, people] = await Promise.all(lists);
    return { teams, people };
  });
  #query = new Query(this, () => this.app.router);

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.#all.later());
  }

  render() {
    const { value } = this.#all;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-teams'],
          note: value
            ? html`<span class="note-day">${words.note(value.teams.length, value.people.length)}</span>`
            : nothing,
          tools: html`
            <astir-search .value=${this.#query.values.q ?? ''} .label=${words.find}
              @search=${({ detail }) => this.#query.set({ q: detail })}></astir-search>
            ${value?.teams.length ? this.#addButton() : nothing}
          `,
        })}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#all, {
          what: words.list,
          blocks: rowBlocks(6),
          content: ({ teams, people }) => this.#content(teams, people),
        })}
      </div>
    `;
  }

  #addButton() {
    return html`
      <button type="button" class="primary" data-opens="new" aria-expanded=${this.editing === 'new'}
        @click=${() => (this.editing = this.editing === 'new' ? null : 'new')}>
        ${icon('plus')} ${words.add}
      </button>
    `;
  }

  #content(teams, people) {
    const { q = '' } = this.#query.values;
    const membersOf = (id) => people.filter(({ teamId }) => teamId === id);
    const shown = teams
      .map((team) => ({ team, members: membersOf(team.id) }))
      .map((group) => ({ ...group, wanted: wantedOf(group, q) }))
      .filter(({ team, wanted }) => isNamed(team, q) || wanted.length > 0);
    const shownFree = matching(membersOf(null), q);
    return html`
      ${this.editing === 'new' ? this.#form(null, teams, people) : nothing}
      ${teams.length === 0 && this.editing !== 'new' ? this.#first() : nothing}
      ${
        q !== '' && shown.length === 0 && shownFree.length === 0
          ? noMatch({
              title: words.noMatch(q),
              note: words.noMatchNote,
              clear: () => this.#query.set({ q: null }),
            })
          : nothing
      }
      ${repeat(shown, ({ team }) => team.id, (group) => this.#team(group, teams, people))}
      ${shownFree.length === 0 ? nothing : this.#free(shownFree, teams)}
    `;
  }

  #first() {
    const { title, lead } = words.first;
    return html`
      <h2 class="visually-hidden">${words.list}</h2>
      ${empty({ symbol: 'people', title, lead, actions: this.#addButton() })}
    `;
  }

  #team({ team, members, wanted }, teams, people) {
    if (this.editing === team.id) return this.#form(team, teams, people);
    if (this.deciding === team.id) return this.#alerts(team);
    const names = namesOf(people.filter(({ id }) => team.managerIds.includes(id)));
    return html`
      <section class="panel team" aria-labelledby="team-${team.id}">
        <header>
          <div>
            <h2 id="team-${team.id}" dir="auto" tabindex="-1">${team.name}</h2>
            <span class="muted numbers">${words.people(members.length)}</span>
          </div>
          <button type="button" class="quiet" data-decides=${team.id} aria-label=${words.alertsOf(team.name)}
            @click=${() => (this.deciding = team.id)}>${words.alerts}</button>
          <button type="button" class="quiet" data-opens=${team.id} aria-label=${words.change(team.name)}
            @click=${() => (this.editing = team.id)}>${words.changes}</button>
          <button type="button" class="quiet" aria-label=${words.remove(team.name)}
            @click=${() => this.#delete(team, members, teams, people)}>${words.removes}</button>
          <p class="muted">
            ${
              names.length
                ? html`${words.managedBy} <strong dir="auto">${listed(names)}</strong>`
                : words.unmanaged
            }
          </p>
        </header>
        ${wanted.length === 0 ? nobody(words.empty) : this.#members(wanted, teams)}
        ${wanted.length < members.length ? nobody(words.hidden(members.length - wanted.length)) : nothing}
      </section>
    `;
  }

  #free(people, teams) {
    return html`
      <section class="panel team" aria-labelledby="team-none">
        <header>
          <div>
            <h2 id="team-none">${words.none}</h2>
            <span class="muted numbers">${words.people(people.length)}</span>
          </div>
          <p class="muted">${words.noneNote}</p>
        </header>
        ${this.#members(people, teams)}
      </section>
    `;
  }

  #members(people, teams) {
    return html`
      <ul class="members">
        ${repeat(
          people,
          ({ id }) => id,
          (one) => html`
            <li>
              ${person({ userId: one.id, name: one.name }, this.#note(one))}
              ${teams.length === 0 ? nothing : this.#choice(one, teams)}
            </li>
          `,
        )}
      </ul>
    `;
  }

  #note({ email, status }) {
    const suspended = status === 'suspended' ? `${words.suspended} · ` : '';
    return html`${suspended}<span dir="auto">${email}</span>`;
  }

  #choice(one, teams) {
    return html`
      <select data-person=${one.id} aria-label=${words.team(one.name)}
        @change=${({ target }) => this.#choose(one, target.value || null)}>
        <option value="" .selected=${live(one.teamId === null)}>${words.noTeam}</option>
        ${teams.map(
          ({ id, name }) => html`<option value=${id} .selected=${live(one.teamId === id)}>${name}</option>`,
        )}
      </select>
    `;
  }

  async #choose(one, teamId) {
    const before = one.teamId;
    try {
      await this.#move(one, teamId);
      const team = this.#all.value.teams.find(({ id }) => id === teamId);
      undo(words.moved(one.name, team?.name), () => this.#move(one, before));
    } catch (problem) {
      await this.#all.run();
      this.failure = words.notMoved(one.name, problem.message);
    }
  }

  /** The select goes elsewhere with its person, and the focus with it. */
  async #move(one, teamId) {
    this.failure = null;
    await call('PATCH', `/api/users/${one.id}`, { teamId });
    await this.#reload(`select[data-person="${CSS.escape(one.id)}"]`);
  }

  async #delete(team, members, teams, people) {
    const wider = namesOf(loneManagers(team, teams, people));
    const yes = await ask({
      title: words.deletion.title(team.name),
      message: html`
        <p>${words.deletion.people(members.length)}</p>
        ${wider.length ? html`<p>${words.deletion.wider(listed(wider))}</p>` : nothing}
      `,
      confirm: words.deletion.confirm,
      danger: true,
    });
    if (!yes) return;
    this.failure = null;
    try {
      await call('DELETE', `/api/teams/${team.id}`);
      undo(words.deletion.done(team.name));
    } catch (problem) {
      this.failure = problem.message;
    }
    await this.#reload('h1');
  }

  #form(team, teams, people) {
    const done = async (saved) => {
      this.editing = null;
      await this.#reload(saved ? `#team-${CSS.escape(saved.id)}` : null);
    };
    return html`
      <astir-team-form class="panel" .team=${team} .managers=${managersFor(team, people)}
        .lone=${team ? loneManagers(team, teams, people) : []}
        @saved=${({ detail }) => done(detail)} @cancelled=${() => this.#cancel(team)}></astir-team-form>
    `;
  }

  #alerts(team) {
    const close = async (message) => {
      this.deciding = null;
      await this.updateComplete;
      this.querySelector(`[data-decides="${CSS.escape(team.id)}"]`)?.focus();
      if (message) toast({ title: message });
    };
    return html`
      <astir-team-alerts class="panel" .team=${team} @saved=${() => close(words.alertsSaved(team.name))}
        @cancelled=${() => close()}></astir-team-alerts>
    `;
  }

  async #cancel(team) {
    this.editing = null;
    await this.updateComplete;
    this.querySelector(`[data-opens="${team?.id ?? 'new'}"]`)?.focus();
  }

  async #reload(focused) {
    await this.#all.run();
    await this.updateComplete;
    if (focused) this.querySelector(focused)?.focus();
  }
}

function nobody(words) {
  return html`<p class="nobody muted">${words}</p>`;
}

function isNamed({ name }, query) {
  return query === '' || Boolean(find(name, query));
}

function wantedOf({ team, members }, query) {
  return isNamed(team, query) ? members : matching(members, query);
}

function matching(people, query) {
  return query === '' ? people : people.filter(({ name, email }) => find(name, query) || find(email, query));
}

function namesOf(people) {
  return people.map(({ name }) => name).sort(collator.compare);
}

/** Who may be chosen, and who manages it already: nobody is dropped for being suspended. */
function managersFor(team, people) {
  const isManager = ({ id }) => team?.managerIds.includes(id) ?? false;
  return people.filter((one) => isManager(one) || (one.role !== 'employee' && one.status === 'active'));
}

/** Managers of this team alone: without it, they see everybody. */
function loneManagers(team, teams, people) {
  const others = teams.filter(({ id }) => id !== team.id).flatMap(({ managerIds }) => managerIds);
  return people.filter(
    ({ id, role }) => role === 'manager' && team.managerIds.includes(id) && !others.includes(id),
  );
}

customElements.define('astir-admin-teams-page', AdminTeamsPage);
