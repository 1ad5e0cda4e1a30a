/** The texts of privacy and retention. */
import { inLanguage } from '../messages.js';

const en = {
  retention: {
    title: 'How long it is kept',
    lead: 'Sessions, time at computers and events are deleted once they are older. The audit trail is kept for two years, whatever is chosen here.',
    days: 'Days',
    hint: '1 to 3,650. Shorter deletes within the hour, and cannot be undone.',
    save: 'Save',
    saved: (days) => `Kept for ${days} days from now on.`,
    ask: (days) => `Delete what is older than ${days} days?`,
    askWhy: 'It is deleted within the hour, for everybody, and cannot be brought back.',
    confirm: 'Delete and keep shorter',
    what: 'The settings',
  },
  wishes: {
    title: 'Wishes to be erased',
    what: 'The list of wishes',
    none: 'Nobody asks to be erased',
    quoted: (words) => `“${words}”`,
      noneLead: 'Who asks for it on their page “My data” stands here, for you to answer.',
    asked: (day) => `asked on ${day}`,
    noReason: 'No reason given.',
    erase: 'Erase…',
    decline: 'Decline',
    why: 'Why it is declined',
    send: 'Decline',
    cancel: 'Cancel',
    status: { withdrawn: 'withdrawn', declined: 'declined' },
    answered: (status, day, by) => `${status} on ${day}${by ? ` by ${by}` : ''}`,
    more: 'Show older ones',
  },
  erasure: {
    title: 'Erase somebody',
    lead: 'For a person who left, or who asked in another way. Their account ends at once; their data, and their name in what others wrote, are erased. The audit trail keeps what was done, without their name.',
    person: 'Person',
    choose: 'Choose a person',
    erase: 'Erase…',
    ask: (name) => `Erase everything of ${name}?`,
    askWhy: 'Sessions, time at computers, events, comments, sign-ins and the account. It cannot be undone.',
    confirm: 'Erase for good',
    done: (name) => `${name} was erased.`,
    gone: 'Erased person',
  },
};

const de = {
  retention: {
    title: 'Wie lange aufbewahrt wird',
    lead: 'Sitzungen, Zeit an Rechnern und Ereignisse werden gelöscht, sobald sie älter sind. Das Protokoll bleibt zwei Jahre, was immer hier gewählt ist.',
    days: 'Tage',
    hint: '1 bis 3.650. Kürzer löscht innerhalb einer Stunde und lässt sich nicht rückgängig machen.',
    save: 'Speichern',
    saved: (days) => `Von nun an ${days} Tage aufbewahrt.`,
    ask: (days) => `Löschen, was älter als ${days} Tage ist?`,
    askWhy: 'Es wird innerhalb einer Stunde gelöscht, für alle, und lässt sich nicht wiederherstellen.',
    confirm: 'Löschen und kürzer aufbewahren',
    what: 'Die Einstellungen',
  },
  wishes: {
    title: 'Bitten um Löschung',
    what: 'Die Liste der Bitten',
    none: 'Niemand bittet um Löschung',
    quoted: (words) => `„${words}“`,
      noneLead: 'Wer auf der Seite „Meine Daten“ darum bittet, steht hier, damit Sie antworten.',
    asked: (day) => `am ${day} gebeten`,
    noReason: 'Ohne Begründung.',
    erase: 'Löschen…',
    decline: 'Ablehnen',
    why: 'Warum abgelehnt wird',
    send: 'Ablehnen',
    cancel: 'Abbrechen',
    status: { withdrawn: 'zurückgezogen', declined: 'abgelehnt' },
    answered: (status, day, by) => `${status} am ${day}${by ? ` von ${by}` : ''}`,
    more: 'Ältere zeigen',
  },
  erasure: {
    title: 'Jemanden löschen',
    lead: 'Für eine Person, die gegangen ist oder auf anderem Weg darum bat. Ihr Konto endet sofort; ihre Daten und ihr Name in dem, was andere schrieben, werden gelöscht. Das Protokoll behält, was getan wurde, ohne ihren Namen.',
    person: 'Person',
    choose: 'Person wählen',
    erase: 'Löschen…',
    ask: (name) => `Alles von ${name} löschen?`,
    askWhy: 'Sitzungen, Zeit an Rechnern, Ereignisse, Kommentare, Anmeldungen und das Konto. Es lässt sich nicht rückgängig machen.',
    confirm: 'Endgültig löschen',
    done: (name) => `${name} wurde gelöscht.`,
    gone: 'Erased person',
  },
};

export const texts = { en, de };

/** The words of this page. */
export const words = inLanguage(texts);
