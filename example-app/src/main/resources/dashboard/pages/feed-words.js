/** The texts of what was missed, above the feed. */
import { inLanguage } from '../messages.js';

export const texts = {
  en: {
    title: 'While you were away',
    since: (time) => `Since ${time}`,
    highlights: 'What matters most to you',
    score: (points) => `${points} of 100`,
    why: 'Why',
    points: (words, points) => `${words} (${points})`,
    reasons: {
      type: ({ important }) => (important ? 'important' : 'its type'),
      mention: () => 'mentions you',
      mine: ({ entityType }) =>
        entityType === 'task' ? 'about a task that you work on' : 'about a project that you work on',
      thread: () => 'in a thread that you wrote in',
      rarity: ({ times, days }) =>
        times === 1
          ? `the only one of its kind by them in ${days} days`
          : `one of ${times} by them in ${days} days`,
      own: () => 'your own',
      age: ({ hours }) => `${hours} h old`,
    },
    dismiss: 'I know now',
  },
  de: {
    title: 'Während Sie weg waren',
    since: (time) => `Seit ${time}`,
    highlights: 'Was für Sie am wichtigsten ist',
    score: (points) => `${points} von 100`,
    why: 'Warum',
    points: (words, points) => `${words} (${points})`,
    reasons: {
      type: ({ important }) => (important ? 'wichtig' : 'die Art'),
      mention: () => 'erwähnt Sie',
      mine: ({ entityType }) =>
        entityType === 'task' ? 'zu einer Aufgabe, an der Sie arbeiten' : 'zu einem Projekt, an dem Sie arbeiten',
      thread: () => 'in einem Gespräch, in dem Sie geschrieben haben',
      rarity: ({ times, days }) =>
        times === 1
          ? `das Einzige seiner Art von dieser Person in ${days} Tagen`
          : `eines von ${times} dieser Person in ${days} Tagen`,
      own: () => 'Ihr eigenes',
      age: ({ hours }) => `${hours} Std. alt`,
    },
    dismiss: 'Weiß ich jetzt',
  },
};

export const words = inLanguage(texts);
