/** Fields of each kind, and a form whose values the server refuses. */
import { html } from 'lit';
import { callAsNobody } from '../../http.js';
import { Part } from '../../parts/element.js';
import { field } from '../../parts/field.js';
import { Form } from '../../parts/form.js';

const ROLES = [
  ['employee', 'Employee'],
  ['manager', 'Manager'],
];

/** Sent to an address that wants more than it has: the server says what is wrong with which field. */
class RefusedForm extends Part {
  #form = new Form(this, {
    send: ({ email, note }) => callAsNobody('POST', '/api/auth/register', { email, name: note, password: 'short' }),
  });

  render() {
    return html`
      <form class="panel form" novalidate @submit=${this.#form.submit}>
        ${this.#form.field({ name: 'email', id: 'refused-email', label: 'E-mail', required: true })}
        ${this.#form.field({ name: 'note', id: 'refused-note', label: 'Note', type: 'textarea' })}
        ${this.#form.failure()} ${this.#form.button('Send')}
      </form>
    `;
  }
}

customElements.define('astir-catalogue-form', RefusedForm);

const shown = (...templates) => html`<div class="panel form">${templates}</div>`;

export const examples = () => [
  ['Plain, with a hint, optional', () =>
    shown(
      field({ name: 'plain', label: 'Team', required: true, value: 'Platform' }),
      field({ name: 'hint', label: 'Password', type: 'password', required: true, hint: 'At least 8 characters' }),
      field({ name: 'optional', label: 'City', autocomplete: 'address-level2' }),
    )],
  ['What is wrong stands beside it', () =>
    shown(
      field({ name: 'wrong', label: 'E-mail', type: 'email', required: true, value: 'ada@', hint: 'Of your work' },
        'must be an e-mail address, but is "ada@"'),
      field({ name: 'wrong-role', label: 'Role', type: 'select', options: ROLES, required: true }, 'must be yours or less'),
      field({ name: 'wrong-check', label: 'I have read it', type: 'checkbox', required: true }, 'Please agree first.'),
    )],
  ['A length of time, in the unit that fits', () =>
    shown(
      field({ name: 'pause', label: 'Idle after', type: 'duration', units: ['seconds', 'minutes', 'hours'], value: 300, required: true }),
      field({ name: 'day', label: 'Overtime after', type: 'duration', units: ['minutes', 'hours'], value: 27_000, required: true,
        hint: 'Of work a day' }, 'From 1 minute to 24 hours.'),
    )],
  ['Select, text, checkbox', () =>
    shown(
      field({ name: 'role', label: 'Role', type: 'select', options: ROLES, value: 'manager' }),
      field({ name: 'text', label: 'Reason', type: 'textarea', required: true, value: 'Forgot to stop' }),
      field({ name: 'check', label: 'Tell the person', type: 'checkbox', value: true, hint: 'By mail, at once' }),
    )],
  ['A form that the server refuses', () => html`<astir-catalogue-form></astir-catalogue-form>`],
];
