/**
 * Stretches in which somebody stayed with one thing: at least 25 minutes in one category, neither messages nor
 * meetings, and never away. Where there are no categories, in one application.
 */
import { appIconName } from './icon.js';

const SHORTEST = 25 * 60_000;

/** What is shorter does not end it, as long as glances are few. */
const GLANCE = 60_000;
const LEAST_SHARE = 0.9;

const TALK = ['chat', 'mail', 'video'];

/**
 * @param intervals in order, with `from` and `to`
 * @param categories `{isTalk}` by id
 * @return `[{from, to, name}]`
 */
export function focusOf(intervals, categories) {
  const stretches = [];
  let open = null;
  for (const interval of intervals) {
    const { from, to } = interval;
    const thing = interval.kind === 'active' ? thingOf(interval, categories) : null;
    if (open && goesOn(open, interval, thing)) {
      open.to = to;
      open.inside += to - from;
    } else if (thing && (!open || to - from >= GLANCE || thing.key === open.key)) {
      open = { from, to, inside: to - from, ...thing };
      stretches.push(open);
    } else if (to - from >= GLANCE) {
      open = null;
    }
  }
  return stretches
    .filter((stretch) => !stretch.isTalk && stretch.to - stretch.from >= SHORTEST)
    .map(({ from, to, name }) => ({ from, to, name }));
}

function goesOn(open, { from, to }, thing) {
  const isSame = thing?.key === open.key && from - open.to < GLANCE;
  return isSame && open.inside + to - from >= LEAST_SHARE * (to - open.from);
}

function thingOf({ categoryId, appName, site }, categories) {
  const category = categories.get(categoryId);
  if (category) return { key: categoryId, name: category.name, isTalk: category.isTalk };
  if (!appName) return null;
  return { key: `${appName} ${site}`, name: site ?? appName, isTalk: TALK.includes(appIconName(appName)) };
}
