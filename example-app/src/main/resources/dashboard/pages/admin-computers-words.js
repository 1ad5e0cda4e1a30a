/** The texts about computers: of the page of administrators, and of one's own. */
import { inLanguage } from '../messages.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;

export const texts = {
  en: {
    count: (all, blocked) =>
      `${all === 1 ? '1 computer' : `${all} computers`}${blocked > 0 ? ` · ${blocked} blocked` : ''}`,
    find: 'Person or computer',
    list: 'The computers',
    tokens: 'The open enrolment tokens',
    own: 'Your computers',
    columns: {
      computer: 'Computer',
      person: 'Person',
      agent: 'Agent',
      policy: 'Policy agreed',
      seen: 'Last seen',
      state: 'State',
      actions: 'Actions',
    },
    states: { active: 'May report', blocked: 'Blocked' },
    version: (number) => `version ${number}`,
    never: 'never yet',
    seen: (when) => `seen ${when}`,
    block: 'Block',
    unblock: 'Unblock',
    remove: 'Remove',
    actionOn: (action, hostname, name) => `${action} ${hostname} of ${name}`,
    moreFor: (hostname, name) => `More for ${hostname} of ${name}`,
    blocked: (hostname) => `${hostname} is blocked: its agent reports nothing until it is let in again.`,
    unblocked: (hostname) => `${hostname} may report again.`,
    removeTitle: (hostname) => `Remove ${hostname}?`,
    removeWhy: (name) =>
      `Its agent stops at once and its key is worthless. What it reported stays in ${name}’s record. To come ` +
      'back, the computer has to be connected anew.',
    removeOwnWhy:
      'Its agent stops at once and its key is worthless. What it reported stays in your record. To come back, ' +
      'the computer has to be connected anew.',
    removed: (hostname) => `${hostname} was removed.`,
    none: 'No computer is connected yet',
    noneLead: 'Create an enrolment token above, and hand its command to whoever sits at the computer.',
    noneOwn: 'You have connected no computer yet',
    noneOwnLead: 'Nothing is recorded of you until you connect one, below, and agree to the policy that it shows.',
    noMatch: (query) => `No computer matches “${query}”.`,
    issue: {
      title: 'Connect somebody’s computer',
      lead: 'The token lets a computer in for one person. Before anything is recorded, the agent shows that person the policy and asks.',
      person: 'For',
      choose: 'Choose a person',
      lasts: 'Good for',
      lifetimes: [
        [HOUR, 'an hour'],
        [DAY, 'a day'],
        [7 * DAY, '7 days'],
        [30 * DAY, '30 days'],
      ],
      uses: 'Computers',
      create: 'Create token',
      people: 'The people',
      made: (name) => `A token for ${name}`,
      once: (uses, when) =>
        `It connects ${uses === 1 ? 'one computer' : `${uses} computers`} until ${when}. It is not shown again.`,
      another: 'Another token',
    },
    open: {
      title: 'Open enrolment tokens',
      used: (uses, most) => `${uses} of ${most} used`,
      until: (when) => `good until ${when}`,
      by: (name) => `made by ${name}`,
      byYou: 'made by you',
      revoke: 'Revoke',
      revokeOf: (name) => `Revoke the token for ${name}`,
      revoked: (name) => `The token for ${name} connects nothing any more.`,
      none: 'No enrolment token is open.',
    },
    failed: (why) => `That did not work. ${why}`,
  },
  de: {
    count: (all, blocked) =>
      `${all === 1 ? '1 Rechner' : `${all} Rechner`}${blocked > 0 ? ` · ${blocked} gesperrt` : ''}`,
    find: 'Person oder Rechner',
    list: 'Die Rechner',
    tokens: 'Die offenen Verbindungs-Token',
    own: 'Ihre Rechner',
    columns: {
      computer: 'Rechner',
      person: 'Person',
      agent: 'Agent',
      policy: 'Zugestimmt',
      seen: 'Zuletzt gesehen',
      state: 'Zustand',
      actions: 'Aktionen',
    },
    states: { active: 'Darf berichten', blocked: 'Gesperrt' },
    version: (number) => `Version ${number}`,
    never: 'noch nie',
    seen: (when) => `gesehen ${when}`,
    block: 'Sperren',
    unblock: 'Entsperren',
    remove: 'Entfernen',
    actionOn: (action, hostname, name) => `${hostname} von ${name}: ${action}`,
    moreFor: (hostname, name) => `Mehr zu ${hostname} von ${name}`,
    blocked: (hostname) => `${hostname} ist gesperrt: der Agent berichtet nichts, bis er wieder darf.`,
    unblocked: (hostname) => `${hostname} darf wieder berichten.`,
    removeTitle: (hostname) => `${hostname} entfernen?`,
    removeWhy: (name) =>
      `Der Agent hält sofort an, und sein Schlüssel ist wertlos. Was er berichtet hat, bleibt bei ${name}. Um ` +
      'wiederzukommen, muss der Rechner neu verbunden werden.',
    removeOwnWhy:
      'Der Agent hält sofort an, und sein Schlüssel ist wertlos. Was er berichtet hat, bleibt bei Ihnen. Um ' +
      'wiederzukommen, muss der Rechner neu verbunden werden.',
    removed: (hostname) => `${hostname} wurde entfernt.`,
    none: 'Noch ist kein Rechner verbunden',
    noneLead: 'Erzeugen Sie oben ein Verbindungs-Token, und geben Sie dessen Befehl weiter an die Person am Rechner.',
    noneOwn: 'Sie haben noch keinen Rechner verbunden',
    noneOwnLead: 'Nichts wird aufgezeichnet, bis Sie unten einen verbinden und der Richtlinie zustimmen, die er zeigt.',
    noMatch: (query) => `Kein Rechner passt zu „${query}“.`,
    issue: {
      title: 'Den Rechner einer Person verbinden',
      lead: 'Das Token lässt einen Rechner für eine Person herein. Bevor etwas aufgezeichnet wird, zeigt der Agent dieser Person die Richtlinie und fragt.',
      person: 'Für',
      choose: 'Eine Person wählen',
      lasts: 'Gilt',
      lifetimes: [
        [HOUR, 'eine Stunde'],
        [DAY, 'einen Tag'],
        [7 * DAY, '7 Tage'],
        [30 * DAY, '30 Tage'],
      ],
      uses: 'Rechner',
      create: 'Token erzeugen',
      people: 'Die Personen',
      made: (name) => `Ein Token für ${name}`,
      once: (uses, when) =>
        `Es verbindet ${uses === 1 ? 'einen' : uses} Rechner, bis ${when}. Es wird nicht wieder gezeigt.`,
      another: 'Noch ein Token',
    },
    open: {
      title: 'Offene Verbindungs-Token',
      used: (uses, most) => `${uses} von ${most} verbraucht`,
      until: (when) => `gilt bis ${when}`,
      by: (name) => `von ${name}`,
      byYou: 'von Ihnen',
      revoke: 'Widerrufen',
      revokeOf: (name) => `Das Token für ${name} widerrufen`,
      revoked: (name) => `Das Token für ${name} verbindet nichts mehr.`,
      none: 'Kein Verbindungs-Token ist offen.',
    },
    failed: (why) => `Das ging nicht. ${why}`,
  },
};

export const words = inLanguage(texts);
