/** The texts about how one is told of alerts. */
import { inLanguage } from '../../messages.js';

export const texts = {
  en: {
    what: 'Your choices',
    types: {
      title: 'What you are told of',
      lead: 'About you, and about the people whose data you see. The page Alerts and the feed always have all of it.',
      type: 'Alert',
      page: 'Page, feed',
      always: 'always',
      browser: 'Browser',
      mail: 'Mail',
      webhook: 'Webhook',
      tell: (type, way) => `${type}: ${way}`,
    },
    browser: {
      title: 'In this browser',
      lead: 'While Astir is open, in any tab. It says what the alert is of and about whom, nothing else: others may see your screen.',
      allow: 'Allow it in this browser',
      allowed: 'This browser shows them.',
      stop: 'Stop in this browser',
      denied: 'This browser forbids it. Change that in its settings for this site, and come back.',
      unable: 'This browser cannot show any.',
    },
    digest: {
      title: 'By mail',
      lead: 'One mail with what is new since the last one, and none when nothing is. It names people and what it is, no figures.',
      digest: 'Digest',
      choices: { off: 'none', daily: 'every day', weekly: 'every week' },
      at: 'At',
      hint: (zone) => `On your clock (${zone}).`,
      weekday: 'On',
      noMail: 'This app cannot send mail: it has no mail server.',
    },
    webhook: {
      title: 'Your own webhook',
      lead: 'A server of yours is told of the alerts that you see here, signed, and again until each arrives. They leave Astir with the names in them.',
      add: 'Add your webhook',
    },
    save: 'Save',
    saved: 'Your choices are saved.',
  },
  de: {
    what: 'Ihre Auswahl',
    types: {
      title: 'Wovon Sie erfahren',
      lead: 'Über Sie, und über die Personen, deren Daten Sie sehen. Die Seite Hinweise und der Verlauf haben immer alles.',
      type: 'Hinweis',
      page: 'Seite, Verlauf',
      always: 'immer',
      browser: 'Browser',
      mail: 'E-Mail',
      webhook: 'Webhook',
      tell: (type, way) => `${type}: ${way}`,
    },
    browser: {
      title: 'In diesem Browser',
      lead: 'Solange Astir offen ist, in irgendeinem Tab. Es steht darin, was der Hinweis ist und wen er betrifft, sonst nichts: Andere sehen vielleicht Ihren Bildschirm.',
      allow: 'In diesem Browser erlauben',
      allowed: 'Dieser Browser zeigt sie.',
      stop: 'In diesem Browser beenden',
      denied: 'Dieser Browser verbietet es. Ändern Sie das in seinen Einstellungen für diese Seite und kommen Sie zurück.',
      unable: 'Dieser Browser kann keine zeigen.',
    },
    digest: {
      title: 'Per E-Mail',
      lead: 'Eine E-Mail mit dem, was seit der letzten neu ist, und keine, wenn nichts neu ist. Sie nennt Personen und worum es geht, keine Zahlen.',
      digest: 'Zusammenfassung',
      choices: { off: 'keine', daily: 'jeden Tag', weekly: 'jede Woche' },
      at: 'Um',
      hint: (zone) => `Auf Ihrer Uhr (${zone}).`,
      weekday: 'Am',
      noMail: 'Diese App kann keine E-Mail schicken: Sie hat keinen Mailserver.',
    },
    webhook: {
      title: 'Ihr eigener Webhook',
      lead: 'Ein Server von Ihnen erfährt von den Hinweisen, die Sie hier sehen, unterschrieben, und so oft, bis jeder ankommt. Sie verlassen Astir mit den Namen, die darin stehen.',
      add: 'Eigenen Webhook anlegen',
    },
    save: 'Speichern',
    saved: 'Ihre Auswahl ist gespeichert.',
  },
};

export const words = inLanguage(texts);
