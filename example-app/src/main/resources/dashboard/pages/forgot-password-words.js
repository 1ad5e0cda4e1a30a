/** The texts of asking for a new password. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    lead: 'Whoever has an account here gets a link, and chooses a new one.',
    email: 'E-mail',
    submit: 'Ask for a link',
    back: 'Back to sign-in',
    mail: {
      title: 'Look into your mailbox',
      lead: (email) => `If there is an account with ${email}, a link is on its way. It works once, within an hour.`,
    },
    byHand: {
      title: 'Ask an administrator',
      lead: (email) =>
        `If there is an account with ${email}, its administrators see now that you asked. No mail is sent from here: ` +
        'they hand you a link, which works once, within an hour.',
    },
  },
  de: {
    lead: 'Wer hier ein Konto hat, bekommt einen Link und wählt ein neues.',
    email: 'E-Mail',
    submit: 'Link anfordern',
    back: 'Zurück zur Anmeldung',
    mail: {
      title: 'Sehen Sie in Ihr Postfach',
      lead: (email) =>
        `Wenn es ein Konto mit ${email} gibt, ist ein Link unterwegs. Er gilt einmal, innerhalb einer Stunde.`,
    },
    byHand: {
      title: 'Fragen Sie Ihre Verwaltung',
      lead: (email) =>
        `Wenn es ein Konto mit ${email} gibt, sieht die Verwaltung jetzt, dass Sie gefragt haben. Von hier geht keine ` +
        'E-Mail aus: Sie bekommen von ihr einen Link, der einmal gilt, innerhalb einer Stunde.',
    },
  },
};

export const words = inLanguage(texts);
