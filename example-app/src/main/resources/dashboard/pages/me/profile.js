/** Who one is to the organization: the own name and zone; and in which language this browser shows it. */
import { html } from 'lit';
import { city } from '../../format.js';
import { call } from '../../http.js';
import { languageNames, text } from '../../messages.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { undo } from '../../parts/undo.js';
import { chooseLanguage, language, languages } from '../../preferences.js';
import { words } from '../me-words.js';

const { profile } = words;

class Profile extends Part {
  static properties = { app: { attribute: false } };

  #form = new Form(this, {
    send: ({ name, timeZone }) => this.#save({ name, timeZone: timeZone === '' ? null : timeZone }),
    done: (before) => undo(profile.saved, () => this.#back(before)),
  });

  /** Gives what it was before. */
  async #save(changes) {
    const { name, ownTimeZone: timeZone } = this.app.user;
    await call('PATCH', '/api/auth/me', changes);
    this.app.user = await call('GET', '/api/auth/me');
    this.requestUpdate();
    return { name, timeZone };
  }

  /** What is typed stays in a field, so it begins anew. */
  async #back(before) {
    await this.#save(before);
    await this.updateComplete;
    this.querySelector('form')?.reset();
  }

  render() {
    return html`<div class="sections">${this.#about()} ${this.#browser()}</div>`;
  }

  #about() {
    const { name, email, role, organizationName, ownTimeZone } = this.app.user;
    const facts = { email, role: text.roles[role], organization: organizationName };
    return html`
      <section class="panel section">
        <h2>${profile.title}</h2>
        <dl class="facts">
          ${Object.entries(facts).map(
            ([fact, value]) => html`<dt>${profile[fact]}</dt> <dd dir="auto">${value}</dd>`,
          )}
        </dl>
        <form class="me-form" novalidate @submit=${this.#form.submit}>
          ${this.#form.field({ name: 'name', label: profile.name, value: name, required: true, autocomplete: 'name', maxlength: 200 })}
          ${this.#form.field({ name: 'timeZone', type: 'select', label: profile.timeZone, hint: profile.zoneHint, value: ownTimeZone ?? '', options: zones(ownTimeZone) })}
          ${this.#form.failure()}
          <div>${this.#form.button(profile.save)}</div>
        </form>
      </section>
    `;
  }

  #browser() {
    return html`
      <section class="panel section">
        <h2>${profile.browser}</h2>
        <div class="field me-form">
          <label for="language">${text.frame.language}</label>
          <select id="language" @change=${({ target }) => chooseLanguage(target.value)}>
            ${languages.map(
              (each) => html`<option value=${each} ?selected=${each === language}>${languageNames[each]}</option>`,
            )}
          </select>
        </div>
      </section>
    `;
  }
}

customElements.define('astir-me-profile', Profile);

/** The organization's first, then all that this browser knows, with one's own. */
function zones(own) {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), ...(own ? [own] : [])]);
  const named = [...known].sort().map((zone) => [zone, `${zone.split('/')[0]} · ${city(zone)}`]);
  return [['', profile.zoneOfOrganization], ...named];
}
