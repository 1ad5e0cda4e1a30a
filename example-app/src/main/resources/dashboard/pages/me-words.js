/** The texts of the page about oneself. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    parts: 'Parts of this page',
    tabs: { data: 'What and who', profile: 'Profile', security: 'Security', notifications: 'Notifications', computers: 'Computers', history: 'Import' },
    profile: {
      title: 'You',
      save: 'Save',
      saved: 'Your profile is saved.',
      zoneHint: 'Your days begin and end in it.',
      zoneOfOrganization: 'As the organization',
      browser: 'In this browser',
      name: 'Name',
      email: 'E-mail',
      role: 'Role',
      organization: 'Organization',
      timeZone: 'Time zone',
    },
  },
  de: {
    parts: 'Teile dieser Seite',
    tabs: { data: 'Was und wer', profile: 'Profil', security: 'Sicherheit', notifications: 'Benachrichtigungen', computers: 'Rechner', history: 'Import' },
    profile: {
      title: 'Sie',
      save: 'Speichern',
      saved: 'Ihr Profil ist gespeichert.',
      zoneHint: 'In ihr beginnen und enden Ihre Tage.',
      zoneOfOrganization: 'Wie die Organisation',
      browser: 'In diesem Browser',
      name: 'Name',
      email: 'E-Mail',
      role: 'Rolle',
      organization: 'Organisation',
      timeZone: 'Zeitzone',
    },
  },
};

export const words = inLanguage(texts);
