/** Whether everybody needs a second factor. */
import { html, nothing } from 'lit';
import { words as texts } from '../me/second-factor-words.js';
import { ruleSwitch } from './rule-switch.js';

const words = texts.admin;

const SecondFactorRule = ruleSwitch({
  address: '/api/organization',
  field: 'requireSecondFactor',
  name: 'second-factor-required',
  words: { ...words, label: words.required },
  dangerous: true,
  help: ({ type }) =>
    type === 'second-factor-missing' ? html`<a href="/me/security">${words.first}</a>` : nothing,
});

customElements.define('astir-sign-in-second-factor', SecondFactorRule);
