/** Who one is to the organization. */
import { html } from 'lit';
import { text } from '../../messages.js';
import { Part } from '../../parts/element.js';
import { words } from '../me-words.js';

class Profile extends Part {
  static properties = { app: { attribute: false } };

  render() {
    const { name, email, role, organizationName, timeZone } = this.app.user;
    const facts = { name, email, role: text.roles[role], organization: organizationName, timeZone };
    return html`
      <section class="panel section">
        <h2>${words.profile.title}</h2>
        <dl class="facts">
          ${Object.entries(facts).map(
            ([fact, value]) => html`<dt>${words.profile[fact]}</dt> <dd dir="auto">${value}</dd>`,
          )}
        </dl>
      </section>
    `;
  }
}

customElements.define('astir-me-profile', Profile);
