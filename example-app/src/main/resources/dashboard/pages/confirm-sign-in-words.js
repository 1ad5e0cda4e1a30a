/** The texts of the page that asks before a provider's sign-in counts. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: (name) => `Sign in as ${name}?`,
    arriving: (provider, email, organization) => `${provider} has signed you in as ${email}, of ${organization}.`,
    lured: 'Another site has led you here. Go on only if you know this account.',
    confirm: (organization) => `Sign in to ${organization}`,
    stay: (organization) => `Stay with ${organization}`,
    leave: 'Do not sign in',
    question: 'The sign-in',
    over: ['There is nothing to confirm any more', 'It took too long, or was confirmed before. Begin again.'],
    back: 'Back to Astir',
  },
  de: {
    title: (name) => `Als ${name} anmelden?`,
    arriving: (provider, email, organization) => `${provider} hat Sie als ${email} angemeldet, bei ${organization}.`,
    lured: 'Eine andere Seite hat Sie hierher geführt. Gehen Sie nur weiter, wenn Sie dieses Konto kennen.',
    confirm: (organization) => `Bei ${organization} anmelden`,
    stay: (organization) => `Bei ${organization} bleiben`,
    leave: 'Nicht anmelden',
    question: 'Die Anmeldung',
    over: ['Hier ist nichts mehr zu bestätigen', 'Es dauerte zu lange, oder es ist schon bestätigt. Beginnen Sie neu.'],
    back: 'Zurück zu Astir',
  },
};

export const words = inLanguage(texts);
