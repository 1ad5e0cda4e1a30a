/** Whether people sign in by password beside the organization's identity providers. */
import { words as texts } from '../admin-sign-in-words.js';
import { ruleSwitch } from './rule-switch.js';

const words = texts.passwords;

const PasswordRule = ruleSwitch({
  address: '/api/sign-in-rules',
  field: 'passwordsAllowed',
  name: 'passwords-allowed',
  words: { ...words, label: words.allowed },
  dangerous: false,
});

customElements.define('astir-sign-in-passwords', PasswordRule);
