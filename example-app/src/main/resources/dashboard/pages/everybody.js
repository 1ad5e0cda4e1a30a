/** All people of the organization, by name. */
import { call } from '../http.js';

/** Page by page, for a list to choose from. */
export async function everybody(signal) {
  const people = [];
  let after = '';
  do {
    const page = await call('GET', `/api/users?limit=200${after}`, undefined, { signal });
    people.push(...page.items);
    after = page.next ? `&after=${page.next}` : null;
  } while (after !== null);
  return people;
}
