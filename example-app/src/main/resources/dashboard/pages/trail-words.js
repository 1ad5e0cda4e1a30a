/** What the trail tells, as sentences: for administrators, and for the person whose data it was. */
import { inLanguage } from '../messages.js';
import { dateRange, fullDate } from '../format.js';

const en = {
  app: 'Astir',
  gone: 'Somebody who is gone',
  via: (name) => `by the token “${name}”`,
  atComputer: (name) => `at the computer “${name}”`,
  looked: (what) => `looked at your ${what}`,
  lookedAt: (whom, what) => `looked at the ${what} of ${whom}`,
  people: (count) => `${count} people`,
  peopleOrMore: (count) => `${count} people or more`,
  yourself: 'themselves',
  views: {
    sessions: 'sessions',
    session: 'session with all that was done in it',
    'running-sessions': 'running session',
    'sign-ins': 'sign-ins',
    devices: 'computers',
    clients: 'last requests',
    tokens: 'API tokens',
    feed: 'confidential events',
    live: 'live activity',
    presence: 'presence with titles and times',
    day: 'day',
    report: 'report',
    hours: 'working hours',
    usage: 'applications and projects',
    insights: 'insights',
    timesheet: 'week',
    timesheets: 'weeks',
    'alert-digest': 'alerts, in a mail',
    alerts: 'alerts',
  },
  did: {
    'organization.created': (whom, { organization }) => `created the organization “${organization}”`,
    'organization.changed': () => 'changed the settings of the organization',
    'project.created': (whom, { project }) => `created the project “${project}”`,
    'project.changed': (whom, { project }) => `changed the project “${project}”`,
    'project.deleted': (whom, { project }) => `deleted the project “${project}”`,
    'task.created': (whom, { project, task }) => `created the task “${task}” of “${project}”`,
    'task.changed': (whom, { project, task }) => `changed the task “${task}” of “${project}”`,
    'task.deleted': (whom, { project, task }) => `deleted the task “${task}” of “${project}”`,
    'session.added': (whom) => `added a session of ${whom}`,
    'session.corrected': (whom) => `corrected a session of ${whom}`,
    'session.removed': (whom) => `removed a session of ${whom}`,
    'session.stopped': (whom) => `stopped a session of ${whom}`,
    'idle.decided': (whom) => `decided what idle time of ${whom} was`,
    'idle.undecided': (whom) => `took back a decision about idle time of ${whom}`,
    'person.created': (whom) => `added ${whom}`,
    'person.changed': (whom) => `changed ${whom}`,
    'person.role-changed': (whom) => `gave ${whom} another role`,
    'person.removed': (whom) => `removed ${whom}`,
    'person.erased': (whom) => `erased the data of ${whom}`,
    'person.linked': (whom) => `connected ${whom} with a single sign-on`,
    'profile.changed': (whom) => `changed the profile of ${whom}`,
    'erasure.requested': () => 'asked to be erased',
    'erasure.withdrawn': () => 'does not want to be erased any more',
    'erasure.declined': (whom) => `declined to erase ${whom}`,
    'team.created': () => 'created a team',
    'team.changed': () => 'changed a team',
    'team.deleted': () => 'deleted a team',
    'team.alerts-changed': () => 'changed the limits of alerts of a team',
    'alert.explained': () => 'explained an alert',
    'alert.resolved': (whom) => `resolved an alert about ${whom}`,
    'category.created': (whom, { name }) => `created the category “${name}”`,
    'category.changed': (whom, { after }) => `changed the category “${after.name}”`,
    'category.deleted': (whom, { name }) => `deleted the category “${name}”`,
    'categories.ordered': () => 'put the categories into another order',
    'categories.started': () => 'added the starter set of categories',
    'invitation.sent': () => 'sent an invitation',
    'invitation.sent-again': () => 'sent an invitation again',
    'invitation.revoked': () => 'revoked an invitation',
    'invitation.accepted': () => 'accepted an invitation',
    'password.changed': (whom) => `changed the password of ${whom}`,
    'password.reset': (whom) => `set a new password for ${whom}`,
    'password-reset.requested': (whom) => `asked for a new password for ${whom}`,
    'password-reset.issued': (whom) => `took a link to a new password for ${whom}`,
    'sign-in.begun': () => 'signed in',
    'sign-in.ended': (whom) => `signed ${whom} out in one place`,
    'sign-ins.ended': (whom) => `signed ${whom} out everywhere`,
    'sign-in-rules.changed': () => 'changed the rules of signing in',
    'identity-provider.created': () => 'added a single sign-on',
    'identity-provider.changed': () => 'changed a single sign-on',
    'identity-provider.deleted': () => 'deleted a single sign-on',
    'authenticator-app.added': () => 'set up an authenticator app',
    'authenticator-app.replaced': () => 'replaced an authenticator app',
    'authenticator-app.removed': () => 'removed an authenticator app',
    'passkey.added': () => 'added a passkey',
    'passkey.renamed': () => 'renamed a passkey',
    'passkey.removed': () => 'removed a passkey',
    'recovery-code.used': () => 'used a recovery code',
    'recovery-codes.renewed': () => 'made new recovery codes',
    'second-factor.refused': () => 'was refused at the second factor',
    'second-factor.removed': (whom) => `removed the second factor of ${whom}`,
    'job.run': (whom, { job }) => `had the job “${job}” run`,
    'token.created': () => 'created an API token',
    'token.deleted': () => 'revoked an API token',
    'client.changed': (whom, { name }) => `changed how the silence of “${name}” is watched`,
    'enrolment-token.created': () => 'created an enrolment token',
    'enrolment-token.revoked': () => 'revoked an enrolment token',
    'device.enrolled': () => 'connected a computer',
    'device.blocked': (whom) => `blocked a computer of ${whom}`,
    'device.unblocked': (whom) => `unblocked a computer of ${whom}`,
    'device.removed': (whom) => `removed a computer of ${whom}`,
    'policy.changed': () => 'changed the policy',
    'policy.acknowledged': () => 'acknowledged the policy',
    'post.edited': (whom) => `edited an event of ${whom}`,
    'post.deleted': (whom) => `deleted an event of ${whom}`,
    'comment.deleted': (whom) => `deleted a comment of ${whom}`,
    'timesheet.submitted': () => 'sent a week',
    'timesheet.withdrawn': () => 'took a week back',
    'timesheet.approved': (whom) => `approved a week of ${whom}`,
    'timesheet.rejected': (whom) => `returned a week of ${whom}`,
    'timesheet.reopened': (whom) => `reopened a week of ${whom}`,
    'saved-report.created': (whom, { name }) => `saved the report “${name}”`,
    'saved-report.changed': (whom, { name }) => `changed the saved report “${name?.after ?? name}”`,
    'saved-report.deleted': (whom, { name }) => `deleted the saved report “${name}”`,
    'saved-report.left': (whom, { name }) => `left the saved report “${name}”`,
    'saved-report.mailed': (whom, { report }) => `mailed the report “${report}” to ${whom}`,
    'notifications.changed': () => 'chose how to be told of alerts',
    'alert-digest.mailed': (whom) => `mailed a digest of alerts to ${whom}`,
  },
  other: (action) => `did ${action}`,
  since: (time) => `since ${time}`,
  until: (time) => `until ${time}`,
  yes: 'yes',
  no: 'no',
  none: 'none',
};

const de = {
  app: 'Astir',
  gone: 'Jemand, der nicht mehr da ist',
  via: (name) => `mit dem Schlüssel „${name}“`,
  atComputer: (name) => `am Rechner „${name}“`,
  looked: (what) => `hat angesehen: Ihre ${what}`,
  lookedAt: (whom, what) => `hat angesehen: ${what} von ${whom}`,
  people: (count) => `${count} Personen`,
  peopleOrMore: (count) => `${count} Personen oder mehr`,
  yourself: 'sich selbst',
  views: {
    sessions: 'Sitzungen',
    session: 'Sitzung mit allem, was darin geschah',
    'running-sessions': 'laufende Sitzung',
    'sign-ins': 'Anmeldungen',
    devices: 'Rechner',
    clients: 'letzte Anfragen',
    tokens: 'API-Schlüssel',
    feed: 'vertrauliche Ereignisse',
    live: 'laufende Aktivität',
    presence: 'Anwesenheit mit Titeln und Zeiten',
    day: 'Tagesansicht',
    report: 'Bericht',
    hours: 'Arbeitsstunden',
    usage: 'Programme und Projekte',
    insights: 'Einblicke',
    timesheet: 'Wochenansicht',
    timesheets: 'Wochen',
    'alert-digest': 'Hinweise, in einer E-Mail',
    alerts: 'Hinweise',
  },
  did: {
    'organization.created': (whom, { organization }) => `hat die Organisation „${organization}“ angelegt`,
    'organization.changed': () => 'hat Einstellungen der Organisation geändert',
    'project.created': (whom, { project }) => `hat das Projekt „${project}“ angelegt`,
    'project.changed': (whom, { project }) => `hat das Projekt „${project}“ geändert`,
    'project.deleted': (whom, { project }) => `hat das Projekt „${project}“ gelöscht`,
    'task.created': (whom, { project, task }) => `hat die Aufgabe „${task}“ in „${project}“ angelegt`,
    'task.changed': (whom, { project, task }) => `hat die Aufgabe „${task}“ in „${project}“ geändert`,
    'task.deleted': (whom, { project, task }) => `hat die Aufgabe „${task}“ in „${project}“ gelöscht`,
    'session.added': (whom) => `hat eine Sitzung von ${whom} nachgetragen`,
    'session.corrected': (whom) => `hat eine Sitzung von ${whom} berichtigt`,
    'session.removed': (whom) => `hat eine Sitzung von ${whom} entfernt`,
    'session.stopped': (whom) => `hat eine Sitzung von ${whom} beendet`,
    'idle.decided': (whom) => `hat entschieden, was eine Abwesenheit von ${whom} war`,
    'idle.undecided': (whom) => `hat eine Entscheidung über eine Abwesenheit von ${whom} zurückgenommen`,
    'person.created': (whom) => `hat ${whom} hinzugefügt`,
    'person.changed': (whom) => `hat ${whom} geändert`,
    'person.role-changed': (whom) => `hat ${whom} eine andere Rolle gegeben`,
    'person.removed': (whom) => `hat ${whom} entfernt`,
    'person.erased': (whom) => `hat die Daten von ${whom} gelöscht`,
    'person.linked': (whom) => `hat ${whom} mit einer zentralen Anmeldung verbunden`,
    'profile.changed': (whom) => `hat das Profil von ${whom} geändert`,
    'erasure.requested': () => 'hat um Löschung gebeten',
    'erasure.withdrawn': () => 'möchte nicht mehr gelöscht werden',
    'erasure.declined': (whom) => `hat abgelehnt, ${whom} zu löschen`,
    'team.created': () => 'hat ein Team angelegt',
    'team.changed': () => 'hat ein Team geändert',
    'team.deleted': () => 'hat ein Team gelöscht',
    'team.alerts-changed': () => 'hat die Grenzen der Hinweise eines Teams geändert',
    'alert.explained': () => 'hat einen Hinweis erklärt',
    'alert.resolved': (whom) => `hat einen Hinweis zu ${whom} erledigt`,
    'category.created': (whom, { name }) => `hat die Kategorie „${name}“ angelegt`,
    'category.changed': (whom, { after }) => `hat die Kategorie „${after.name}“ geändert`,
    'category.deleted': (whom, { name }) => `hat die Kategorie „${name}“ gelöscht`,
    'categories.ordered': () => 'hat die Kategorien anders geordnet',
    'categories.started': () => 'hat die mitgelieferten Kategorien ergänzt',
    'invitation.sent': () => 'hat eine Einladung verschickt',
    'invitation.sent-again': () => 'hat eine Einladung noch einmal verschickt',
    'invitation.revoked': () => 'hat eine Einladung widerrufen',
    'invitation.accepted': () => 'hat eine Einladung angenommen',
    'password.changed': (whom) => `hat das Passwort von ${whom} geändert`,
    'password.reset': (whom) => `hat ein neues Passwort für ${whom} gesetzt`,
    'password-reset.requested': (whom) => `hat ein neues Passwort für ${whom} erbeten`,
    'password-reset.issued': (whom) => `hat einen Link zu einem neuen Passwort für ${whom} genommen`,
    'sign-in.begun': () => 'hat sich angemeldet',
    'sign-in.ended': (whom) => `hat ${whom} an einer Stelle abgemeldet`,
    'sign-ins.ended': (whom) => `hat ${whom} überall abgemeldet`,
    'sign-in-rules.changed': () => 'hat die Regeln der Anmeldung geändert',
    'identity-provider.created': () => 'hat eine zentrale Anmeldung hinzugefügt',
    'identity-provider.changed': () => 'hat eine zentrale Anmeldung geändert',
    'identity-provider.deleted': () => 'hat eine zentrale Anmeldung gelöscht',
    'authenticator-app.added': () => 'hat eine Authenticator-App eingerichtet',
    'authenticator-app.replaced': () => 'hat eine Authenticator-App ersetzt',
    'authenticator-app.removed': () => 'hat eine Authenticator-App entfernt',
    'passkey.added': () => 'hat einen Passkey hinzugefügt',
    'passkey.renamed': () => 'hat einen Passkey umbenannt',
    'passkey.removed': () => 'hat einen Passkey entfernt',
    'recovery-code.used': () => 'hat einen Wiederherstellungscode benutzt',
    'recovery-codes.renewed': () => 'hat neue Wiederherstellungscodes erstellt',
    'second-factor.refused': () => 'wurde am zweiten Faktor abgewiesen',
    'second-factor.removed': (whom) => `hat den zweiten Faktor von ${whom} entfernt`,
    'job.run': (whom, { job }) => `hat den Job „${job}“ ausführen lassen`,
    'token.created': () => 'hat einen API-Schlüssel angelegt',
    'token.deleted': () => 'hat einen API-Schlüssel widerrufen',
    'client.changed': (whom, { name }) => `hat geändert, wie das Verstummen von „${name}“ beobachtet wird`,
    'enrolment-token.created': () => 'hat ein Verbindungs-Token angelegt',
    'enrolment-token.revoked': () => 'hat ein Verbindungs-Token widerrufen',
    'device.enrolled': () => 'hat einen Rechner verbunden',
    'device.blocked': (whom) => `hat einen Rechner von ${whom} gesperrt`,
    'device.unblocked': (whom) => `hat einen Rechner von ${whom} entsperrt`,
    'device.removed': (whom) => `hat einen Rechner von ${whom} entfernt`,
    'policy.changed': () => 'hat die Richtlinie geändert',
    'policy.acknowledged': () => 'hat die Richtlinie bestätigt',
    'post.edited': (whom) => `hat ein Ereignis von ${whom} bearbeitet`,
    'post.deleted': (whom) => `hat ein Ereignis von ${whom} gelöscht`,
    'comment.deleted': (whom) => `hat einen Kommentar von ${whom} gelöscht`,
    'timesheet.submitted': () => 'hat eine Woche eingereicht',
    'timesheet.withdrawn': () => 'hat eine Woche zurückgeholt',
    'timesheet.approved': (whom) => `hat eine Woche von ${whom} genehmigt`,
    'timesheet.rejected': (whom) => `hat eine Woche von ${whom} zurückgegeben`,
    'timesheet.reopened': (whom) => `hat eine Woche von ${whom} wieder geöffnet`,
    'saved-report.created': (whom, { name }) => `hat den Bericht „${name}“ gespeichert`,
    'saved-report.changed': (whom, { name }) => `hat den gespeicherten Bericht „${name?.after ?? name}“ geändert`,
    'saved-report.deleted': (whom, { name }) => `hat den gespeicherten Bericht „${name}“ gelöscht`,
    'saved-report.left': (whom, { name }) => `hat den gespeicherten Bericht „${name}“ verlassen`,
    'saved-report.mailed': (whom, { report }) => `hat den Bericht „${report}“ an ${whom} geschickt`,
    'notifications.changed': () => 'hat gewählt, wie Hinweise ankommen',
    'alert-digest.mailed': (whom) => `hat ${whom} eine Zusammenfassung der Hinweise geschickt`,
  },
  other: (action) => `hat ausgeführt: ${action}`,
  since: (time) => `seit ${time}`,
  until: (time) => `bis ${time}`,
  yes: 'ja',
  no: 'nein',
  none: 'keine',
};

export const texts = { en, de };

/** The words of the trail. */
export const words = inLanguage(texts);

/** What somebody looked at. */
export function viewed(what) {
  return words.views[what] ?? what.replaceAll('-', ' ');
}

/** By what somebody did it who was not here in person: agents decide on idle time, tokens do the rest. */
export function byWhat({ via, action, details }) {
  return action === 'idle.decided' && details?.deviceId ? words.atComputer(via) : words.via(via);
}

/** What an entry tells of whoever did it, without who that was. */
export function deed({ kind, action, actorId, personId, personName, details }) {
  const whom = personId === actorId ? words.yourself : (personName ?? words.gone);
  if (kind === 'view') return words.lookedAt(whom, viewed(action));
  const did = words.did[action];
  if (did) return did(whom, details);
  const name = action.replaceAll(/[-.]/g, ' ');
  return words.other(personId && personId !== actorId ? `${name}: ${whom}` : name);
}

/**
 * The same of a look at several people at once.
 *
 * @param isOpen whether it may have been at more of them than are loaded
 */
export function deedOfSeveral({ action }, count, isOpen) {
  return words.lookedAt(isOpen ? words.peopleOrMore(count) : words.people(count), viewed(action));
}

/** The period or the day that a view was of; empty if it says none, or if it was of that very moment. */
export function periodOf({ from, to, date }, what) {
  if (what === 'live') return '';
  if (date) return fullDate(date);
  if (from && to) return dateRange(from.slice(0, 10), lastDay(to));
  if (from) return words.since(fullDate(from.slice(0, 10)));
  return to ? words.until(fullDate(lastDay(to))) : '';
}

/** The day before a midnight: a period ends before its end. */
function lastDay(to) {
  return new Date(new Date(to).getTime() - 1).toISOString().slice(0, 10);
}
