/** On what time went: rows of bars with what it was before, most first. */
import { duration } from '../../format.js';
import { appIconName } from '../../parts/icon.js';
import { words } from '../reports-words.js';

/** So many rows until somebody asks for all. */
export const FEW = 8;

/** The colours of categories by what the charts call them. */
const TONES = {
  blue: 'development',
  orange: 'messages',
  teal: 'research',
  violet: 'operations',
  purple: 'design',
  red: 'meetings',
  green: 'documents',
  grey: 'uncategorised',
};

/**
 * @param kind `app`, `category` or `project`
 * @param answers `{current, past}` of `/api/reports/usage`
 * @param looks how categories look, by id
 * @returns `rows` of bars, how many there are in `all`, and `summary`
 */
export function usageOf(kind, { current, past }, looks = new Map()) {
  const earlier = new Map(together(past.items).map((item) => [keyOf(item), item.activeSeconds]));
  const items = together(current.items).filter(({ activeSeconds }) => activeSeconds > 0);
  const rows = items.map((item) => [cell(kind, item, looks), item.activeSeconds, earlier.get(keyOf(item)) ?? 0]);
  const [most] = rows;
  return {
    rows,
    all: rows.length,
    summary: most
      ? words.usage.most(most[0].name, duration(most[1]), duration(current.activeSeconds))
      : words.usage.none,
  };
}

/** What teams rate in two ways is two items of one name; most first. */
function together(items) {
  const all = Map.groupBy(items, keyOf);
  return [...all.values()]
    .map((same) => ({ ...same[0], activeSeconds: same.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0) }))
    .sort((a, b) => b.activeSeconds - a.activeSeconds);
}

function keyOf({ key, kind }) {
  return `${kind ?? ''} ${key ?? ''}`;
}

function cell(kind, item, looks) {
  const name = item.name ?? words.unnamed[item.kind === 'active' ? kind : item.kind] ?? words.unnamed[kind];
  if (kind === 'category') return { name, category: TONES[looks.get(item.key)?.colour] ?? 'uncategorised' };
  if (kind === 'project') return { name, icon: 'folder' };
  return { name, icon: { private: 'private', stated: 'pencil' }[item.kind] ?? appIconName(name) };
}

/** Seconds that are productive, neutral, and not; null where nothing is rated. */
export function ratingsOf({ items }) {
  const of = (wanted) =>
    items.filter(({ rating }) => rating === wanted).reduce((sum, { activeSeconds }) => sum + activeSeconds, 0);
  const sums = ['productive', 'neutral', 'unproductive'].map(of);
  return sums.some((sum) => sum > 0) ? sums : null;
}
