/** One look at several people is recorded for each of them; in a list of everything it is one line. */

/** What is recorded of one look is written at once. */
const SAME_MILLIS = 1_000;

/** Entries in their order, as lists of those that belong together. */
export function together(entries) {
  const groups = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last && isSameLook(last[0], entry)) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function isSameLook(one, other) {
  const isAtOnce = Math.abs(new Date(one.at) - new Date(other.at)) < SAME_MILLIS;
  return one.kind === 'view' && isAtOnce && partsOf(one) === partsOf(other);
}

const partsOf = ({ kind, actorId, action, via, details }) => JSON.stringify([kind, actorId, action, via, details]);
