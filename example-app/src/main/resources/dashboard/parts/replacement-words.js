/** The texts about one person's sign-in that takes the place of another's. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: (email) => `Sign in, and sign out ${email}?`,
    present: ({ name, email, organizationName }) =>
      `${name} (${email}, ${organizationName}) is signed in on this browser. A browser can hold one sign-in: ` +
      'theirs would end here, in every window.',
    confirm: 'Sign in',
    stay: (email) => `Nobody was signed in: ${email} still is.`,
  },
  de: {
    title: (email) => `Anmelden und ${email} abmelden?`,
    present: ({ name, email, organizationName }) =>
      `${name} (${email}, ${organizationName}) ist in diesem Browser angemeldet. Ein Browser kann nur ` +
      `eine Anmeldung halten: Die von ${name} würde hier enden, in jedem Fenster.`,
    confirm: 'Anmelden',
    stay: (email) => `Niemand wurde angemeldet: ${email} ist es noch.`,
  },
};

export const words = inLanguage(texts);
