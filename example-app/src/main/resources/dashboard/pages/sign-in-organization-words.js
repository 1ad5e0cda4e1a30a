/** The texts of signing in by an organization's provider, and of why it did not work. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: 'Sign in with your organization',
    lead: 'Enter your work e-mail, and go on where your organization signs in.',
    submit: 'Continue',
    password: 'Sign in with a password',
    choose: 'Where do you want to sign in?',
    look: 'Look at the address: you type your password there, and not here.',
    again: 'It opens in another tab. Sign in there and come back to this one: what you were doing is still here.',
    at: (name, host) => `${name}, at ${host}`,
    none: (domain) =>
      `No organization has set this up for ${domain}. Use your password, or ask your administrator.`,
    fields: { email: 'Work e-mail' },
    failures: {
      'provider-unknown': [
        'This way to sign in is not there',
        'It was deleted or switched off. Your administrator knows which one to use.',
      ],
      'provider-away': [
        'Your organization’s sign-in does not answer',
        'It may be back in a moment. If it is not, tell your administrator.',
      ],
      'provider-broken': [
        'Your organization’s sign-in is not set up right',
        'Your administrator can test it on the page Sign-in, which says what is wrong.',
      ],
      'provider-refused': [
        'Your organization did not let you in',
        'Somebody said no there, or you may not use Astir. Your administrator can change that.',
      ],
      'answer-refused': [
        'The answer of your organization’s sign-in could not be believed',
        'Nobody was signed in. Try it once more; if it stays so, tell your administrator.',
      ],
      expired: [
        'That took too long, or began in another browser',
        'A sign-in is good for ten minutes, once, in the browser that began it. Please begin again.',
      ],
      'email-missing': [
        'Your organization did not tell your e-mail',
        'Astir knows people by it. Your administrator can let the sign-in tell it.',
      ],
      'email-unverified': [
        'Your e-mail is not verified at your organization’s sign-in',
        'Verify it there first: otherwise somebody else could come in as you.',
      ],
      'domain-not-allowed': [
        'Your e-mail is of another domain',
        'This sign-in is for your organization’s own e-mails. Perhaps you were signed in there as ' +
        'somebody else.',
      ],
      'no-account': [
        'You have no account yet',
        'Your organization does not make accounts by itself. Ask your administrator for an invitation.',
      ],
      suspended: ['Your account is suspended', 'Only an administrator of your organization can change that.'],
      removed: ['Your account was removed', 'You come in again when an administrator invites you.'],
      'another-person': [
        'This e-mail belongs to somebody else’s account',
        'Somebody had it before you. Your administrator must remove the old account first.',
      ],
      'too-many': ['Too many sign-ins at once', 'Please wait a minute, and begin again.'],
    },
    unknown: ['You were not signed in', 'Please begin again.'],
  },
  de: {
    title: 'Über die Organisation anmelden',
    lead: 'Geben Sie Ihre dienstliche E-Mail an; weiter geht es dort, wo Ihre Organisation sich anmeldet.',
    submit: 'Weiter',
    password: 'Mit Passwort anmelden',
    choose: 'Wo wollen Sie sich anmelden?',
    look: 'Achten Sie auf die Adresse: Ihr Passwort geben Sie dort ein, nicht hier.',
    again:
      'Es öffnet sich in einem anderen Tab. Melden Sie sich dort an, und kommen Sie hierher zurück: was Sie ' +
      'gerade taten, ist noch da.',
    at: (name, host) => `${name}, bei ${host}`,
    none: (domain) =>
      `Für ${domain} hat das keine Organisation eingerichtet. Nehmen Sie Ihr Passwort, oder fragen Sie ` +
      `Ihre Verwaltung.`,
    fields: { email: 'Dienstliche E-Mail' },
    failures: {
      'provider-unknown': [
        'Diesen Weg der Anmeldung gibt es nicht',
        'Er wurde gelöscht oder abgeschaltet. Ihre Verwaltung weiß, welcher gilt.',
      ],
      'provider-away': [
        'Die Anmeldung Ihrer Organisation antwortet nicht',
        'Vielleicht ist sie gleich wieder da. Wenn nicht, sagen Sie es Ihrer Verwaltung.',
      ],
      'provider-broken': [
        'Die Anmeldung Ihrer Organisation ist nicht richtig eingerichtet',
        'Ihre Verwaltung kann sie auf der Seite „Anmeldung“ prüfen; dort steht, was nicht stimmt.',
      ],
      'provider-refused': [
        'Ihre Organisation hat Sie nicht hereingelassen',
        'Dort wurde abgelehnt, oder Sie dürfen Astir nicht benutzen. Ihre Verwaltung kann das ändern.',
      ],
      'answer-refused': [
        'Der Antwort der Anmeldung war nicht zu glauben',
        'Niemand wurde angemeldet. Versuchen Sie es noch einmal; bleibt es so, sagen Sie es Ihrer ' +
        'Verwaltung.',
      ],
      expired: [
        'Das dauerte zu lange, oder es begann in einem anderen Browser',
        'Eine Anmeldung gilt zehn Minuten, einmal, in dem Browser, der sie begann. Bitte beginnen Sie neu.',
      ],
      'email-missing': [
        'Ihre Organisation hat Ihre E-Mail nicht genannt',
        'Daran kennt Astir die Menschen. Ihre Verwaltung kann die Anmeldung sie nennen lassen.',
      ],
      'email-unverified': [
        'Ihre E-Mail ist dort nicht bestätigt',
        'Bestätigen Sie sie zuerst dort: sonst könnte jemand anderes als Sie hereinkommen.',
      ],
      'domain-not-allowed': [
        'Ihre E-Mail hat eine andere Domain',
        'Diese Anmeldung ist für die E-Mails Ihrer Organisation. Vielleicht waren Sie dort als jemand ' +
        'anderes angemeldet.',
      ],
      'no-account': [
        'Sie haben noch kein Konto',
        'Ihre Organisation legt keine von selbst an. Bitten Sie Ihre Verwaltung um eine Einladung.',
      ],
      suspended: ['Ihr Konto ist gesperrt', 'Ändern kann das nur die Verwaltung Ihrer Organisation.'],
      removed: ['Ihr Konto wurde entfernt', 'Sie kommen wieder herein, wenn die Verwaltung Sie einlädt.'],
      'another-person': [
        'Diese E-Mail gehört zum Konto eines anderen Menschen',
        'Jemand hatte sie vor Ihnen. Ihre Verwaltung muss das alte Konto zuerst entfernen.',
      ],
      'too-many': ['Zu viele Anmeldungen auf einmal', 'Bitte eine Minute warten und neu beginnen.'],
    },
    unknown: ['Sie wurden nicht angemeldet', 'Bitte beginnen Sie neu.'],
  },
};

export const words = inLanguage(texts);
