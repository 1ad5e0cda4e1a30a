/** The texts of the administrators' page of teams. */
import { inLanguage } from '../messages.js';

const peopleEn = (count) => (count === 1 ? '1 person' : `${count} people`);
const peopleDe = (count) => (count === 1 ? '1 Person' : `${count} Personen`);

export const texts = {
  en: {
    list: 'The teams',
    note: (teams, people) => `${teams === 1 ? '1 team' : `${teams} teams`} · ${peopleEn(people)}`,
    find: 'Person or team',
    people: peopleEn,
    add: 'New team',
    alerts: 'Alerts',
    alertsOf: (team) => `Alerts of ${team}`,
    alertsSaved: (team) => `The alerts of ${team} are saved.`,
    changes: 'Edit',
    removes: 'Delete',
    change: (team) => `Edit ${team}`,
    remove: (team) => `Delete ${team}`,
    name: 'Name',
    managers: 'Managers',
    managersWhy:
      'They see the times, computers and activities of this team’s people, and of nobody outside ' +
      'their teams.',
    noManagers: 'Nobody is a manager or an administrator yet. Give somebody the role first.',
    create: 'Create team',
    save: 'Save',
    cancel: 'Cancel',
    managedBy: 'Managed by',
    unmanaged: 'No manager of its own: seen by administrators, and managers without teams',
    empty: 'Nobody is in this team yet. Choose it for somebody below or in another team.',
    suspended: 'suspended',
    none: 'In no team',
    noneNote: 'Seen by administrators, and managers without teams',
    team: (name) => `Team of ${name}`,
    noTeam: 'No team',
    moved: (person, team) => `${person} is in ${team ?? 'no team'} now.`,
    notMoved: (person, why) => `${person} could not be moved. ${why}`,
    hidden: (count) => `${peopleEn(count)} more`,
    noMatch: (query) => `Nobody and no team matches “${query}”.`,
    noMatchNote: 'The search hides the rest.',
    first: {
      title: 'No teams yet',
      lead:
        'Whoever manages teams sees those people’s times and nobody else’s. Without teams, every manager ' +
        'sees the whole organization. Create a team, choose its managers, then choose it for its people.',
    },
    widening: {
      title: (team) => `Take managers from ${team}?`,
      confirm: 'Save all the same',
    },
    deletion: {
      title: (team) => `Delete ${team}?`,
      people: (count) => (count === 0 ? 'Nobody is in it.' : `${peopleEn(count)} will be in no team.`),
      wider: (names) => `${names} will manage no team, and then see everybody in the organization.`,
      confirm: 'Delete team',
      done: (team) => `${team} is deleted.`,
    },
  },
  de: {
    list: 'Die Teams',
    note: (teams, people) => `${teams === 1 ? '1 Team' : `${teams} Teams`} · ${peopleDe(people)}`,
    find: 'Person oder Team',
    people: peopleDe,
    add: 'Neues Team',
    alerts: 'Hinweise',
    alertsOf: (team) => `Hinweise zu ${team}`,
    alertsSaved: (team) => `Die Hinweise zu ${team} sind gespeichert.`,
    changes: 'Ändern',
    removes: 'Löschen',
    change: (team) => `${team} ändern`,
    remove: (team) => `${team} löschen`,
    name: 'Name',
    managers: 'Leitung',
    managersWhy:
      'Sie sieht Zeiten, Rechner und Aktivitäten der Personen dieses Teams, und von niemandem ' +
      'außerhalb ihrer Teams.',
    noManagers: 'Noch hat niemand die Rolle Leitung oder Verwaltung. Geben Sie sie zuerst jemandem.',
    create: 'Team anlegen',
    save: 'Speichern',
    cancel: 'Abbrechen',
    managedBy: 'Geleitet von',
    unmanaged: 'Ohne eigene Leitung: zu sehen für Verwaltung und Leitung ohne Teams',
    empty: 'Noch ist niemand in diesem Team. Wählen Sie es unten oder in einem anderen Team für jemanden.',
    suspended: 'gesperrt',
    none: 'In keinem Team',
    noneNote: 'Zu sehen für Verwaltung und Leitung ohne Teams',
    team: (name) => `Team von ${name}`,
    noTeam: 'Kein Team',
    moved: (person, team) => `${person} ist jetzt in ${team ?? 'keinem Team'}.`,
    notMoved: (person, why) => `${person} war nicht umzusetzen. ${why}`,
    hidden: (count) => `${peopleDe(count)} mehr`,
    noMatch: (query) => `Niemand und kein Team passt zu „${query}“.`,
    noMatchNote: 'Die Suche blendet den Rest aus.',
    first: {
      title: 'Noch keine Teams',
      lead:
        'Wer Teams leitet, sieht die Zeiten dieser Personen und von niemandem sonst. Ohne Teams sieht ' +
        'jede Leitung die ganze Organisation. Legen Sie ein Team an, wählen Sie seine Leitung, dann wählen ' +
        'Sie es für seine Personen.',
    },
    widening: {
      title: (team) => `${team} die Leitung nehmen?`,
      confirm: 'Trotzdem speichern',
    },
    deletion: {
      title: (team) => `${team} löschen?`,
      people: (count) =>
        count === 0 ? 'Niemand ist darin.' : `${peopleDe(count)} ${count === 1 ? 'wird' : 'werden'} in keinem Team sein.`,
      wider: (names) => `${names}: leitet dann kein Team, und sieht die ganze Organisation.`,
      confirm: 'Team löschen',
      done: (team) => `${team} ist gelöscht.`,
    },
  },
};

export const words = inLanguage(texts);
