/** The texts of the administrators' page of the organization. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    what: 'The organization',
    identity: 'Name and zone',
    name: 'Name',
    timeZone: 'Time zone',
    timeZoneHint: 'For people who chose none of their own: their day begins at midnight there.',
    limits: 'When somebody counts as idle, and as working over',
    idle: 'Idle after',
    idleHint: 'Without keyboard and mouse.',
    overtime: 'Overtime after',
    overtimeHint: 'Of work on one day.',
    alerts: 'Alerts',
    alertsLead:
      'The person and whoever sees them are told at the same time. The person can say how it came. Teams may ' +
      'have limits of their own:',
    idleAlerts: 'When somebody is away while at work',
    idleAlertsHint:
      'For as long as is said above. This judges people: the policy tells of it from now on, and pauses stay private.',
    overtimeAlerts: 'When a day or a week is too long',
    overtimeAlertsHint: 'By the limits of overtime above and below. It protects people.',
    weeklyOvertimeAfterSeconds: 'Overtime of a week after',
    weeklyOvertimeAfterSecondsHint: 'From Monday to Sunday. Leave it empty for no such limit.',
    sessionForgottenAfterSeconds: 'A session was forgotten after',
    sessionForgottenAfterSecondsHint: 'Without activity, if it runs over midnight.',
    agentSilentAfterSeconds: 'A computer is silent after',
    agentSilentAfterSecondsHint: 'Longer than a weekend, or every Monday begins with alerts.',
    clientSilentAfterSeconds: 'A client of the API is silent after',
    clientSilentAfterSecondsHint: 'An API token or an integration that used to ask.',
    sessions: 'Sessions and days',
    automaticSessions: 'Agents start and stop sessions',
    automaticSessionsHint: 'From the first activity at a computer to a long time without any. Nobody has to press a button.',
    sessionEnds: 'A session ends after',
    sessionEndsHint: 'Without activity. It ends where that began.',
    nightShiftsBelongToStart: 'Night shifts belong to the day on which they began',
    nightShiftsBelongToStartHint:
      'Otherwise work is split at midnight. All days are computed anew, but for approved weeks.',
    captured: 'What is captured, and who sees more of it',
    capturedLead:
      'Each of these is a new version of the policy. What captures or shows more waits for each person’s ' +
      'agreement; what captures or shows less counts at once.',
    captureTitles: 'Titles of windows',
    captureTitlesHint: 'Often hold names, subjects and addresses. Only the person and their managers see them.',
    introspection: 'Media, terminals and sites',
    introspectionHint: 'What plays and what runs in a terminal, where the person switches that on, too.',
    insightsForManagers: 'Insights for managers',
    insightsForManagersHint:
      'Managers may look at the insights of people whom they see and who agreed to it, one at a time. Each look is ' +
      'written down for the person. There is no list and no comparison of people.',
    plan: 'Plan',
    planNote: 'Set by whoever operates Astir.',
    retention: 'For how long data is kept is set under',
    ranges: {
      idleAfterSeconds: 'From 30 seconds to 24 hours.',
      overtimeAfterSeconds: 'From 1 minute to 24 hours.',
      sessionEndsAfterSeconds: 'From 5 minutes to 24 hours.',
      weeklyOvertimeAfterSeconds: 'From 1 hour to 7 days.',
      agentSilentAfterSeconds: 'From 1 hour to 90 days.',
      clientSilentAfterSeconds: 'From 5 minutes to 90 days.',
      sessionForgottenAfterSeconds: 'From 15 minutes to 7 days.',
    },
    widening: {
      title: (what) => `Capture or show more: ${what}?`,
      message:
        'This is a new version of the policy. It counts for each person from when they agree, and not for what ' +
        'they did not agree to.',
      confirm: 'Make this version',
    },
    save: 'Save',
    saved: 'Saved.',
  },
  de: {
    what: 'Die Organisation',
    identity: 'Name und Zeitzone',
    name: 'Name',
    timeZone: 'Zeitzone',
    timeZoneHint: 'Für alle, die keine eigene gewählt haben: ihr Tag beginnt dort um Mitternacht.',
    limits: 'Ab wann jemand als abwesend gilt, und als über der Zeit',
    idle: 'Abwesend nach',
    idleHint: 'Ohne Tastatur und Maus.',
    overtime: 'Überstunden ab',
    overtimeHint: 'Arbeit an einem Tag.',
    alerts: 'Hinweise',
    alertsLead:
      'Die Person und wer sie sieht, erfahren es zur selben Zeit. Die Person kann sagen, wie es dazu kam. Teams können ' +
      'eigene Grenzen haben:',
    idleAlerts: 'Wenn jemand während der Arbeit abwesend ist',
    idleAlertsHint:
      'So lange, wie oben steht. Das beurteilt Personen: die Richtlinie sagt es ab jetzt, und Pausen bleiben privat.',
    overtimeAlerts: 'Wenn ein Tag oder eine Woche zu lang ist',
    overtimeAlertsHint: 'Nach den Grenzen für Überstunden oben und unten. Das schützt Personen.',
    weeklyOvertimeAfterSeconds: 'Überstunden einer Woche ab',
    weeklyOvertimeAfterSecondsHint: 'Von Montag bis Sonntag. Leer heißt: keine solche Grenze.',
    sessionForgottenAfterSeconds: 'Eine Sitzung ist vergessen nach',
    sessionForgottenAfterSecondsHint: 'Ohne Aktivität, wenn sie über Mitternacht läuft.',
    agentSilentAfterSeconds: 'Ein Rechner gilt als verstummt nach',
    agentSilentAfterSecondsHint: 'Länger als ein Wochenende, sonst beginnt jeder Montag mit Hinweisen.',
    clientSilentAfterSeconds: 'Ein API-Client gilt als verstummt nach',
    clientSilentAfterSecondsHint: 'Ein API-Schlüssel oder eine Anbindung, von der sonst Anfragen kommen.',
    sessions: 'Sitzungen und Tage',
    automaticSessions: 'Agenten beginnen und beenden Sitzungen',
    automaticSessionsHint: 'Von der ersten Aktivität am Rechner bis zu langer Zeit ohne. Niemand muss etwas drücken.',
    sessionEnds: 'Eine Sitzung endet nach',
    sessionEndsHint: 'Ohne Aktivität. Sie endet dort, wo das begann.',
    nightShiftsBelongToStart: 'Nachtschichten gehören zum Tag, an dem sie begannen',
    nightShiftsBelongToStartHint:
      'Sonst wird Arbeit um Mitternacht geteilt. Alle Tage werden neu berechnet, außer genehmigten Wochen.',
    captured: 'Was erfasst wird, und wer mehr davon sieht',
    capturedLead:
      'Jedes davon ist eine neue Version der Richtlinie. Was mehr erfasst oder zeigt, wartet auf die ' +
      'Zustimmung jeder Person; was weniger erfasst oder zeigt, gilt sofort.',
    captureTitles: 'Fenstertitel',
    captureTitlesHint: 'Enthalten oft Namen, Betreffe und Adressen. Nur die Person und ihre Leitung sehen sie.',
    introspection: 'Medien, Terminals und Seiten',
    introspectionHint: 'Was spielt und was in einem Terminal läuft, wo auch die Person das einschaltet.',
    insightsForManagers: 'Einblicke für die Leitung',
    insightsForManagersHint:
      'Die Leitung darf die Einblicke derer ansehen, die sie sieht und die zugestimmt haben, einzeln. Jeder Blick wird ' +
      'für die Person aufgeschrieben. Es gibt keine Liste und keinen Vergleich von Personen.',
    plan: 'Tarif',
    planNote: 'Setzt, wer Astir betreibt.',
    retention: 'Wie lange Daten bleiben, steht unter',
    ranges: {
      idleAfterSeconds: 'Von 30 Sekunden bis 24 Stunden.',
      overtimeAfterSeconds: 'Von 1 Minute bis 24 Stunden.',
      sessionEndsAfterSeconds: 'Von 5 Minuten bis 24 Stunden.',
      weeklyOvertimeAfterSeconds: 'Von 1 Stunde bis 7 Tage.',
      agentSilentAfterSeconds: 'Von 1 Stunde bis 90 Tage.',
      clientSilentAfterSeconds: 'Von 5 Minuten bis 90 Tage.',
      sessionForgottenAfterSeconds: 'Von 15 Minuten bis 7 Tage.',
    },
    widening: {
      title: (what) => `Mehr erfassen oder zeigen: ${what}?`,
      message:
        'Das ist eine neue Version der Richtlinie. Sie gilt für jede Person, sobald sie zustimmt, und ' +
        'nicht für das, dem sie nicht zugestimmt hat.',
      confirm: 'Diese Version anlegen',
    },
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
};

export const words = inLanguage(texts);
