/** The texts of Insights. */
import { inLanguage } from '../messages.js';

const duration = 'duration';

export const texts = {
  en: {
    what: 'The insights',
    titleOf: (name) => `Insights of ${name}`,
    whose: 'Whose insights',
    own: 'Your own',
    notThere: 'These insights are not here for you.',
    notThereWhy: 'They are the person’s own, unless the policy shows them to managers and the person agreed.',
    toOwn: 'Show your own',
    /** The answer has them in English. */
    formula: (name, told) => told,
    how: 'How it is counted',
    compared: {
      one: 'the one week of the four before in which something was recorded',
      some: (weeks) => `the mean of the ${weeks} weeks, of the four before, in which something was recorded`,
      all: 'the mean of the four weeks before',
      whole: (weeks) => `Each figure stands beside ${weeks}.`,
      upTo: (weeks, day) => `Each figure goes up to ${day} and stands beside ${weeks}, each up to that weekday.`,
      none: 'Nothing was recorded in the four weeks before, so there is nothing to compare with.',
    },
    before: (value) => `Mean before: ${value}`,
    week: (number) => `wk ${number}`,
    soFar: (name) => `${name} so far`,
    columns: { week: 'Week', day: 'Day' },
    focus: {
      title: 'Focus',
      stretches: (count, many) => `in ${count} ${many ? 'stretches' : 'stretch'}`,
      none: 'no stretch of 25 minutes',
      longest: (time) => `longest ${time}`,
      chart: 'Focus by week',
      column: { label: 'Focus', type: duration },
    },
    switches: {
      title: 'Switches an hour',
      counted: (count, time) => `${count} in ${time}`,
      none: 'nothing to count in',
      chart: 'Switches an hour by week',
      column: { label: 'Switches an hour', digits: 1 },
    },
    longest: {
      title: 'Longest day',
      none: 'no day yet',
      chart: 'Active time by day',
      column: { label: 'Active', type: duration },
    },
    meetings: {
      title: 'Meetings and focus',
      against: (time) => `in meetings, ${time} in focus`,
      shares: (meetings, focus) => `Of the active time of this week, ${meetings} were meetings and ${focus} focus.`,
      chart: 'Meetings by week',
      column: { label: 'Meetings', type: duration },
      beside: { label: 'focus', type: duration },
    },
    limits: {
      title: 'What this cannot know',
      lines: [
        'Only what a computer recorded: thinking, paper and a talk in the corridor are in none of it.',
        'What is private, hidden or added by hand counts as active time, and neither as focus nor as a switch.',
        'Which applications are messages or meetings, the categories say. Of what belongs to none nobody has said it.',
        'More or less of a figure is neither better nor worse: a week of talking with people can be the week that counted.',
      ],
      day: 'See what was recorded, day by day',
    },
    seen: {
      title: 'Who sees this',
      nobody: 'You alone. No manager and no administrator sees your insights.',
      'not-agreed':
        'You alone. The policy would let managers look at your insights, but you have not agreed to it, so they cannot.',
      managers: 'You, and managers who see you: you agreed to a policy that says so. Who looked is listed in My data.',
      policy: 'Read the policy',
      looks: 'See who looked',
      logged: (name) => `${name} agreed that managers may look. That you looked is written down, and ${name} can read it.`,
    },
    empty: {
      title: 'Nothing recorded yet',
      lead: 'Connect a computer: what its agent records appears here, beside your own weeks before.',
      connect: 'Connect a computer',
      leadOfOthers: 'Choose another week.',
      thisTitle: 'Nothing recorded in this week',
      thisLead: 'The weeks before have something.',
      back: 'The week before',
    },
  },
  de: {
    what: 'Einblicke',
    titleOf: (name) => `Einblicke von ${name}`,
    whose: 'Wessen Einblicke',
    own: 'Ihre eigenen',
    notThere: 'Diese Einblicke sind nicht hier für Sie.',
    notThereWhy: 'Sie gehören der Person, außer die Richtlinie zeigt sie der Leitung und die Person hat zugestimmt.',
    toOwn: 'Die eigenen zeigen',
    formula: (name, told) => formulas[name] ?? told,
    how: 'Wie das gezählt ist',
    compared: {
      one: 'der einen der vier Wochen davor, in der etwas aufgezeichnet ist',
      some: (weeks) => `dem Mittel der ${weeks} der vier Wochen davor, in denen etwas aufgezeichnet ist`,
      all: 'dem Mittel der vier Wochen davor',
      whole: (weeks) => `Jede Zahl steht neben ${weeks}.`,
      upTo: (weeks, day) => `Jede Zahl geht bis ${day} und steht neben ${weeks}, jede bis zu diesem Wochentag.`,
      none: 'In den vier Wochen davor ist nichts aufgezeichnet, also gibt es nichts zu vergleichen.',
    },
    before: (value) => `Mittel davor: ${value}`,
    week: (number) => `KW ${number}`,
    soFar: (name) => `${name} bisher`,
    columns: { week: 'Woche', day: 'Tag' },
    focus: {
      title: 'Fokus',
      stretches: (count, many) => `in ${count} ${many ? 'Abschnitten' : 'Abschnitt'}`,
      none: 'kein Abschnitt von 25 Minuten',
      longest: (time) => `längster ${time}`,
      chart: 'Fokus je Woche',
      column: { label: 'Fokus', type: duration },
    },
    switches: {
      title: 'Wechsel je Stunde',
      counted: (count, time) => `${count} in ${time}`,
      none: 'nichts zu zählen',
      chart: 'Wechsel je Stunde und Woche',
      column: { label: 'Wechsel je Stunde', digits: 1 },
    },
    longest: {
      title: 'Längster Tag',
      none: 'noch kein Tag',
      chart: 'Aktive Zeit je Tag',
      column: { label: 'Aktiv', type: duration },
    },
    meetings: {
      title: 'Besprechungen und Fokus',
      against: (time) => `in Besprechungen, ${time} im Fokus`,
      shares: (meetings, focus) => `Von der aktiven Zeit dieser Woche waren ${meetings} Besprechungen und ${focus} Fokus.`,
      chart: 'Besprechungen je Woche',
      column: { label: 'Besprechungen', type: duration },
      beside: { label: 'Fokus', type: duration },
    },
    limits: {
      title: 'Was das nicht wissen kann',
      lines: [
        'Nur was ein Rechner aufgezeichnet hat: Nachdenken, Papier und ein Gespräch auf dem Flur sind in nichts davon.',
        'Was privat, verborgen oder von Hand ergänzt ist, zählt als aktive Zeit, und weder als Fokus noch als Wechsel.',
        'Welche Anwendungen Nachrichten oder Besprechungen sind, sagen die Kategorien. Von dem, was zu keiner gehört, hat das niemand gesagt.',
        'Mehr oder weniger ist weder besser noch schlechter: Eine Woche voller Gespräche kann die Woche sein, auf die es ankam.',
      ],
      day: 'Sehen, was aufgezeichnet ist, Tag für Tag',
    },
    seen: {
      title: 'Wer das sieht',
      nobody: 'Sie allein. Weder Leitung noch Verwaltung sehen Ihre Einblicke.',
      'not-agreed':
        'Sie allein. Die Richtlinie ließe die Leitung Ihre Einblicke ansehen, aber Sie haben ihr nicht zugestimmt, also kann sie es nicht.',
      managers:
        'Sie, und die Leitung, die Sie sieht: Sie haben einer Richtlinie zugestimmt, die das sagt. Wer hineinsah, steht in Meine Daten.',
      policy: 'Die Richtlinie lesen',
      looks: 'Sehen, wer hineinsah',
      logged: (name) => `${name} hat zugestimmt, dass die Leitung hineinsieht. Dass Sie hineinsahen, ist aufgeschrieben, und ${name} kann es lesen.`,
    },
    empty: {
      title: 'Noch nichts aufgezeichnet',
      lead: 'Verbinden Sie einen Rechner: Was dessen Agent aufzeichnet, steht hier, neben Ihren eigenen Wochen davor.',
      connect: 'Einen Rechner verbinden',
      leadOfOthers: 'Wählen Sie eine andere Woche.',
      thisTitle: 'In dieser Woche ist nichts aufgezeichnet',
      thisLead: 'Die Wochen davor haben etwas.',
      back: 'Die Woche davor',
    },
  },
};

/** In German, as the answer has them in English. */
export const formulas = {
  activeSeconds: 'Aufgezeichnet, privat, behalten und von Hand ergänzt, wie in Mein Tag und in Berichten.',
  knownSeconds: 'Davon, was mit einer Anwendung aufgezeichnet ist.',
  focusSeconds:
    'Die Summe der Abschnitte von mindestens 25 Minuten an einer Sache: einer Kategorie, oder einer Anwendung, die zu keiner gehört. Nie abwesend, und weder Nachrichten noch Besprechungen; Blicke von weniger als einer Minute sind höchstens ein Zehntel davon.',
  focusStretches: 'Wie viele solche Abschnitte es gibt.',
  longestFocusSeconds: 'Der längste solche Abschnitt.',
  switches: 'Wechsel von einer Kategorie zu einer anderen an einem Tag.',
  switchesPerHour: 'Wechsel von einer Kategorie zu einer anderen ÷ Stunden, in denen bekannt ist, woran gearbeitet wurde.',
  meetingSeconds: 'Aktive Zeit in Kategorien mit dem Zeichen für Besprechungen.',
  longestDaySeconds:
    'Die aktive Zeit des Tages, der am meisten davon hat: aufgezeichnet, privat, behalten und von Hand ergänzt, wie in Mein Tag und in Berichten.',
  before:
    'Das Mittel derer der vier Wochen davor, in denen etwas aufgezeichnet ist, jede bis zum gleichen Wochentag.',
};

export const words = inLanguage(texts);
