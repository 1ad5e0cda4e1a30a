/** The sheet in which a report is saved, or changed: what it asks, when it is mailed, and to whom. */
import { html, nothing } from 'lit';
import { city, dateRange } from '../../format.js';
import { call } from '../../http.js';
import { Form } from '../../parts/form.js';
import { Modal, openModal } from '../../parts/modal.js';
import { words } from '../reports-saved-words.js';
import { recipientsOf } from './recipients.js';
import { DAYS, KINDS, KINDS_OF_PROJECT, PERIODS, daysOf, kindOf, reportOf } from './relative.js';

const OFTEN = ['day', 'week', 'month'];

/**
 * `<astir-save-report>`: `saved` to change one, or what a new one begins with; `user` who does it, `known` people and
 * teams, `canMail`, `today`, and `done(saved)`.
 */
class SaveReport extends Modal {
  static properties = {
    saved: { attribute: false },
    user: { attribute: false },
    known: { attribute: false },
    canMail: { attribute: false },
    today: { attribute: false },
    done: { attribute: false },
    /** What of the fields decides on others. */
    draft: { state: true },
  };

  #form = new Form(this, {
    send: (values) => {
      const body = this.#body(values);
      const { id } = this.saved;
      return id ? call('PUT', `/api/reports/saved/${id}`, body) : call('POST', '/api/reports/saved', body);
    },
    done: (saved) => {
      this.close();
      this.done(saved);
    },
  });

  get #isOwn() {
    return this.user.role === 'employee';
  }

  willUpdate() {
    const { schedule, period, userId, teamId } = this.saved;
    this.draft ??= {
      whom: userId ? `person ${userId}` : teamId ? `team ${teamId}` : '',
      kind: kindOf(this.saved),
      period,
      isMailed: Boolean(schedule),
      every: schedule?.every ?? 'week',
    };
  }

  get #kinds() {
    const { one, several } = this.saved.projectId ? KINDS_OF_PROJECT : KINDS;
    const kinds = this.#isOwn || this.draft.whom.startsWith('person') ? one : several;
    const own = kindOf(this.saved);
    return kinds.includes(own) || !this.saved.id ? kinds : [own, ...kinds];
  }

  get #kind() {
    return this.#kinds.includes(this.draft.kind) ? this.draft.kind : this.#kinds[0];
  }

  get #periods() {
    return ['timeline', 'daily'].includes(this.#kind) ? DAYS : PERIODS;
  }

  get #period() {
    return this.#periods.includes(this.draft.period) ? this.draft.period : this.#periods.at(-1);
  }

  render() {
    const { id, name } = this.saved;
    return this.sheet(
      { name: 'save-report', labelledBy: 'save-report-title' },
      html`
        <form novalidate @submit=${this.#form.submit} @change=${this.#changed}>
          <h2 id="save-report-title">${id ? words.form.change(name) : words.form.add}</h2>
          <div class="body">
            ${this.#asked()} ${this.canMail ? this.#mail() : this.#noMail()}
            ${this.#isOwn ? nothing : this.#recipients()} ${this.#form.failure()}
          </div>
          <footer>
            <button type="button" @click=${this.close}>${words.form.cancel}</button>
            ${this.#form.button(words.form.save)}
          </footer>
        </form>
      `,
    );
  }

  #asked() {
    const { from, to } = daysOf(this.#period, this.today);
    return html`
      ${this.#form.field({
        name: 'name', id: 'saved-name', label: words.form.name, value: this.saved.name, required: true, maxlength: 100,
        autocomplete: 'off',
      })}
      ${this.saved.projectId ? html`<p class="note muted">${words.form.ofProject}</p>` : nothing}
      <div class="pair">
        ${this.#isOwn ? nothing : this.#select('whom', 'userId', words.form.whom, this.#whoms(), this.draft.whom, null, false)}
        ${this.#select('kind', 'report', words.form.report, this.#kinds.map((kind) => [kind, words.kinds[kind]]), this.#kind)}
        ${this.#select('period', 'period', words.form.period,
          this.#periods.map((period) => [period, words.periods[period]]), this.#period, `${dateRange(from, to)}. ${words.form.periodHint}`)}
      </div>
    `;
  }

  /** What is wrong with it stands under the server's name of the field. */
  #select(name, served, label, options, value, hint = null, required = true) {
    return this.#form.field({ name: served, id: `saved-${name}`, type: 'select', label, options, value, hint, required });
  }

  #whoms() {
    const { people, teams } = this.known;
    const all = [
      ['', words.form.everyone],
      ...teams.map(({ id, name }) => [`team ${id}`, name]),
      ...people.map(({ id, name }) => [`person ${id}`, name]),
    ];
    const { userId, teamId } = this.saved;
    const has = (value) => all.some(([each]) => each === value);
    if (userId && !has(`person ${userId}`)) all.push([`person ${userId}`, words.outOfSight]);
    if (teamId && !has(`team ${teamId}`)) all.push([`team ${teamId}`, words.noTeam]);
    return all;
  }

  #mail() {
    const { every, isMailed } = this.draft;
    const { schedule } = this.saved;
    const { form, weekdays } = words;
    const own = this.#form;
    return html`
      ${own.field({ name: 'isMailed', id: 'saved-mailed', type: 'checkbox', label: form.mail, hint: form.mailHint, value: isMailed })}
      ${isMailed ? html`
        <div class="pair">
          ${this.#select('every', 'schedule.every', form.every, OFTEN.map((each) => [each, form.often[each]]), every)}
          ${every === 'week'
            ? this.#select('weekday', 'schedule.weekday', form.weekday, Object.entries(weekdays), schedule?.weekday ?? 'monday')
            : nothing}
          ${every === 'month'
            ? this.#select('day', 'schedule.dayOfMonth', form.dayOfMonth,
                Array.from({ length: 31 }, (_, index) => [`${index + 1}`, `${index + 1}.`]),
                `${schedule?.dayOfMonth ?? 1}`, form.dayOfMonthHint)
            : nothing}
          ${own.field({
            name: 'schedule.at', id: 'saved-at', type: 'time', label: form.at, value: schedule?.at ?? '07:00', required: true,
            hint: form.atHint(city(this.user.timeZone)),
          })}
          ${this.#select('format', 'schedule.format', form.format, Object.entries(form.formats), schedule?.format ?? 'pdf')}
        </div>
      ` : nothing}
    `;
  }

  /** Unless nobody knows: then the list could not be loaded. */
  #noMail() {
    return this.canMail === false ? html`<p class="note muted">${words.noMail}</p>` : nothing;
  }

  #recipients() {
    const chosen = new Set((this.saved.recipients ?? [{ userId: this.user.id }]).map(({ userId }) => userId));
    const listed = this.known.people.filter(({ status }) => status !== 'suspended');
    const others = (this.saved.recipients ?? [])
      .filter(({ userId }) => !listed.some(({ id }) => id === userId))
      .map(({ userId, name }) => ({ id: userId, name }));
    return html`
      <astir-recipients .people=${[...listed, ...others]} .chosen=${chosen} .self=${this.user.id}></astir-recipients>
    `;
  }

  #changed({ target: { name, value, checked } }) {
    const field = { userId: 'whom', report: 'kind', period: 'period', 'schedule.every': 'every' }[name];
    if (field) this.draft = { ...this.draft, [field]: value };
    if (name === 'isMailed') this.draft = { ...this.draft, isMailed: checked };
  }

  #body(values) {
    const [kind, id] = (values.userId ?? '').split(' ');
    const isMailed = this.canMail && values.isMailed;
    const every = values['schedule.every'];
    const recipients = this.#isOwn
      ? isMailed ? [this.user.id] : []
      : recipientsOf(values);
    return {
      name: values.name,
      ...reportOf(values.report),
      period: values.period,
      userId: kind === 'person' ? id : null,
      teamId: kind === 'team' ? id : null,
      projectId: this.saved.projectId ?? null,
      recipients,
      schedule: isMailed
        ? {
            every,
            weekday: every === 'week' ? values['schedule.weekday'] : null,
            dayOfMonth: every === 'month' ? Number(values['schedule.dayOfMonth']) : null,
            at: values['schedule.at'],
            format: values['schedule.format'],
          }
        : null,
    };
  }
}

customElements.define('astir-save-report', SaveReport);

/** Opens the sheet; see `<astir-save-report>` for what it is given. */
export function openForm(about) {
  openModal('astir-save-report', about);
}
