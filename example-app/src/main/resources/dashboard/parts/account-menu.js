/** The menu of whoever is signed in: who they are, how it looks, all keys, the way out. */
import { html, nothing } from 'lit';
import { bind } from '../keys.js';
import { languageNames, text } from '../messages.js';
import { chooseLanguage, chooseTheme, language, languages, theme } from '../preferences.js';
import { Part } from './element.js';
import { icon } from './icon.js';
import { avatar } from './person.js';

class AccountMenu extends Part {
  static properties = {
    app: { attribute: false },
    user: { attribute: false },
    named: { type: Boolean },
    open: { state: true },
  };

  #unbind = [];

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('click', this.#clickedElsewhere);
    this.addEventListener('keydown', this.#escape);
    this.addEventListener('focusout', this.#wentOn);
    const themes = Object.entries(text.actions.theme).map(([name, label]) =>
      bind(null, () => chooseTheme(name), { label, icon: 'theme' }),
    );
    const others = languages.filter((name) => name !== language);
    this.#unbind = [
      ...themes,
      ...others.map((name) =>
        bind(null, () => chooseLanguage(name), { label: text.actions.language(languageNames[name]), icon: 'language' }),
      ),
    ];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('click', this.#clickedElsewhere);
    this.#unbind.forEach((unbind) => unbind());
  }

  #clickedElsewhere = (event) => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };

  #wentOn = ({ relatedTarget }) => {
    if (relatedTarget && !this.contains(relatedTarget)) this.open = false;
  };

  #escape = (event) => {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    this.querySelector('.opener').focus();
  };

  render() {
    const { id, name } = this.user;
    return html`
      <button type="button" class="quiet opener" aria-expanded=${Boolean(this.open)}
        aria-label=${text.frame.account(name)} @click=${() => (this.open = !this.open)}>
        ${avatar({ userId: id, name }, 'small')}
        ${this.named ? html`<span class="name ellipsis" dir="auto">${name}</span>${icon('down')}` : nothing}
      </button>
      ${this.open ? this.#menu() : nothing}
    `;
  }

  #menu() {
    const { name, email, role, organizationName } = this.user;
    return html`
      <div class="menu floating">
        <p>
          <strong dir="auto">${name}</strong><br /><span class="muted">${email}</span><br />
          <span class="muted"><bdi>${organizationName}</bdi> · ${text.roles[role]}</span>
        </p>
        ${choice(text.frame.theme, text.frame.themes, theme(), (value) => {
          chooseTheme(value);
          this.requestUpdate();
        })}
        ${choice(
          text.frame.language,
          Object.fromEntries(languages.map((each) => [each, languageNames[each]])),
          language,
          chooseLanguage,
        )}
        <button type="button" class="quiet" @click=${() => this.#close(() => this.app.openKeys())}>
          ${icon('keys')} ${text.frame.keys}
        </button>
        <button type="button" class="quiet" @click=${() => this.app.signOut()}>
          ${icon('leave')} ${text.frame.signOut}
        </button>
      </div>
    `;
  }

  #close(then) {
    this.open = false;
    then();
  }
}

function choice(label, options, chosen, choose) {
  return html`
    <label>
      <span class="muted">${label}</span>
      <select @change=${(event) => choose(event.target.value)}>
        ${Object.entries(options).map(
          ([value, name]) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`,
        )}
      </select>
    </label>
  `;
}

customElements.define('astir-account-menu', AccountMenu);
