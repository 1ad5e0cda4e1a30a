/** Saved reports on the page of reports: those of one's own, and those that others send. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, listed, shortDay, weekday } from '../format.js';
import { Problem, call } from '../http.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { lineBlocks, panelState } from '../parts/panel-state.js';
import { toast } from '../parts/toast.js';
import { styleOf } from '../styles.js';
import { words } from './reports-saved-words.js';
import { kindOf, relativeOf } from './reports/relative.js';
import { openForm } from './reports/saved-form.js';

await styleOf(import.meta.url);

/** So many names, before the others are a number. */
const FEW = 3;

/**
 * `<astir-saved-reports>`: `user`, `known` (people and teams, undefined before they are), `today`, and `wanted`: the id
 * of one that is to be opened once it is known. Event `open` with a saved report in `detail`.
 */
class SavedReports extends Part {
  static properties = {
    user: { attribute: false },
    known: { attribute: false },
    today: { attribute: false },
    wanted: { attribute: false },
    failure: { state: true },
    busy: { state: true },
    /** What is edited once it is known to whom it can go, and whether by mail. */
    pending: { state: true },
  };

  #list = new Loading(this, (signal) => this.#load(signal));

  async #load(signal) {
    const items = [];
    for (let after = ''; ; ) {
      const page = await call('GET', `/api/reports/saved${after && `?after=${after}`}`, undefined, { signal });
      items.push(...page.items);
      if (page.next === null) return { items, canMail: page.canMail };
      after = page.next;
    }
  }

  updated() {
    const wanted = this.wanted && this.#list.value?.items.find(({ id }) => id === this.wanted);
    if (wanted) this.#open(wanted);
    if (this.pending && this.known && (this.#list.value || this.#list.problem)) this.#edit();
  }

  /**
   * Asks for a name of what is shown.
   *
   * @param view `period`, and `whom`: a `person`, a `team`, or neither, and a `project`
   */
  save({ period, whom: { person = null, team = null, project = null } }) {
    const isOwn = this.user.role === 'employee';
    this.pending = {
      name: '',
      report: project ? 'usage' : person ? 'user' : 'team',
      groupBy: project ? (person ? 'day' : 'person') : null,
      projectId: project,
      period: relativeOf(period, this.today),
      userId: isOwn ? null : person,
      teamId: person ? null : team,
      schedule: null,
      recipients: isOwn ? [] : undefined,
    };
  }

  #edit() {
    const { user, today, known, pending: saved } = this;
    this.pending = null;
    openForm({
      saved,
      user,
      today,
      known,
      canMail: this.#list.value?.canMail,
      done: (stored) => this.#stored(stored),
    });
  }

  async #stored({ id }) {
    this.failure = null;
    await this.#list.run();
    await this.updateComplete;
    this.querySelector(`#saved-${CSS.escape(id)}`)?.focus();
  }

  #open(saved) {
    this.dispatchEvent(new CustomEvent('open', { detail: saved }));
  }

  render() {
    const count = this.#list.value?.items.length;
    return html`
      <section class="panel saved" aria-labelledby="saved-title">
        <h2 id="saved-title" tabindex="-1">${words.title} ${count ? html`<span class="muted numbers">${words.count(count)}</span>` : nothing}</h2>
        ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#list, { what: words.what, blocks: lineBlocks(2), content: (value) => this.#content(value) })}
      </section>
    `;
  }

  #content({ items, canMail }) {
    const isWaiting = items.some(({ schedule }) => schedule);
    return html`
      ${isWaiting && !canMail ? html`<p class="note failure">${icon('info', 'small')} ${words.noMail}</p>` : nothing}
      ${
        items.length === 0
          ? html`<p class="muted none">${words.none}</p>`
          : html`<ul>${repeat(items, ({ id }) => id, (saved) => html`<li>${this.#one(saved, canMail)}</li>`)}</ul>`
      }
    `;
  }

  #one(saved, canMail) {
    const { id, name, isOwn } = saved;
    const button = (label, title, action) => html`
      <button type="button" class="quiet" aria-label=${title(name)} aria-busy=${this.busy === id && action === this.#send}
        @click=${() => action.call(this, saved)}>${label}</button>
    `;
    return html`
      <div class="about">
        <a id="saved-${id}" href="/reports?saved=${id}" aria-label=${words.open(name)} dir="auto">${name}</a>
        <span class="note muted">${this.#asks(saved)}</span>
        ${this.#mail(saved)} ${this.#wrong(saved)}
      </div>
      <div class="actions">
        ${canMail ? button(words.send, words.sendOf, this.#send) : nothing}
        ${
          isOwn
            ? html`${button(words.edit, words.editOf, (one) => (this.pending = one))} ${button(words.remove, words.removeOf, this.#delete)}`
            : button(words.leave, words.leaveOf, this.#leave)
        }
      </div>
    `;
  }

  #asks(saved) {
    const { period, isOwn, ownerName, projectId } = saved;
    const parts = [words.kinds[kindOf(saved)], this.#whom(saved), words.periods[period]];
    if (projectId) parts.push(this.known?.projects.find(({ id }) => id === projectId)?.name ?? words.ofProject);
    if (!isOwn) parts.push(words.from(ownerName));
    return parts.join(' · ');
  }

  #whom({ report, userId, teamId }) {
    const { people = [], teams = [] } = this.known ?? {};
    const isSelf = userId === this.user.id || (!userId && !teamId && ['user', 'daily', 'timeline'].includes(report));
    if (isSelf || (this.user.role === 'employee' && !userId)) return words.own;
    if (userId) return people.find(({ id }) => id === userId)?.name ?? (this.known ? words.outOfSight : '…');
    if (teamId) return teams.find(({ id }) => id === teamId)?.name ?? (this.known ? words.noTeam : '…');
    return words.everyone;
  }

  #mail({ schedule, recipients, nextAt, lastSentAt, lastError }) {
    const names = recipients.slice(0, FEW).map(({ name }) => name);
    if (recipients.length > FEW) names.push(words.others(recipients.length - FEW));
    const whom = listed(names);
    if (!schedule) return whom ? html`<span class="note muted">${words.shared(whom)}</span>` : nothing;
    const { every, dayOfMonth, at, format } = schedule;
    const time = clock(`2026-01-01T${at}:00Z`, 'UTC');
    const when = words.every[every](time, every === 'week' ? words.weekdays[schedule.weekday] : dayOfMonth);
    const times = [
      nextAt && (lastError ? words.again(this.#moment(nextAt)) : words.next(this.#day(nextAt))),
      lastSentAt && words.last(this.#moment(lastSentAt)),
    ].filter(Boolean);
    return html`
      <span class="note muted">${icon('mail', 'small')} ${words.mailed(when, format.toUpperCase(), whom)} · ${times.join(', ')}</span>
    `;
  }

  /** On the reader's own clock, as the schedule is, wherever this computer is. */
  #day(instant) {
    const { timeZone } = this.user;
    return `${weekday(instant, timeZone)} ${shortDay(instant, timeZone)}`;
  }

  #moment(instant) {
    return `${this.#day(instant)} ${clock(instant, this.user.timeZone)}`;
  }

  #wrong({ lastError, recipients }) {
    const bounced = recipients.filter(({ mail }) => mail === 'failed');
    const lines = [lastError, ...bounced.map(({ name, mailError }) => words.bounced(name, mailError))].filter(Boolean);
    return lines.map((line) => html`<span class="note failure">${icon('info', 'small')} ${line}</span>`);
  }

  async #send({ id, name }) {
    if (this.busy) return;
    this.busy = id;
    await this.#try(name, async () => {
      const { to } = await call('POST', `/api/reports/saved/${id}/send`);
      toast({ title: words.sent, message: words.sentTo(to), symbol: 'mail' });
    });
    this.busy = null;
  }

  async #delete({ id, name, recipients }) {
    const { title, message, confirm } = words.removal;
    const others = recipients.filter(({ userId }) => userId !== this.user.id).length;
    if (!(await ask({ title: title(name), message: message(others), confirm, danger: true }))) return;
    await this.#gone(name, `/api/reports/saved/${id}`);
  }

  async #leave({ id, name, ownerName }) {
    const { title, message, confirm } = words.leaving;
    if (!(await ask({ title: title(name), message: message(ownerName), confirm }))) return;
    await this.#gone(name, `/api/reports/saved/${id}/recipients/me`);
  }

  async #gone(name, path) {
    await this.#try(name, async () => {
      await call('DELETE', path);
      await this.#list.run();
      await this.updateComplete;
      this.querySelector('#saved-title').focus();
    });
  }

  async #try(name, action) {
    this.failure = null;
    try {
      await action();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; // a mistake of ours
      this.failure = words.failed(name, problem.message);
    }
  }
}

customElements.define('astir-saved-reports', SavedReports);
