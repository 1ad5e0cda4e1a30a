/** The organization's settings, for administrators. */
import { html, nothing } from 'lit';
import { listed } from '../format.js';
import { call } from '../http.js';
import { text } from '../messages.js';
import { ask } from '../parts/dialog.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { lineBlocks, panelState } from '../parts/panel-state.js';
import { toast } from '../parts/toast.js';
import { styleOf } from '../styles.js';
import { words } from './admin-organization-words.js';

await styleOf(import.meta.url);

const ADDRESS = '/api/organization';

/** What the server takes, in seconds; it has the last word. */
const RANGES = {
  idleAfterSeconds: [30, 86_400],
  overtimeAfterSeconds: [60, 86_400],
  sessionEndsAfterSeconds: [300, 86_400],
  weeklyOvertimeAfterSeconds: [3_600, 604_800],
  agentSilentAfterSeconds: [3_600, 7_776_000],
  clientSilentAfterSeconds: [300, 7_776_000],
  sessionForgottenAfterSeconds: [900, 604_800],
};

/** Switched on, they capture or show more. */
const CAPTURES = ['captureTitles', 'introspection', 'insightsForManagers'];

class AdminOrganizationPage extends Part {
  static properties = { app: { attribute: false } };

  #all = new Loading(this, (signal) => call('GET', ADDRESS, undefined, { signal }));

  /** Only what is another: two administrators at once do not undo each other. */
  #form = new Form(this, {
    check: outside,
    send: (values) => this.#send(changes(this.#all.value, values)),
    done: (organization) => {
      if (!organization) return;
      this.app.user = { ...this.app.user, organizationName: organization.name };
      toast({ title: words.saved });
      dispatchEvent(new Event('astir-policy'));
      this.#all.run();
    },
  });

  async #send(changed) {
    const wider = CAPTURES.filter((name) => changed[name] === true).map((name) => words[name]);
    const { title, message, confirm } = words.widening;
    if (wider.length > 0) {
      const sure = await ask({ title: title(listed(wider)), message, confirm, danger: true });
      if (!sure) return null;
    }
    return call('PATCH', ADDRESS, changed);
  }

  render() {
    return html`
      <div class="page">
        ${pageHead({ title: text.pages['admin-organization'], note: this.#all.value?.name ?? nothing })}
        <h2 class="visually-hidden">${words.what}</h2>
        ${panelState(this.#all, {
          what: words.what,
          blocks: lineBlocks(8),
          content: (organization) => this.#content(organization),
        })}
      </div>
    `;
  }

  #content(organization) {
    const { name, timeZone, idleAfterSeconds, overtimeAfterSeconds, planType } = organization;
    const field = (about) => this.#form.field(about);
    const option = (name) =>
      field({ name, type: 'checkbox', label: words[name], hint: words[`${name}Hint`], value: organization[name] });
    return html`
      <form novalidate class="settings" @submit=${this.#form.submit}>
        <fieldset class="panel">
          <legend>${words.identity}</legend>
          ${field({ name: 'name', label: words.name, value: name, required: true, maxlength: 200 })}
          ${field({
            name: 'timeZone',
            label: words.timeZone,
            type: 'select',
            options: zones(timeZone),
            value: timeZone,
            hint: words.timeZoneHint,
          })}
          <p class="muted">${words.plan}: <strong>${planType}</strong>. ${words.planNote}</p>
        </fieldset>
        <fieldset class="panel">
          <legend>${words.limits}</legend>
          ${field({
            name: 'idleAfterSeconds',
            label: words.idle,
            type: 'duration',
            units: ['seconds', 'minutes', 'hours'],
            value: idleAfterSeconds,
            required: true,
            hint: words.idleHint,
          })}
          ${field({
            name: 'overtimeAfterSeconds',
            label: words.overtime,
            type: 'duration',
            units: ['minutes', 'hours'],
            value: overtimeAfterSeconds,
            required: true,
            hint: words.overtimeHint,
          })}
        </fieldset>
        ${this.#alerts(organization)}
        <fieldset class="panel">
          <legend>${words.sessions}</legend>
          ${option('automaticSessions')}
          ${field({
            name: 'sessionEndsAfterSeconds',
            label: words.sessionEnds,
            type: 'duration',
            units: ['minutes', 'hours'],
            value: organization.sessionEndsAfterSeconds,
            required: true,
            hint: words.sessionEndsHint,
          })}
          ${option('nightShiftsBelongToStart')}
        </fieldset>
        <fieldset class="panel">
          <legend>${words.captured}</legend>
          <p class="muted">${words.capturedLead} <a href="/admin/policy">${text.pages['admin-policy']}</a></p>
          ${option('captureTitles')} ${option('introspection')} ${option('insightsForManagers')}
          <p class="muted">${words.retention} <a href="/admin/privacy">${text.pages['admin-privacy']}</a>.</p>
        </fieldset>
        ${this.#form.failure()}
        <footer>${this.#form.button(words.save)}</footer>
      </form>
    `;
  }

  #alerts(organization) {
    const option = (name) =>
      this.#form.field({
        name,
        type: 'checkbox',
        label: words[name],
        hint: words[`${name}Hint`],
        value: organization[name],
      });
    const length = (name, units, required = true) =>
      this.#form.field({
        name,
        label: words[name],
        type: 'duration',
        units,
        value: organization[name],
        required,
        hint: words[`${name}Hint`],
      });
    return html`
      <fieldset class="panel">
        <legend>${words.alerts}</legend>
        <p class="muted">${words.alertsLead} <a href="/admin/teams">${text.pages['admin-teams']}</a></p>
        ${option('idleAlerts')} ${option('overtimeAlerts')}
        ${length('weeklyOvertimeAfterSeconds', ['hours'], false)}
        ${length('sessionForgottenAfterSeconds', ['minutes', 'hours'])}
        ${length('agentSilentAfterSeconds', ['hours', 'days'])}
        ${length('clientSilentAfterSeconds', ['minutes', 'hours', 'days'])}
      </fieldset>
    `;
  }
}

function changes(organization, values) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== organization[name]));
}

/** What is shorter or longer than the server takes, by name. */
function outside(values) {
  const isWrong = ([name, [least, most]]) => values[name] !== null && !(values[name] >= least && values[name] <= most);
  return Object.fromEntries(Object.entries(RANGES).filter(isWrong).map(([name]) => [name, words.ranges[name]]));
}

/** The browser's, and the one that is set, which the browser may call by another name. */
function zones(current) {
  const known = Intl.supportedValuesOf('timeZone');
  const all = known.includes(current) ? known : [current, ...known];
  return all.map((zone) => [zone, zone.replaceAll('_', ' ')]);
}

customElements.define('astir-admin-organization-page', AdminOrganizationPage);
