/** The texts of alerts, wherever they are told of; loaded with the bell, after the first load. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    types: {
      idle: 'Away during a session',
      overtime: 'Long hours',
      'agent-silent': 'Computer silent',
      'client-silent': 'API client silent',
      'session-forgotten': 'Session left running',
    },
    idle: { open: (time) => `Away since ${time}`, over: (length) => `Away for ${length}` },
    overtime: {
      isLong: {
        day: (worked, limit) => `Long day: ${worked} of work, limit ${limit}`,
        week: (worked, limit) => `Long week: ${worked} of work, limit ${limit}`,
      },
      noMore: {
        day: (worked, limit) => `Not a long day any more: ${worked} of work, limit ${limit}`,
        week: (worked, limit) => `Not a long week any more: ${worked} of work, limit ${limit}`,
      },
    },
    silent: {
      open: (name, time) => `${name} silent since ${time}`,
      over: (name, length) => `${name} was silent for ${length}`,
    },
    forgotten: 'Session left running overnight',
    client: 'API client',
    days: (days) => (days === 1 ? '1 day' : `${days} days`),
    justNow: 'now',
    bell: {
      label: (count) => (count === 0 ? 'Alerts, nothing new' : `Alerts, ${count} new`),
      title: 'Alerts',
      seen: 'Mark as seen',
      none: 'Nothing new',
      noneLead: 'What needs a look appears here: about you, and about people whose data you see.',
      all: 'All alerts',
      choose: 'How you are told',
      failed: 'What is new could not be loaded.',
      again: 'Try again',
      isNew: 'new',
      explained: 'explained',
      resolved: 'resolved',
      you: 'You',
    },
    shown: {
      own: 'About you',
      several: (count) => `${count} new alerts`,
    },
  },
  de: {
    types: {
      idle: 'Abwesend während einer Sitzung',
      overtime: 'Überstunden',
      'agent-silent': 'Rechner verstummt',
      'client-silent': 'API-Client verstummt',
      'session-forgotten': 'Sitzung nicht beendet',
    },
    idle: { open: (time) => `Abwesend seit ${time}`, over: (length) => `${length} abwesend` },
    overtime: {
      isLong: {
        day: (worked, limit) => `Langer Tag: ${worked} Arbeit, Grenze ${limit}`,
        week: (worked, limit) => `Lange Woche: ${worked} Arbeit, Grenze ${limit}`,
      },
      noMore: {
        day: (worked, limit) => `Kein langer Tag mehr: ${worked} Arbeit, Grenze ${limit}`,
        week: (worked, limit) => `Keine lange Woche mehr: ${worked} Arbeit, Grenze ${limit}`,
      },
    },
    silent: {
      open: (name, time) => `${name} ist seit ${time} verstummt`,
      over: (name, length) => `${name} war ${length} verstummt`,
    },
    forgotten: 'Sitzung lief über Nacht weiter',
    client: 'API-Client',
    days: (days) => (days === 1 ? '1 Tag' : `${days} Tage`),
    justNow: 'jetzt',
    bell: {
      label: (count) => (count === 0 ? 'Hinweise, nichts Neues' : `Hinweise, ${count} neu`),
      title: 'Hinweise',
      seen: 'Als gesehen markieren',
      none: 'Nichts Neues',
      noneLead: 'Was einen Blick braucht, steht hier: über Sie und über Personen, deren Daten Sie sehen.',
      all: 'Alle Hinweise',
      choose: 'Wie Sie davon erfahren',
      failed: 'Was neu ist, war nicht zu laden.',
      again: 'Noch einmal versuchen',
      isNew: 'neu',
      explained: 'erklärt',
      resolved: 'erledigt',
      you: 'Sie',
    },
    shown: {
      own: 'Über Sie',
      several: (count) => `${count} neue Hinweise`,
    },
  },
};

export const words = inLanguage(texts);
