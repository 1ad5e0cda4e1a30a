/** Lists that the server gives in pages. */
import { call } from './http.js';

/** So many at once, the most that it gives. */
const LIMIT = 200;

/**
 * All of a list.
 *
 * @param path of the list, with its own parameters
 * @param signal ends it
 */
export async function wholeList(path, signal) {
  const items = [];
  const address = new URL(path, location.href);
  address.searchParams.set('limit', LIMIT);
  for (;;) {
    const page = await call('GET', address.pathname + address.search, undefined, { signal });
    items.push(...page.items);
    if (page.next === null) return items;
    address.searchParams.set('after', page.next);
  }
}
