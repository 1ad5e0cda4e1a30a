/** Which rows of a table are shown, and in which order. */
import { collator } from '../format.js';
import { plainText, occurs } from '../match.js';

/** `-active` is the column `active` from the highest down; null where nothing is sorted. */
export function parseSort(sort) {
  if (!sort) return null;
  return sort.startsWith('-') ? { name: sort.slice(1), descending: true } : { name: sort, descending: false };
}

/** What a search looks in, without case and accents; reading 5,000 rows anew with each letter would be felt. */
const searchable = new WeakMap();

/** Whether all words of a query occur in the texts of a row. A changed row must be another object. */
export function rowMatches(row, texts, query) {
  if (!searchable.has(row)) searchable.set(row, plainText(texts(row).filter(Boolean).join(' · ')));
  return occurs(searchable.get(row), query);
}

/**
 * Rows by the value of a column. Equal values stay in the order of `rows` in both directions, and what has no
 * value comes last in both.
 *
 * @param before the rows' keys as they were sorted last time: little has moved since, and sorting what is
 *     nearly in order is quick
 */
export function sorted(rows, { value, key, descending, before = [] }) {
  const entries = new Map();
  rows.forEach((row, place) => {
    const sortable = value(row);
    entries.set(key(row), { row, place, value: sortable, isEmpty: isEmpty(sortable) });
  });
  const start = [];
  for (const id of before) {
    if (!entries.has(id)) continue;
    start.push(entries.get(id));
    entries.delete(id);
  }
  start.push(...entries.values());
  const direction = descending ? -1 : 1;
  start.sort((a, b) => {
    if (a.isEmpty || b.isEmpty) return a.isEmpty - b.isEmpty || a.place - b.place;
    return direction * compare(a.value, b.value) || a.place - b.place;
  });
  return start.map(({ row }) => row);
}

function isEmpty(value) {
  return value === null || value === undefined || value === '' || Number.isNaN(value);
}

/** Texts as the reader's language orders them; numbers, dates and yes or no by size. */
function compare(a, b) {
  return typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : a - b;
}

/**
 * Rows where they stood, for whoever points at one: changed ones stay, gone ones go, new ones come last.
 *
 * @param keys of the rows as they stand
 * @param isWanted whether a new row is shown at all
 * @param known keys of the rows that there were, shown or not
 */
export function kept(rows, { keys, key, isWanted, known }) {
  const byKey = new Map(rows.map((row) => [key(row), row]));
  const standing = keys.filter((id) => byKey.has(id)).map((id) => byKey.get(id));
  return [...standing, ...rows.filter((row) => !known.has(key(row)) && isWanted(row))];
}
