/** How one is told of alerts: of which, by this browser, by mail, by one's own webhook. */
import { html, nothing } from 'lit';
import { city } from '../../format.js';
import { call } from '../../http.js';
import { allow, canNotify, disallow, isAllowed } from '../../notify.js';
import { TYPES } from '../../parts/alert.js';
import { words as alertWords } from '../../parts/alert-words.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { lineBlocks, panelState } from '../../parts/panel-state.js';
import { undo } from '../../parts/undo.js';
import { locale } from '../../preferences.js';
import { styleOf } from '../../styles.js';
import { words } from './notifications-words.js';
import './own-webhook.js';

await styleOf(import.meta.url);

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WAYS = ['browser', 'mail', 'webhook'];

class Notifications extends Part {
  static properties = {
    app: { attribute: false },
    /** As it is chosen in the form, which shows more or less by it. */
    digest: { state: true },
    hasWebhook: { state: true },
  };

  #choices = new Loading(this, (signal) => call('GET', '/api/me/notifications', undefined, { signal }));
  #form = new Form(this, {
    send: (values) => this.#save(choicesOf(values, this.#choices.value)),
    done: (before) => undo(words.saved, () => this.#back(before)),
  });

  /** Gives what it was before. */
  async #save(choices) {
    const { canMail, ...before } = this.#choices.value;
    this.#choices.value = await call('PUT', '/api/me/notifications', choices);
    return before;
  }

  /** What is typed stays in a field, so it begins anew. */
  async #back(before) {
    await this.#save(before);
    this.digest = before.digest;
    await this.updateComplete;
    this.querySelector('form').reset();
  }

  render() {
    return panelState(this.#choices, {
      what: words.what,
      blocks: lineBlocks(8),
      content: (choices) => this.#content(choices),
    });
  }

  #content(choices) {
    return html`
      <div class="sections">
        ${this.#browser()}
        <form class="panel section notification-choices" novalidate @submit=${this.#form.submit}>
          <h2>${words.types.title}</h2>
          <p class="muted">${words.types.lead}</p>
          ${this.#types(choices)} ${this.#digest(choices)}
          ${this.#form.failure()}
          <div>${this.#form.button(words.save)}</div>
        </form>
        <astir-own-webhook class="panel section" .app=${this.app}
          @loaded=${({ detail }) => (this.hasWebhook = detail)}></astir-own-webhook>
      </div>
    `;
  }

  #browser() {
    return html`
      <section class="panel section">
        <h2>${words.browser.title}</h2>
        <p class="muted">${words.browser.lead}</p>
        <div class="me-actions">${this.#permission()}</div>
      </section>
    `;
  }

  #permission() {
    const { unable, allowed, stop, denied } = words.browser;
    if (!canNotify()) return html`<p>${unable}</p>`;
    if (Notification.permission === 'denied') return html`<p role="status">${denied}</p>`;
    if (!isAllowed(this.app.user.id)) {
      return html`
        <button type="button" class="primary" @click=${this.#allow}>${icon('bell')} ${words.browser.allow}</button>
      `;
    }
    return html`
      <p class="allowed" role="status">${icon('check')} ${allowed}</p>
      <button type="button" @click=${this.#stop}>${stop}</button>
    `;
  }

  #allow = async () => {
    await allow(this.app.user.id);
    this.requestUpdate();
  };

  #stop = () => {
    disallow();
    this.requestUpdate();
  };

  #types({ types, canMail }) {
    const { type, page, always } = words.types;
    const can = { browser: true, mail: canMail, webhook: this.hasWebhook };
    const ways = WAYS.filter((way) => can[way]);
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">${type}</th>
            <th scope="col">${page}</th>
            ${ways.map((way) => html`<th scope="col">${words.types[way]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${TYPES.map(
            (name) => html`
              <tr>
                <th scope="row">${alertWords.types[name]}</th>
                <td class="muted">${always}</td>
                ${ways.map(
                  (way) => html`
                    <td>
                      <label class="tick">
                        <input type="checkbox" name="${name} ${way}" ?checked=${types[name][way]}
                          aria-label=${words.types.tell(alertWords.types[name], words.types[way])} />
                      </label>
                    </td>
                  `,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  #digest(choices) {
    const { title, lead, noMail, digest, choices: often, at, hint, weekday } = words.digest;
    if (!choices.canMail) return html`<h2>${title}</h2><p class="muted">${noMail}</p>`;
    const chosen = this.digest ?? choices.digest;
    const days = WEEKDAYS.map((day, index) => [day, weekdayName(index)]);
    const { timeZone } = this.app.user;
    return html`
      <h2>${title}</h2>
      <p class="muted">${lead}</p>
      <div class="digest" @change=${({ target }) => target.name === 'digest' && (this.digest = target.value)}>
        ${this.#form.field({
          name: 'digest', type: 'select', label: digest, value: choices.digest, options: Object.entries(often),
        })}
        ${
          chosen === 'weekly'
            ? this.#form.field({ name: 'weekday', type: 'select', label: weekday, value: choices.weekday, options: days })
            : nothing
        }
        ${
          chosen === 'off'
            ? nothing
            : this.#form.field({
                name: 'at', type: 'time', label: at, value: choices.at, required: true, hint: hint(city(timeZone)),
              })
        }
      </div>
    `;
  }
}

/** As the server wants it; what the form does not show stays as it was. */
function choicesOf(values, { types, digest, at, weekday }) {
  const told = (type, way) => values[`${type} ${way}`] ?? types[type][way];
  const waysOf = (type) => Object.fromEntries(WAYS.map((way) => [way, told(type, way)]));
  return {
    types: Object.fromEntries(TYPES.map((type) => [type, waysOf(type)])),
    digest: values.digest ?? digest,
    at: values.at ?? at,
    weekday: values.weekday ?? weekday,
  };
}

/** A Monday, and what follows it. */
function weekdayName(index) {
  const day = new Date(Date.UTC(2024, 0, 1 + index));
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day);
}

customElements.define('astir-me-notifications', Notifications);
