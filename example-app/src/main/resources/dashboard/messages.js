/**
 * The texts of the first load, in every language the dashboard speaks; those of one page stand beside it, in
 * `pages/NAME-words.js`. Both have the same shape: what is a function
 * in one is a function in the other, because word order is a language's own matter. Texts of the server
 * (what is wrong with a request) and of people stay as they are.
 */
import { language } from './preferences.js';

const en = {
  pages: {
    now: 'Now',
    feed: 'Feed',
    catalogue: 'Parts',
    'sign-in': 'Sign in',
    missing: 'Not here',
    admin: 'Administration',
    'admin-people': 'People',
    'admin-teams': 'Teams',
    'admin-organization': 'Organization',
    'admin-policy': 'Policy',
    'admin-privacy': 'Privacy and retention',
    'admin-sign-in': 'Sign-in',
    'admin-computers': 'Computers',
    'admin-tokens': 'API tokens',
    'admin-audit': 'Audit trail',
    me: 'My data',
    policy: 'Policy',
    'forgot-password': 'Forgot your password?',
    'reset-password': 'A new password',
    'accept-invitation': 'Invitation',
    'second-factor': 'Second factor',
  },
  groups: {
    all: 'Pages',
    mine: 'Mine',
    team: 'Team',
    admin: 'Administration',
    organization: 'Organization',
    data: 'Data',
    running: 'Running',
  },
  roles: { employee: 'employee', manager: 'manager', admin: 'administrator' },

  frame: {
    skip: 'Skip to content',
    search: 'Search or jump',
    demo: 'Everything here is invented: a demonstration',
    more: 'More',
    account: (name) => `Account of ${name}`,
    signOut: 'Sign out',
    keys: 'All keys',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    loading: 'Loading…',
    unreachable: 'Astir cannot be reached',
    missing: 'This page is not here for you.',
    missingWhy: 'It may have moved, or needs another role.',
    back: 'Back to Now',
    leaveAdmin: 'Back to Astir',
    pageFailed: 'This page could not be loaded',
    again: 'Try again',
  },

  http: {
    offline: 'This computer is offline.',
    noAnswer: 'The server does not answer.',
    tooMany: 'Too many attempts. Please wait a minute.',
    status: (status) => `The server answered with an error (${status}).`,
  },

  connection: {
    states: {
      connecting: 'Connecting…',
      live: 'Live',
      waiting: 'Reconnecting…',
      'signed-out': 'Signed out',
      refused: 'Not live',
      closed: 'Not live',
    },
  },

  panel: {
    loading: 'Loading…',
    failed: (what) => `${what} could not be loaded`,
    notReloaded: (what, time) => `${what} could not be loaded again. This is how it was at ${time}.`,
    answered: (status, time) => `The server answered ${status} at ${time}.`,
    at: (message, time) => `${message} That was at ${time}.`,
    byItself: 'It is tried again by itself.',
    again: 'Load it again',
    copy: 'Copy details',
    copied: 'Copied',
    details: 'Details',
    lost: 'Connection lost.',
    asOf: (time) => `This is how it was at ${time}.`,
    retryIn: (seconds) => `Trying again in ${seconds} s.`,
    retrying: 'Trying again…',
    tryNow: 'Try now',
    gone: 'This is not here for you.',
    goneWhy: 'It may have moved, or needs another role.',
    clear: 'Clear filters',
  },

  dialog: { cancel: 'Cancel', close: 'Close' },

  policyBanner: {
    changed: 'The policy has changed: it would capture more than you agreed to.',
    read: 'Read and agree',
  },

  undo: {
    label: 'Just done',
    undo: 'Undo',
    undone: 'Undone.',
    failed: (why) => `It could not be undone. ${why}`,
    close: 'Close',
  },

  form: {
    required: 'Please fill this in.',
    optional: 'optional',
    working: 'One moment…',
  },

  toast: { label: 'News', close: 'Close' },

  time: {
    minutes: (minutes) => `${minutes}m`,
    hours: (hours, minutes) => `${hours}h ${minutes}m`,
  },

  states: { active: 'Active', idle: 'Idle', paused: 'Paused', offline: 'Offline' },

  session: {
    start: 'Start session',
    stop: 'Stop session',
    from: (time) => `Since ${time}`,
    since: (time) => `since ${time}`,
  },

  palette: {
    label: 'Search or jump',
    placeholder: 'A person, a page, or what to do',
    people: 'People',
    pages: 'Go to',
    actions: 'Do',
    none: (query) => `Nothing matches “${query}”.`,
    found: (count) => (count === 1 ? '1 match' : `${count} matches`),
    move: 'move',
    open: 'open',
    close: 'Close',
    allKeys: 'all keys',
  },

  actions: {
    theme: { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
    language: (name) => `Language: ${name}`,
    signOut: 'Sign out',
    keys: 'Show all keys',
  },

  keys: {
    title: 'Keys',
    close: 'Close',
    groups: { everywhere: 'Everywhere', go: 'Go to', page: 'On this page' },
    palette: 'Search or jump',
    help: 'All keys',
    search: 'Search on the page',
    next: 'Next',
    previous: 'The one before',
    then: 'then',
    single: 'Single letters act as keys',
    singleWhy: 'Switch this off if you speak to your computer.',
  },

  signIn: {
    title: 'Sign in to Astir',
    register: 'Create an organization',
    lead: 'Who is active, on what, and what is happening: live.',
    registerLead: 'You become its administrator, and connect computers and people next.',
    ended: 'Your session has ended. Please sign in again.',
    kept: 'What you were doing is still here.',
    submit: 'Sign in',
    registerSubmit: 'Create organization',
    organizationSignIn: 'Sign in with your organization',
    haveAccount: 'Already have an account?',
    newHere: 'New here?',
    organization: 'Organization',
    several: 'Your e-mail belongs to several; choose one.',
    passwordHint: 'At least 8 characters',
    passwordShort: 'At least 8 characters.',
    passwordLong: 'At most 72 bytes: a letter beyond a–z counts more than one.',
    fields: { organizationName: 'Organization', name: 'Your name', email: 'E-mail', password: 'Password' },
  },

  enrol: {
    title: 'Connect a computer',
    first: 'Nobody has connected a computer yet',
    firstLead: 'Connect the first one, and its person appears here within seconds. ',
    lead:
      'The agent shares the application in front, and nothing beyond your organization’s policy. It shows ' +
      'that policy and asks before it begins.',
    create: 'Create an enrolment token',
    get: 'On the computer to connect, get the agent. It needs Linux with X11, and Java 25 or newer.',
    download: (file) => `Download ${file}`,
    enrol: 'In a terminal, in the folder of the download, enrol the computer:',
    run: 'Then let the agent run:',
    once: (name) => `The token works once, within an hour, and only for ${name}. It is not shown again.`,
    copy: 'Copy the command',
    copied: 'Copied',
  },

  now: {
    find: 'Find a person',
    project: 'Project:',
    filter: 'By state',
    all: 'All',
    view: 'View',
    views: { cards: 'Cards', dense: 'Dense' },
    everyone: 'Everyone',
    team: 'Team',
    allTeams: 'All teams',
    noTeam: 'No team',
    away: 'Idle and paused',
    you: 'You',
    missing: 'Someone missing?',
    hiddenApp: 'Application not shared',
    listening: 'Listening to',
    lasting: (time) => `for ${time}`,
    awayFor: (time, since) => `Away for ${time}, since ${since}`,
    awayShort: 'away',
    pausedFor: (time) => `Paused for ${time} · nothing is recorded`,
    words: { paused: 'paused by them', offline: 'offline' },
    left: (time) => `Last seen ${time}`,
    neverSeen: 'Not here',
    offline: (count) => `${count} offline`,
    beings: { active: 'active', idle: 'idle', paused: 'paused', offline: 'offline' },
    noMatch: (state, query) => {
      if (!query) return `No one is ${state}.`;
      return state ? `No one is ${state} and matches “${query}”.` : `No one matches “${query}”.`;
    },
    hidden: (filters, people) =>
      `${filters === 1 ? 'The filter hides' : `${filters} filters hide`} ${people === 1 ? '1 person' : `${people} people`}.`,
  },

  chart: {
    asTable: 'As a table',
    asChart: 'As a chart',
    empty: 'Nothing recorded in this period.',
    share: 'Share',
    fewer: 'fewer',
    more: 'more',
    hours: (hours) => `${hours}h`,
    soFar: (value) => `${value} so far`,
    reads: (name, value) => `${name}: ${value}`,
    point: (name, value) => `${value} in ${name}`,
    highest: (point) => `Highest: ${point}`,
    latest: (point) => `latest: ${point}`,
    running: (point) => `so far: ${point}`,
    most: (name, value, sum) => `Most: ${name}, ${value} of ${sum}.`,
    busiest: (when, value) => `Busiest: ${when}, ${value}.`,
  },

  strip: {
    active: (time, from, to) => `Active ${time} between ${from} and ${to}`,
    none: 'Not active yet',
    legend: { active: 'active', idle: 'idle', now: 'now' },
  },

  table: {
    next: 'Next row',
    previous: 'Previous row',
    sortBy: 'Sort by',
    ascending: 'Lowest or A first',
    descending: 'Highest or Z first',
    select: (name) => `Select ${name}`,
    selectAll: 'Select all',
    matches: (shown, all) => `${shown} of ${all}`,
    empty: 'Nothing here yet.',
    noMatch: 'Nothing matches.',
  },

  period: {
    label: 'Period',
    kinds: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter', dates: 'Dates…' },
    before: { day: 'Day before', week: 'Week before', month: 'Month before', quarter: 'Quarter before', dates: 'As many days before' },
    after: { day: 'Day after', week: 'Week after', month: 'Month after', quarter: 'Quarter after', dates: 'As many days after' },
    previous: 'Period before',
    next: 'Period after',
    today: 'Today',
    week: (range, week) => `${range}, week ${week}`,
    quarter: (quarter, year) => `Quarter ${quarter}, ${year}`,
    toToday: (label) => `${label}, to today`,
    from: 'From',
    to: 'To',
    noDate: 'Please enter a whole date.',
    fromAfterTo: (date) => `From must not be after ${date}.`,
    toBeforeFrom: (date) => `To must not be before ${date}.`,
    tooLate: (date) => `Must not be after ${date}.`,
  },

  feed: { label: 'Activity of the organization' },
};

const de = {
  pages: {
    now: 'Jetzt',
    feed: 'Verlauf',
    catalogue: 'Bausteine',
    'sign-in': 'Anmelden',
    missing: 'Nicht hier',
    admin: 'Verwaltung',
    'admin-people': 'Personen',
    'admin-teams': 'Teams',
    'admin-organization': 'Organisation',
    'admin-policy': 'Richtlinie',
    'admin-privacy': 'Datenschutz und Fristen',
    'admin-sign-in': 'Anmeldung',
    'admin-computers': 'Rechner',
    'admin-tokens': 'API-Schlüssel',
    'admin-audit': 'Protokoll',
    me: 'Meine Daten',
    policy: 'Richtlinie',
    'forgot-password': 'Passwort vergessen?',
    'reset-password': 'Ein neues Passwort',
    'accept-invitation': 'Einladung',
    'second-factor': 'Zweiter Faktor',
  },
  groups: {
    all: 'Seiten',
    mine: 'Meins',
    team: 'Team',
    admin: 'Verwaltung',
    organization: 'Organisation',
    data: 'Daten',
    running: 'Betrieb',
  },
  roles: { employee: 'Mitarbeit', manager: 'Leitung', admin: 'Verwaltung' },

  frame: {
    skip: 'Zum Inhalt',
    search: 'Suchen',
    demo: 'Alles hier ist erfunden: eine Vorführung',
    more: 'Mehr',
    account: (name) => `Konto von ${name}`,
    signOut: 'Abmelden',
    keys: 'Alle Tasten',
    theme: 'Darstellung',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    loading: 'Wird geladen…',
    unreachable: 'Astir ist nicht zu erreichen',
    missing: 'Diese Seite ist für Sie nicht hier.',
    missingWhy: 'Sie ist umgezogen, oder sie verlangt eine andere Rolle.',
    back: 'Zurück zu „Jetzt“',
    leaveAdmin: 'Zurück zu Astir',
    pageFailed: 'Diese Seite konnte nicht geladen werden',
    again: 'Noch einmal versuchen',
  },

  http: {
    offline: 'Dieser Rechner ist offline.',
    noAnswer: 'Der Server antwortet nicht.',
    tooMany: 'Zu viele Versuche. Bitte eine Minute warten.',
    status: (status) => `Der Server antwortete mit einem Fehler (${status}).`,
  },

  connection: {
    states: {
      connecting: 'Verbinden…',
      live: 'Live',
      waiting: 'Neuer Versuch…',
      'signed-out': 'Abgemeldet',
      refused: 'Nicht live',
      closed: 'Nicht live',
    },
  },

  panel: {
    loading: 'Wird geladen…',
    failed: (what) => `${what}: nicht zu laden`,
    notReloaded: (what, time) => `${what}: nicht noch einmal zu laden. So war es um ${time}.`,
    answered: (status, time) => `Der Server antwortete mit ${status}, um ${time}.`,
    at: (message, time) => `${message} Das war um ${time}.`,
    byItself: 'Es wird von selbst noch einmal versucht.',
    again: 'Noch einmal laden',
    copy: 'Einzelheiten kopieren',
    copied: 'Kopiert',
    details: 'Einzelheiten',
    lost: 'Verbindung verloren.',
    asOf: (time) => `So war es um ${time}.`,
    retryIn: (seconds) => `Neuer Versuch in ${seconds} s.`,
    retrying: 'Neuer Versuch…',
    tryNow: 'Jetzt versuchen',
    gone: 'Das ist für Sie nicht hier.',
    goneWhy: 'Es ist umgezogen, oder es verlangt eine andere Rolle.',
    clear: 'Filter aufheben',
  },

  dialog: { cancel: 'Abbrechen', close: 'Schließen' },

  policyBanner: {
    changed: 'Die Richtlinie hat sich geändert: sie würde mehr erfassen, als wozu Sie zugestimmt haben.',
    read: 'Lesen und zustimmen',
  },

  undo: {
    label: 'Gerade getan',
    undo: 'Rückgängig',
    undone: 'Rückgängig gemacht.',
    failed: (why) => `Es war nicht rückgängig zu machen. ${why}`,
    close: 'Schließen',
  },

  form: {
    required: 'Bitte ausfüllen.',
    optional: 'freiwillig',
    working: 'Einen Moment…',
  },

  toast: { label: 'Neues', close: 'Schließen' },

  time: {
    minutes: (minutes) => `${minutes} min`,
    hours: (hours, minutes) => `${hours} h ${minutes}`,
  },

  states: { active: 'Aktiv', idle: 'Abwesend', paused: 'Pausiert', offline: 'Offline' },

  session: {
    start: 'Sitzung beginnen',
    stop: 'Sitzung beenden',
    from: (time) => `Seit ${time}`,
    since: (time) => `seit ${time}`,
  },

  palette: {
    label: 'Suchen, springen',
    placeholder: 'Eine Person, eine Seite oder was zu tun ist',
    people: 'Menschen',
    pages: 'Gehe zu',
    actions: 'Tun',
    none: (query) => `Nichts passt zu „${query}“.`,
    found: (count) => (count === 1 ? '1 Treffer' : `${count} Treffer`),
    move: 'bewegen',
    open: 'öffnen',
    close: 'Schließen',
    allKeys: 'alle Tasten',
  },

  actions: {
    theme: { system: 'Darstellung: wie das System', light: 'Darstellung: hell', dark: 'Darstellung: dunkel' },
    language: (name) => `Sprache: ${name}`,
    signOut: 'Abmelden',
    keys: 'Alle Tasten zeigen',
  },

  keys: {
    title: 'Tasten',
    close: 'Schließen',
    groups: { everywhere: 'Überall', go: 'Gehe zu', page: 'Auf dieser Seite' },
    palette: 'Suchen, springen',
    help: 'Alle Tasten',
    search: 'Auf der Seite suchen',
    next: 'Weiter',
    previous: 'Zurück',
    then: 'dann',
    single: 'Einzelne Buchstaben wirken als Tasten',
    singleWhy: 'Wer mit dem Rechner spricht, schaltet das besser ab.',
  },

  signIn: {
    title: 'Bei Astir anmelden',
    register: 'Eine Organisation anlegen',
    lead: 'Wer bei der Arbeit ist, woran, und was geschieht: live.',
    registerLead: 'Sie verwalten sie, und verbinden dann Rechner und Menschen.',
    ended: 'Ihre Sitzung ist zu Ende. Bitte melden Sie sich noch einmal an.',
    kept: 'Was Sie gerade taten, ist noch da.',
    submit: 'Anmelden',
    registerSubmit: 'Organisation anlegen',
    organizationSignIn: 'Über die Organisation anmelden',
    haveAccount: 'Schon ein Konto?',
    newHere: 'Neu hier?',
    organization: 'Organisation',
    several: 'Ihre E-Mail gehört zu mehreren; wählen Sie eine.',
    passwordHint: 'Mindestens 8 Zeichen',
    passwordShort: 'Mindestens 8 Zeichen.',
    passwordLong: 'Höchstens 72 Bytes: ein Buchstabe jenseits von a–z zählt mehrfach.',
    fields: { organizationName: 'Organisation', name: 'Ihr Name', email: 'E-Mail', password: 'Passwort' },
  },

  enrol: {
    title: 'Einen Rechner verbinden',
    first: 'Noch niemand hat einen Rechner verbunden',
    firstLead: 'Verbinden Sie den ersten, und seine Person erscheint hier in wenigen Sekunden. ',
    lead:
      'Der Agent teilt die Anwendung im Vordergrund, und nichts über die Richtlinie Ihrer Organisation ' +
      'hinaus. Er zeigt diese Richtlinie und fragt, bevor er beginnt.',
    create: 'Anmelde-Token erzeugen',
    get: 'Auf dem Rechner: den Agenten holen. Er braucht Linux mit X11 und Java 25 oder neuer.',
    download: (file) => `${file} herunterladen`,
    enrol: 'In einem Terminal, im Ordner mit der Datei, den Rechner anmelden:',
    run: 'Dann den Agenten laufen lassen:',
    once: (name) => `Das Token gilt einmal, eine Stunde lang, und nur für ${name}. Es wird nicht wieder gezeigt.`,
    copy: 'Befehl kopieren',
    copied: 'Kopiert',
  },

  now: {
    find: 'Person finden',
    project: 'Projekt:',
    filter: 'Nach Zustand',
    all: 'Alle',
    view: 'Ansicht',
    views: { cards: 'Karten', dense: 'Dicht' },
    everyone: 'Alle',
    team: 'Team',
    allTeams: 'Alle Teams',
    noTeam: 'Kein Team',
    away: 'Abwesend und pausiert',
    you: 'Sie',
    missing: 'Fehlt jemand?',
    hiddenApp: 'Anwendung nicht geteilt',
    listening: 'Hört',
    lasting: (time) => `seit ${time}`,
    awayFor: (time, since) => `Abwesend seit ${time}, ab ${since}`,
    awayShort: 'abwesend',
    pausedFor: (time) => `Pausiert seit ${time} · nichts wird aufgezeichnet`,
    words: { paused: 'selbst pausiert', offline: 'offline' },
    left: (time) => `Zuletzt gesehen ${time}`,
    neverSeen: 'Nicht da',
    offline: (count) => `${count} offline`,
    beings: { active: 'aktiv', idle: 'abwesend', paused: 'pausiert', offline: 'offline' },
    noMatch: (state, query) => {
      if (!query) return `Niemand ist ${state}.`;
      return state ? `Niemand ist ${state} und passt zu „${query}“.` : `Niemand passt zu „${query}“.`;
    },
    hidden: (filters, people) =>
      `${filters === 1 ? 'Der Filter verbirgt' : `${filters} Filter verbergen`} ${people === 1 ? '1 Person' : `${people} Menschen`}.`,
  },

  chart: {
    asTable: 'Als Tabelle',
    asChart: 'Als Diagramm',
    empty: 'In diesem Zeitraum ist nichts aufgezeichnet.',
    share: 'Anteil',
    fewer: 'weniger',
    more: 'mehr',
    hours: (hours) => `${hours} h`,
    soFar: (value) => `bisher ${value}`,
    reads: (name, value) => `${name}: ${value}`,
    point: (name, value) => `${name} mit ${value}`,
    highest: (point) => `Am meisten: ${point}`,
    latest: (point) => `zuletzt: ${point}`,
    running: (point) => `bisher: ${point}`,
    most: (name, value, sum) => `Am meisten: ${name}, ${value} von ${sum}.`,
    busiest: (when, value) => `Am meisten los: ${when}, ${value}.`,
  },

  strip: {
    active: (time, from, to) => `Aktiv ${time} zwischen ${from} und ${to}`,
    none: 'Noch nicht aktiv',
    legend: { active: 'aktiv', idle: 'abwesend', now: 'jetzt' },
  },

  table: {
    next: 'Nächste Zeile',
    previous: 'Vorige Zeile',
    sortBy: 'Sortiert nach',
    ascending: 'Kleinste oder A zuerst',
    descending: 'Größte oder Z zuerst',
    select: (name) => `${name} auswählen`,
    selectAll: 'Alle auswählen',
    matches: (shown, all) => `${shown} von ${all}`,
    empty: 'Noch nichts da.',
    noMatch: 'Nichts passt.',
  },

  period: {
    label: 'Zeitraum',
    kinds: { day: 'Tag', week: 'Woche', month: 'Monat', quarter: 'Quartal', dates: 'Daten…' },
    before: { day: 'Tag davor', week: 'Woche davor', month: 'Monat davor', quarter: 'Quartal davor', dates: 'Ebenso viele Tage davor' },
    after: { day: 'Tag danach', week: 'Woche danach', month: 'Monat danach', quarter: 'Quartal danach', dates: 'Ebenso viele Tage danach' },
    previous: 'Zeitraum davor',
    next: 'Zeitraum danach',
    today: 'Heute',
    week: (range, week) => `${range}, Woche ${week}`,
    quarter: (quarter, year) => `${quarter}. Quartal ${year}`,
    toToday: (label) => `${label}, bis heute`,
    from: 'Von',
    to: 'Bis',
    noDate: 'Bitte ein ganzes Datum angeben.',
    fromAfterTo: (date) => `„Von“ darf nicht nach dem ${date} liegen.`,
    toBeforeFrom: (date) => `„Bis“ darf nicht vor dem ${date} liegen.`,
    tooLate: (date) => `Darf nicht nach dem ${date} liegen.`,
  },

  feed: { label: 'Aktivität der Organisation' },
};

/** How each language calls itself. */
export const languageNames = { en: 'English', de: 'Deutsch' };

/** All of them, for whoever compares. */
export const messages = { en, de };

/** The texts of the language that somebody reads. */
export const text = messages[language];

/** What belongs to the language that somebody reads: `export const words = inLanguage(texts)`. */
export function inLanguage(texts) {
  return texts[language];
}
