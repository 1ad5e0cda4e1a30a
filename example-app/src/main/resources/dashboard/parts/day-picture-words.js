/** The texts of a day's picture. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    label: 'The day as a picture',
    lanes: { project: 'Project', application: 'Application', focus: 'Focus', media: 'Media' },
    keys: 'Arrow keys go from block to block, Enter opens, plus and minus zoom.',
    summary: ({ active, from, to, sessions, undecided, most }) =>
      [
        active ? `Active ${active} between ${from} and ${to}` : 'Not active yet',
        sessions === 0 ? 'outside of sessions' : sessions === 1 ? 'in 1 session' : `in ${sessions} sessions`,
        most && `most in ${most}`,
        undecided && `${undecided} away to decide`,
      ]
        .filter(Boolean)
        .join(', ') + '.',
    noProject: 'No project',
    away: 'Away',
    hidden: 'Application not shared',
    private: 'Private',
    discarded: 'Away, not counted',
    stated: { keep: 'Kept as work', reassign: 'Kept on another project', hand: 'Added by hand' },
    others: (count) => (count === 1 ? 'and 1 other' : `and ${count} others`),
    focus: (name) => `Focus: ${name}`,
    undecided: 'For you to decide',
    running: 'running',
    project: (name) => `Project: ${name}`,
    category: (name) => `Category: ${name}`,
    corrected: (name, when, reason) => `Corrected by ${name}, ${when}: ${reason}`,
    made: (name, when, reason) => `Added by ${name}, ${when}: ${reason}`,
    somebody: 'somebody',
    range: (from, to) => `${from}–${to}`,
    wholeDay: 'Whole day',
    legend: { undecided: 'away, undecided', stated: 'by hand or kept' },
  },
  de: {
    label: 'Der Tag als Bild',
    lanes: { project: 'Projekt', application: 'Anwendung', focus: 'Fokus', media: 'Medien' },
    keys: 'Pfeiltasten gehen von Block zu Block, Eingabe öffnet, Plus und Minus vergrößern und verkleinern.',
    summary: ({ active, from, to, sessions, undecided, most }) =>
      [
        active ? `${active} aktiv zwischen ${from} und ${to}` : 'Noch nicht aktiv',
        sessions === 0
          ? 'außerhalb von Sitzungen'
          : sessions === 1
            ? 'in 1 Sitzung'
            : `in ${sessions} Sitzungen`,
        most && `am meisten in ${most}`,
        undecided && `über ${undecided} Abwesenheit ist zu entscheiden`,
      ]
        .filter(Boolean)
        .join(', ') + '.',
    noProject: 'Kein Projekt',
    away: 'Abwesend',
    hidden: 'Anwendung nicht geteilt',
    private: 'Privat',
    discarded: 'Abwesend, zählt nicht',
    stated: {
      keep: 'Als Arbeit behalten',
      reassign: 'Für ein anderes Projekt behalten',
      hand: 'Von Hand ergänzt',
    },
    others: (count) => (count === 1 ? 'und 1 weitere' : `und ${count} weitere`),
    focus: (name) => `Fokus: ${name}`,
    undecided: 'Sie entscheiden',
    running: 'läuft',
    project: (name) => `Projekt: ${name}`,
    category: (name) => `Kategorie: ${name}`,
    corrected: (name, when, reason) => `Korrigiert von ${name}, ${when}: ${reason}`,
    made: (name, when, reason) => `Ergänzt von ${name}, ${when}: ${reason}`,
    somebody: 'jemandem',
    range: (from, to) => `${from}–${to}`,
    wholeDay: 'Ganzer Tag',
    legend: { undecided: 'abwesend, offen', stated: 'von Hand oder behalten' },
  },
};

export const words = inLanguage(texts);
