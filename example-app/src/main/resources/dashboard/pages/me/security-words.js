/** The texts of how one comes in. */
import { inLanguage } from '../../messages.js';

export const texts = {
  en: {
    password: {
      title: 'Password',
      lead: 'All other browsers and programs are signed out when you change it.',
      present: 'Current password',
      wanted: 'New password',
      submit: 'Change password',
      changed: 'Your password is changed. Everything else is signed out.',
    },
    signIns: {
      title: 'Where you are signed in',
      what: 'The list of sign-ins',
      here: 'this browser',
      client: (browser, system) => (system ? `${browser} on ${system}` : browser),
      unknown: 'A program that does not say its name',
      unknownOn: (system) => `A program on ${system}`,
      from: (address) => `from ${address}`,
      used: (when) => `last used ${when}`,
      since: (when) => `signed in ${when}`,
      end: 'Sign out',
      endOf: (what) => `Sign out: ${what}`,
      ended: (what) => `${what} is signed out.`,
      others: 'Sign out everywhere else',
      othersTitle: 'Sign out everywhere else?',
      othersWhy: 'Every other browser and program of yours has to sign in again. This one stays.',
      othersEnded: 'Everything else is signed out.',
      alone: 'You are signed in nowhere else.',
      more: 'Show more',
      failed: (why) => `It is still signed in. ${why}`,
    },
  },
  de: {
    password: {
      title: 'Passwort',
      lead: 'Alle anderen Browser und Programme werden abgemeldet, wenn Sie es ändern.',
      present: 'Aktuelles Passwort',
      wanted: 'Neues Passwort',
      submit: 'Passwort ändern',
      changed: 'Ihr Passwort ist geändert. Alles andere ist abgemeldet.',
    },
    signIns: {
      title: 'Wo Sie angemeldet sind',
      what: 'Die Liste der Anmeldungen',
      here: 'dieser Browser',
      client: (browser, system) => (system ? `${browser} unter ${system}` : browser),
      unknown: 'Ein Programm, das seinen Namen nicht nennt',
      unknownOn: (system) => `Ein Programm unter ${system}`,
      from: (address) => `von ${address}`,
      used: (when) => `zuletzt benutzt ${when}`,
      since: (when) => `angemeldet ${when}`,
      end: 'Abmelden',
      endOf: (what) => `Abmelden: ${what}`,
      ended: (what) => `${what} ist abgemeldet.`,
      others: 'Überall sonst abmelden',
      othersTitle: 'Überall sonst abmelden?',
      othersWhy: 'Jeder andere Browser und jedes andere Programm muss sich neu anmelden. Dieser bleibt.',
      othersEnded: 'Alles andere ist abgemeldet.',
      alone: 'Sie sind nirgends sonst angemeldet.',
      more: 'Mehr zeigen',
      failed: (why) => `Es ist noch angemeldet. ${why}`,
    },
  },
};

export const words = inLanguage(texts);
