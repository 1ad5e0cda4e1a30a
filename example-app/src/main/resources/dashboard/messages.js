/**
 * The texts of the first load, in the language that somebody reads: one of `messages/`, so that nobody loads the
 * others'. Those of one page stand beside it, in `pages/NAME-words.js`. All have the same shape: what is a function
 * in one is a function in the other, because word order is a language's own matter. Texts of the server (what is
 * wrong with a request) and of people stay as they are.
 */
import { language } from './preferences.js';

/** How each language calls itself. */
export const languageNames = { en: 'English', de: 'Deutsch' };

/** `early.js` has asked for it already. */
const { texts } = await import(`./messages/${language}.js`);

export const text = texts;

/** What belongs to the language that somebody reads: `export const words = inLanguage(texts)`. */
export function inLanguage(texts) {
  return texts[language];
}
