/** What a browser can know of a new password; the server has the last word. */
import { text } from '../messages.js';

/** The shortest password in letters, and the longest in bytes, that the server takes. */
const SHORTEST = 8;
const LONGEST_BYTES = 72;

/** What is wrong with it, or null; an empty one is a matter of the form. */
export function wrongPassword(password) {
  if (password === '') return null;
  if ([...password].length < SHORTEST) return text.signIn.passwordShort;
  return new TextEncoder().encode(password).length > LONGEST_BYTES ? text.signIn.passwordLong : null;
}
