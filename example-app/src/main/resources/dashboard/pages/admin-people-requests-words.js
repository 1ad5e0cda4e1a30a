/** The texts of who waits for a link to a new password. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: 'Forgotten passwords',
    what: 'The list of forgotten passwords',
    lead: 'They asked for a new password, and no mail is sent from here. Make sure that it was them, and hand them a link.',
    asked: (when) => `asked ${when}`,
    take: 'Take a link',
    takeFor: (name) => `Take a link for ${name}`,
    link: (time) => `Hand it on yourself. It works once, until ${time}, and is not shown again.`,
    copy: (name) => `Copy the link for ${name}`,
    failed: (name, why) => `No link for ${name}. ${why}`,
  },
  de: {
    title: 'Vergessene Passwörter',
    what: 'Die Liste vergessener Passwörter',
    lead: 'Sie haben nach einem neuen Passwort gefragt, und von hier geht keine E-Mail aus. Vergewissern Sie sich, dass sie es waren, und geben Sie einen Link weiter.',
    asked: (when) => `gefragt ${when}`,
    take: 'Link nehmen',
    takeFor: (name) => `Link nehmen für ${name}`,
    link: (time) => `Geben Sie ihn selbst weiter. Er gilt einmal, bis ${time}, und wird nicht noch einmal gezeigt.`,
    copy: (name) => `Den Link für ${name} kopieren`,
    failed: (name, why) => `Kein Link für ${name}. ${why}`,
  },
};

export const words = inLanguage(texts);
