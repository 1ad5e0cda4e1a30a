/** The texts of choosing a new password by a link. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    lead: 'You are signed out everywhere when you choose it.',
    password: 'New password',
    submit: 'Choose this password',
    done: { title: 'Your password is another one', lead: 'You were signed out everywhere. Sign in with the new one.', signIn: 'Sign in' },
    invalid: {
      title: 'This link does not work any more',
      lead: 'It was used already, it is more than an hour old, or a part of it is missing.',
      again: 'Ask for a new link',
    },
  },
  de: {
    lead: 'Sie werden überall abgemeldet, sobald Sie es wählen.',
    password: 'Neues Passwort',
    submit: 'Dieses Passwort wählen',
    done: { title: 'Ihr Passwort ist geändert', lead: 'Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen an.', signIn: 'Anmelden' },
    invalid: {
      title: 'Dieser Link gilt nicht mehr',
      lead: 'Er wurde schon benutzt, ist älter als eine Stunde, oder ein Teil von ihm fehlt.',
      again: 'Einen neuen Link anfordern',
    },
  },
};

export const words = inLanguage(texts);
