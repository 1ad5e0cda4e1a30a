/** The texts of the second step of signing in. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: 'One more step',
    lead: {
      totp: 'Enter the code that your authenticator app shows for Astir.',
      passkey: 'Confirm with the passkey that you set up for Astir.',
      recovery: 'Enter one of the recovery codes that you kept. Each works once.',
    },
    code: 'Six-digit code',
    recoveryCode: 'Recovery code',
    submit: 'Sign in',
    passkey: 'Use a passkey',
    other: { totp: 'Use the authenticator app', recovery: 'Use a recovery code' },
    back: 'Back to the password',
    wrong: 'This code is wrong, or was used before. The app shows a new one every 30 seconds.',
    wrongRecovery: 'This is not one of your recovery codes, or it was used before.',
    over: 'That took too long, or was wrong too often. Please begin again.',
    cancelled: 'The browser used no passkey. Try again, or choose another way.',
    refused: 'This passkey is not one of yours here.',
    elsewhere: 'Passkeys belong to the address that they were made at, and this is another one.',
    lost: 'Lost everything? An administrator of your organization can remove your second factor.',
  },
  de: {
    title: 'Noch ein Schritt',
    lead: {
      totp: 'Bitte den Code eingeben, den Ihre Authenticator-App für Astir zeigt.',
      passkey: 'Bitte mit dem Passkey bestätigen, den Sie für Astir eingerichtet haben.',
      recovery: 'Bitte einen der Wiederherstellungscodes eingeben, die Sie aufbewahrt haben. Jeder gilt einmal.',
    },
    code: 'Sechsstelliger Code',
    recoveryCode: 'Wiederherstellungscode',
    submit: 'Anmelden',
    passkey: 'Passkey verwenden',
    other: { totp: 'Authenticator-App verwenden', recovery: 'Wiederherstellungscode verwenden' },
    back: 'Zurück zum Passwort',
    wrong: 'Dieser Code ist falsch oder wurde schon benutzt. Die App zeigt alle 30 Sekunden einen neuen.',
    wrongRecovery: 'Das ist keiner Ihrer Wiederherstellungscodes, oder er wurde schon benutzt.',
    over: 'Das hat zu lange gedauert oder war zu oft falsch. Bitte von vorn beginnen.',
    cancelled: 'Der Browser hat keinen Passkey benutzt. Bitte noch einmal, oder einen anderen Weg wählen.',
    refused: 'Dieser Passkey gehört hier nicht zu Ihnen.',
    elsewhere: 'Passkeys gehören zu der Adresse, an der sie entstanden sind, und diese ist eine andere.',
    lost: 'Alles verloren? Wer Ihre Organisation verwaltet, kann Ihren zweiten Faktor entfernen.',
  },
};

export const words = inLanguage(texts);
