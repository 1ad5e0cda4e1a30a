/** The texts of what is done with several people at once. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: 'Selected people',
    count: (count) => (count === 1 ? '1 person selected' : `${count} people selected`),
    team: 'Team…',
    noTeam: 'No team',
    move: 'Move',
    suspend: 'Suspend',
    reactivate: 'Let in again',
    signOut: 'Sign out everywhere…',
    withoutYou: (label) => (label.endsWith('…') ? `${label.slice(0, -1)} (not you)…` : `${label} (not you)`),
    clear: 'Clear selection',
    busy: (done, all) => `${done} of ${all}…`,
    question: {
      title: (count) => (count === 1 ? 'Sign one person out everywhere?' : `Sign ${count} people out everywhere?`),
      message: 'Every browser and app that is signed in must sign in again. Computers with the agent go on.',
      you: 'You stay signed in.',
      confirm: 'Sign out',
    },
    moved: (count, team) =>
      `${count === 1 ? '1 person is' : `${count} people are`} ${team ? `in ${team}` : 'in no team'} now.`,
    suspended: (count) => `${count === 1 ? '1 person is' : `${count} people are`} suspended, and signed out everywhere.`,
    reactivated: (count) => `${count === 1 ? '1 person' : `${count} people`} may come in again.`,
    signedOut: (count) => `${count === 1 ? '1 person is' : `${count} people are`} signed out everywhere.`,
    nothing: 'They are all like that already.',
    failed: (failed, all) => (all === 1 ? 'It was not done.' : `It was not done for ${failed} of ${all}.`),
    reason: (name, why) => `${name}: ${why}`,
  },
  de: {
    title: 'Ausgewählte Personen',
    count: (count) => (count === 1 ? '1 Person ausgewählt' : `${count} Personen ausgewählt`),
    team: 'Team…',
    noTeam: 'Kein Team',
    move: 'Zuordnen',
    suspend: 'Sperren',
    reactivate: 'Wieder einlassen',
    signOut: 'Überall abmelden…',
    withoutYou: (label) => (label.endsWith('…') ? `${label.slice(0, -1)} (ohne Sie)…` : `${label} (ohne Sie)`),
    clear: 'Auswahl aufheben',
    busy: (done, all) => `${done} von ${all}…`,
    question: {
      title: (count) => (count === 1 ? 'Eine Person überall abmelden?' : `${count} Personen überall abmelden?`),
      message: 'Jeder Browser und jede App muss sich neu anmelden. Rechner mit dem Agenten laufen weiter.',
      you: 'Sie bleiben angemeldet.',
      confirm: 'Abmelden',
    },
    moved: (count, team) =>
      `${count === 1 ? '1 Person ist' : `${count} Personen sind`} jetzt ${team ? `in ${team}` : 'in keinem Team'}.`,
    suspended: (count) => `${count === 1 ? '1 Person ist' : `${count} Personen sind`} gesperrt und überall abgemeldet.`,
    reactivated: (count) => `${count === 1 ? '1 Person darf' : `${count} Personen dürfen`} wieder herein.`,
    signedOut: (count) => `${count === 1 ? '1 Person ist' : `${count} Personen sind`} überall abgemeldet.`,
    nothing: 'Das gilt für alle schon.',
    failed: (failed, all) => (all === 1 ? 'Das ging nicht.' : `Das ging bei ${failed} von ${all} nicht.`),
    reason: (name, why) => `${name}: ${why}`,
  },
};

export const words = inLanguage(texts);
