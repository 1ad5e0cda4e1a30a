/** People and invitations: who may come in, as what, and who may not any more; for administrators. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Ticking, clock } from '../format.js';
import { call } from '../http.js';
import { wholeList } from '../lists.js';
import { ChannelItems } from '../live.js';
import { text } from '../messages.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { keepFocus } from '../parts/focus.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { empty, noMatch, panelState, rowBlocks } from '../parts/panel-state.js';
import { PeopleChanges } from '../parts/people-changes.js';
import '../parts/table.js';
import { undo } from '../parts/undo.js';
import { Query } from '../router.js';
import { styleOf } from '../styles.js';
import { download } from './admin-people-csv.js';
import './admin-people-invite.js';
import { invited } from './admin-people-invited.js';
import './admin-people-links.js';
import './admin-people-requests.js';
import './admin-people-selection.js';
import { columnsOf, narrowRow, rowsOf, textsOf } from './admin-people-table.js';
import { words } from './admin-people-words.js';

await styleOf(import.meta.url);

class AdminPeoplePage extends Part {
  static properties = {
    app: { attribute: false },
    /** Links that are to be handed on, until somebody says that they are: `[{heading, lead, links}]`. */
    shown: { state: true },
    failure: { state: true },
    /** Keys of people. */
    selected: { state: true },
  };

  #all = new Loading(this, async (signal) => {
    const [people, teams, { timeZone }] = await Promise.all([
      wholeList('/api/users', signal),
      wholeList('/api/teams', signal),
      call('GET', '/api/organization', undefined, { signal }),
    ]);
    return { people, teams, timeZone };
  });
  #invitations = new Loading(this, (signal) => wholeList('/api/invitations', signal));
  #presence = new ChannelItems(this, 'presence', () => this.app.live, { id: ({ userId }) => userId });
  #query = new Query(this, () => this.app.router);
  #columns = null;

  #act = {
    role: (row, role) =>
      this.#patch(row, { role }, words.done.role(row.name, words.roles[role]), { role: row.role }),
    team: (row, teamId) => {
      const team = this.#all.value.teams.find(({ id }) => id === teamId);
      return this.#patch(row, { teamId }, words.done.team(row.name, team?.name), { teamId: row.teamId });
    },
    suspend: (row) =>
      this.#patch(row, { status: 'suspended' }, words.done.suspended(row.name), { status: 'active' }),
    reactivate: (row) =>
      this.#patch(row, { status: 'active' }, words.done.reactivated(row.name), { status: 'suspended' }),
    signOut: (row) => this.#signOut(row),
    passwordLink: (row) => this.#passwordLink(row),
    removeFactor: (row) => this.#removeFactor(row),
    remove: (row) => this.#remove(row),
  };

  constructor() {
    super();
    this.shown = [];
    this.selected = new Set();
    new Ticking(this);
    new PeopleChanges(this, () => this.app.live, () => this.#follow());
  }

  render() {
    const { value } = this.#all;
    const invitations = this.#invitations.value;
    const { q = '' } = this.#query.values;
    const rows = value ? rowsOf(value, this.#presence.items, this.app.user) : [];
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-people'],
          note: value ? html`<span class="note-day">${words.note(counts(value.people, invitations))}</span>` : nothing,
          tools: html`
            <astir-search .value=${q} .label=${words.find}
              @search=${({ detail }) => this.#query.set({ q: detail })}></astir-search>
            <button type="button" aria-label=${words.csvLabel} ?disabled=${!value} @click=${() => download(rows)}>
              ${icon('download')} ${words.csv}
            </button>
          `,
        })}
        <astir-invite .teams=${value?.teams ?? []} @invited=${({ detail }) => this.#invited(detail)}></astir-invite>
        <astir-password-requests></astir-password-requests>
        ${this.#links()}
        ${this.#invitations.state === 'ready' && invitations.length === 0 ? nothing : this.#whoIsInvited()}
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#all, {
          what: words.list,
          blocks: rowBlocks(8),
          content: () => this.#table(rows, q),
        })}
      </div>
    `;
  }

  #table(rows, q) {
    const teams = () => this.#all.value.teams;
    this.#columns ??= columnsOf({ teams, hasFactor: rows.some((row) => 'secondFactor' in row), act: this.#act });
    return html`
      <h2 class="visually-hidden">${words.table.caption}</h2>
      <astir-table .caption=${words.table.caption} .columns=${this.#columns} .rows=${rows}
        .sort=${this.#query.values.sort ?? 'name'} @sort=${({ detail }) => this.#query.set({ sort: detail })}
        .query=${q} .texts=${textsOf} selects .selected=${this.selected}
        @selection=${({ detail }) => (this.selected = detail)} .narrow=${(row, stop) => narrowRow(row, { teams, act: this.#act }, stop)}
        .noMatch=${noMatch({
          title: words.noMatch(q),
          note: words.noMatchNote,
          clear: () => this.#query.set({ q: null }),
        })}></astir-table>
      <astir-people-selection .people=${rows.filter(({ id }) => this.selected.has(id))} .teams=${teams()}
        .change=${this.#change} .signOut=${this.#endSessions} @selection=${this.#select}></astir-people-selection>
      ${rows.length === 1 ? empty({ symbol: 'people', ...words.first }) : nothing}
    `;
  }

  #whoIsInvited() {
    return panelState(this.#invitations, {
      what: words.invited.list,
      blocks: nothing,
      content: (items) => invited(items, this.app.user, this.#acts),
    });
  }

  #links() {
    return repeat(
      this.shown,
      ({ heading }) => heading,
      ({ heading, lead, links }) => html`
        <astir-links .heading=${heading} .lead=${lead} .links=${links}
          @done=${() => (this.shown = this.shown.filter((one) => one.heading !== heading))}></astir-links>
      `,
    );
  }

  /** They are not shown again: others wait beside them, except those that they replace. */
  #hand({ heading, lead, links }) {
    const isReplaced = ({ email }) => links.some((one) => one.email === email);
    const earlier = this.shown.find((one) => one.heading === heading)?.links ?? [];
    const all = { heading, lead, links: [...links, ...earlier.filter((one) => !isReplaced(one))] };
    this.shown = [all, ...this.shown.filter((one) => one.heading !== heading)];
  }

  /* Invitations ------------------------------------------------------------------------------------------ */

  #acts = {
    copy: (invitation) => this.#resend(invitation, { link: true }),
    again: (invitation) => this.#resend(invitation, {}),
    revoke: (invitation) => this.#revoke(invitation),
  };

  #invited(answers) {
    this.#show(answers);
    this.#invitations.run();
  }

  /** What went by mail has no link. */
  #show(answers) {
    const links = answers.filter(({ url }) => url);
    if (links.length > 0) this.#hand({ heading: words.links.title, lead: words.links.lead, links });
  }

  async #resend(invitation, how) {
    const { id, email } = invitation;
    await this.#try(email, async () => {
      const answer = await call('POST', `/api/invitations/${id}/resend`, how);
      this.#show([answer]);
      if (!answer.url) undo(words.invited.sentAgain(email));
      await this.#invitations.run();
    });
  }

  async #revoke({ id, email }) {
    const { title, message, confirm } = words.invited.revocation;
    if (!(await ask({ title: title(email), message, confirm, danger: true }))) return;
    await this.#try(email, async () => {
      await call('DELETE', `/api/invitations/${id}`);
      await this.#invitations.run();
    });
    await keepFocus(this);
  }

  /* People ----------------------------------------------------------------------------------------------- */

  #change = async (id, values) => this.#replace(await call('PATCH', `/api/users/${id}`, values));

  #endSessions = (id) => call('DELETE', `/api/users/${id}/sessions`);

  /** The bar goes with the selection, or the button that was pressed: whoever was there goes on in the table. */
  #select = async ({ target, detail }) => {
    const wasThere = target.contains(document.activeElement);
    this.selected = detail;
    if (!wasThere) return;
    await this.updateComplete;
    await target.updateComplete;
    if (document.activeElement === document.body) this.querySelector('astir-table').move(0);
  };

  /** What can be undone is done at once. */
  async #patch(row, changes, done, before) {
    const isDone = await this.#try(row.name, () => this.#change(row.id, changes));
    if (isDone) undo(done, () => this.#change(row.id, before));
    else this.#all.run(); // a select shows what was not done
  }

  /** Somebody else may have suspended or removed one of them. */
  #follow() {
    this.#all.later();
    this.querySelector('astir-password-requests')?.reload();
  }

  #replace(changed) {
    const { value } = this.#all;
    value.people = value.people.map((one) => (one.id === changed.id ? { ...one, ...changed } : one));
    this.requestUpdate();
    // What is on its way may be older than this.
    if (this.#all.state === 'loading') this.#all.run();
  }

  async #signOut({ id, name }) {
    const { title, message, confirm } = words.signOut;
    if (!(await ask({ title: title(name), message, confirm }))) return;
    const isDone = await this.#try(name, () => this.#endSessions(id));
    if (isDone) undo(words.done.signedOut(name));
  }

  async #passwordLink({ id, name, email }) {
    await this.#try(name, async () => {
      const { url, expiresAt } = await call('POST', `/api/users/${id}/password-reset`);
      const { title, lead } = words.password;
      this.#hand({ heading: title(name), lead: lead(clock(expiresAt)), links: [{ email, url }] });
      this.querySelector('astir-password-requests').reload();
    });
  }

  async #removeFactor({ id, name }) {
    const { title, message, confirm } = words.factor;
    if (!(await ask({ title: title(name), message, confirm, danger: true }))) return;
    const isDone = await this.#try(name, async () => {
      await call('DELETE', `/api/users/${id}/second-factor`);
      await this.#all.run();
    });
    if (isDone) undo(words.done.factorRemoved(name));
    await keepFocus(this);
  }

  async #remove({ id, name }) {
    const { title, out, stays, confirm } = words.removal;
    const yes = await ask({
      title: title(name),
      message: html`<p>${out}</p> <p>${stays}</p>`,
      confirm,
      danger: true,
    });
    if (!yes) return;
    const isDone = await this.#try(name, async () => {
      await call('DELETE', `/api/users/${id}`);
      await Promise.all([this.#all.run(), this.#invitations.run()]);
    });
    if (isDone) undo(words.done.removed(name));
    await keepFocus(this);
  }

  /** Whether it was done; what was wrong stands above the table. */
  async #try(name, action) {
    this.failure = null;
    try {
      await action();
      return true;
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      this.failure = words.done.failed(name, problem.message);
      return false;
    }
  }
}

function counts(people, invitations) {
  return {
    people: people.length,
    invited: invitations?.length ?? 0,
    suspended: people.filter(({ status }) => status === 'suspended').length,
  };
}

customElements.define('astir-admin-people-page', AdminPeoplePage);
