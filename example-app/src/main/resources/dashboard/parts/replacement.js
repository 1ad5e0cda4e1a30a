/** Asks before somebody's sign-in takes the place of another person's, who is signed in in this browser. */
import { leaveToReplace } from '../account.js';
import { Problem } from '../http.js';
import { ask } from './dialog.js';
import { words } from './replacement-words.js';

/**
 * What the request must say to go on; throws a Problem when the other is to stay.
 *
 * @param present who is signed in, as the server's refusal says it
 */
export async function replacing(present) {
  const title = words.title(present.email);
  if (await ask({ title, message: words.present(present), confirm: words.confirm })) return leaveToReplace(present.userId);
  throw new Problem(409, { detail: words.stay(present.email) });
}
