/** The texts of bringing history from a file. */
import { number } from '../../format.js';
import { inLanguage } from '../../messages.js';

const LIMITS = [number(5_000), number(1)];

export const texts = {
  en: {
    title: 'Time from elsewhere',
    lead: 'A table of the hours that you kept before becomes sessions of yours. Nothing is stored before you have seen what was understood.',
    file: 'File (CSV)',
    hint: `UTF-8, at most ${LIMITS[0]} rows and ${LIMITS[1]} MB.`,
    how: 'How the file looks',
    rows: [
      'The first line names the columns; only start and end are needed.',
      'A row is a session. A row with an app, a title or a url is what you did in the session that it lies in.',
      'Times are on your own clock, unless they have an offset such as +01:00.',
      'A file can be sent again: what is there stays as it is.',
    ],
    reading: 'Reading the file…',
    storing: 'Storing what is new…',
    understood: 'What was understood',
    sessions: 'New sessions',
    hours: 'Together',
    activities: 'New activities in them',
    known: 'There already',
    period: 'From – to',
    projects: 'New projects',
    submit: (count) => (count === 1 ? 'Store 1 session' : `Store ${count} sessions`),
    complete: 'Store what is new',
    nothing: 'Everything in this file is there already.',
    wrong: 'Nothing was stored. Mend these lines and choose the file again.',
    line: 'Line',
    moreLines: (count) => (count === 1 ? '1 more line is wrong.' : `${number(count)} more lines are wrong.`),
    column: 'Column',
    problem: 'What is wrong',
    done: (count) => (count === 1 ? '1 session is stored.' : `${count} sessions are stored.`),
    look: 'See the last day',
  },
  de: {
    title: 'Zeit von anderswo',
    lead: 'Eine Tabelle der Stunden, die Sie bisher geführt haben, wird zu Ihren Sitzungen. Gespeichert wird erst, wenn Sie gesehen haben, was verstanden wurde.',
    file: 'Datei (CSV)',
    hint: `UTF-8, höchstens ${LIMITS[0]} Zeilen und ${LIMITS[1]} MB.`,
    how: 'Wie die Datei aussieht',
    rows: [
      'Die erste Zeile nennt die Spalten; nötig sind nur start und end.',
      'Eine Zeile ist eine Sitzung. Eine Zeile mit app, title oder url ist, was Sie in der Sitzung taten, in der sie liegt.',
      'Zeiten gelten auf Ihrer eigenen Uhr, außer mit einem Abstand wie +01:00.',
      'Eine Datei kann noch einmal gesendet werden: Was da ist, bleibt, wie es ist.',
    ],
    reading: 'Die Datei wird gelesen…',
    storing: 'Neues wird gespeichert…',
    understood: 'Was verstanden wurde',
    sessions: 'Neue Sitzungen',
    hours: 'Zusammen',
    activities: 'Neue Tätigkeiten darin',
    known: 'Schon da',
    period: 'Von – bis',
    projects: 'Neue Projekte',
    submit: (count) => (count === 1 ? '1 Sitzung speichern' : `${count} Sitzungen speichern`),
    complete: 'Neues speichern',
    nothing: 'Alles in dieser Datei ist schon da.',
    wrong: 'Es wurde nichts gespeichert. Berichtigen Sie diese Zeilen und wählen Sie die Datei noch einmal.',
    line: 'Zeile',
    moreLines: (count) => (count === 1 ? '1 weitere Zeile ist falsch.' : `${number(count)} weitere Zeilen sind falsch.`),
    column: 'Spalte',
    problem: 'Was nicht stimmt',
    done: (count) => (count === 1 ? '1 Sitzung ist gespeichert.' : `${count} Sitzungen sind gespeichert.`),
    look: 'Letzten Tag ansehen',
  },
};

export const words = inLanguage(texts);
