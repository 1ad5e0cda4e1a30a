/** The texts of the page of projects. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    list: 'The projects',
    count: (count) => (count === 1 ? '1 project' : `${count} projects`),
    find: 'Find a project',
    add: 'New project',
    edits: 'Edit',
    edit: (name) => `Edit ${name}`,
    removes: 'Delete',
    remove: (name) => `Delete ${name}`,
    name: 'Name',
    description: 'Description',
    create: 'Create project',
    save: 'Save',
    cancel: 'Cancel',
    noMatch: (query) => `No project matches “${query}”.`,
    hidden: (count) => `The search hides ${count === 1 ? '1 project' : `${count} projects`}.`,
    first: {
      title: 'No projects yet',
      lead: 'A project says what time was for: in a session, a timesheet and a report. Tasks tell it more exactly.',
      leadOfOthers: 'A project says what time was for. Your manager creates them.',
    },
    deletion: {
      title: (name) => `Delete ${name}?`,
      message: 'Nobody can choose it or its tasks any more. Time that was spent on it keeps its name.',
      confirm: 'Delete project',
      done: (name) => `${name} is deleted.`,
    },
    tasks: {
      what: (project) => `Tasks of ${project}`,
      new: (project) => `New task of ${project}`,
      add: 'Add task',
      none: 'No tasks yet.',
      noneOfOthers: 'This project has no tasks.',
      renames: 'Rename',
      rename: (name) => `Rename ${name}`,
      deletion: {
        title: (name) => `Delete ${name}?`,
        message: 'Nobody can choose it any more. Time that was spent on it keeps its name.',
        confirm: 'Delete task',
        done: (name) => `${name} is deleted.`,
      },
    },
  },
  de: {
    list: 'Die Projekte',
    count: (count) => (count === 1 ? '1 Projekt' : `${count} Projekte`),
    find: 'Projekt suchen',
    add: 'Neues Projekt',
    edits: 'Ändern',
    edit: (name) => `${name} ändern`,
    removes: 'Löschen',
    remove: (name) => `${name} löschen`,
    name: 'Name',
    description: 'Beschreibung',
    create: 'Projekt anlegen',
    save: 'Speichern',
    cancel: 'Abbrechen',
    noMatch: (query) => `Kein Projekt passt zu „${query}“.`,
    hidden: (count) => `Die Suche verbirgt ${count === 1 ? '1 Projekt' : `${count} Projekte`}.`,
    first: {
      title: 'Noch keine Projekte',
      lead:
        'Ein Projekt sagt, wofür Zeit war: in einer Sitzung, einem Stundenzettel, einem Bericht. Aufgaben sagen es genauer.',
      leadOfOthers: 'Ein Projekt sagt, wofür Zeit war. Ihre Leitung legt sie an.',
    },
    deletion: {
      title: (name) => `${name} löschen?`,
      message: 'Niemand kann es oder seine Aufgaben mehr wählen. Zeit, die dafür war, behält seinen Namen.',
      confirm: 'Projekt löschen',
      done: (name) => `${name} ist gelöscht.`,
    },
    tasks: {
      what: (project) => `Aufgaben von ${project}`,
      new: (project) => `Neue Aufgabe von ${project}`,
      add: 'Hinzufügen',
      none: 'Noch keine Aufgaben.',
      noneOfOthers: 'Dieses Projekt hat keine Aufgaben.',
      renames: 'Umbenennen',
      rename: (name) => `${name} umbenennen`,
      deletion: {
        title: (name) => `${name} löschen?`,
        message: 'Niemand kann sie mehr wählen. Zeit, die dafür war, behält ihren Namen.',
        confirm: 'Aufgabe löschen',
        done: (name) => `${name} ist gelöscht.`,
      },
    },
  },
};

export const words = inLanguage(texts);
