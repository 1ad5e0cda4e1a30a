/** The texts of the page about oneself. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    parts: 'Parts of this page',
    tabs: { data: 'What and who', profile: 'Profile', security: 'Security', computers: 'Computers' },
    profile: {
      title: 'You',
      name: 'Name',
      email: 'E-mail',
      role: 'Role',
      organization: 'Organization',
      timeZone: 'Time zone',
    },
  },
  de: {
    parts: 'Teile dieser Seite',
    tabs: { data: 'Was und wer', profile: 'Profil', security: 'Sicherheit', computers: 'Rechner' },
    profile: {
      title: 'Sie',
      name: 'Name',
      email: 'E-Mail',
      role: 'Rolle',
      organization: 'Organisation',
      timeZone: 'Zeitzone',
    },
  },
};

export const words = inLanguage(texts);
