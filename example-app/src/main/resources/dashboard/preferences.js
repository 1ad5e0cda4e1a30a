/**
 * What somebody chose on this computer: language, theme, keys. Kept in the browser, since a choice of
 * looks is nobody else's matter. A value that is not known counts as none.
 */

const THEMES = ['system', 'light', 'dark'];

function read(name, allowed, fallback) {
  const value = whereAllowed(() => localStorage.getItem(`astir.${name}`));
  return allowed.includes(value) ? value : fallback;
}

function write(name, value, fallback) {
  whereAllowed(() => {
    if (value === fallback) localStorage.removeItem(`astir.${name}`);
    else localStorage.setItem(`astir.${name}`, value);
  });
}

/** A browser may keep nothing for this site: then a choice lasts as long as the page. */
function whereAllowed(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

/** The languages that there are texts in. */
export const languages = document.documentElement.dataset.languages.split(' ');

/** The one of the texts, as `early.js` found it: chosen, else the first of the browser's that there are texts in. */
export const language = document.documentElement.lang;

/** How dates and numbers are written: as the browser does in that language, where it says so. */
export const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;

/** Texts are read once, when the page loads: another language loads it again. */
export function chooseLanguage(choice) {
  write('language', choice, null);
  location.reload();
}

export function theme() {
  return read('theme', THEMES, 'system');
}

export function chooseTheme(choice) {
  write('theme', choice, 'system');
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

/** Whether single letters act as keys; who speaks to the computer may not want that (WCAG 2.1.4). */
export function singleKeys() {
  return read('keys', ['off'], 'on') === 'on';
}

export function chooseSingleKeys(on) {
  write('keys', on ? 'on' : 'off', 'on');
}
