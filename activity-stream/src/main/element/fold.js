/* ---------------------------------------------------------------- which events share a line */

/**
 * The lines of a feed, newest first: each an event, or a run of several that are folded into one.
 *
 * A run is what one person did of folded types, within one hour of the reader's clock. Other people's events
 * may lie between: where twelve people switch in turn, nothing would ever be folded otherwise. An event of
 * the same person that is not of a folded type ends it, so what it tells is still told in order. An event
 * that says something of its own, as it is important, has reactions or comments, or is being used, has a
 * line of its own, and ends nothing. What nobody did is not folded.
 *
 * The hour on the clock, not the hour since the first event: so a run's borders hang on its events alone,
 * and neither older nor newer events that come move them. It ends with the day too.
 *
 * @param entries {item, at}, newest first; of those on the page also {fold, isInUse}
 * @param folded types, with `task.*` for all that begin so
 */
function linesOf(entries, folded) {
  const lines = [];
  const runs = new Map(); // person → the run that their next older event may join
  for (const entry of entries) {
    const { actorId, eventType } = entry.item;
    if (!actorId || !isOfTypes(eventType, folded)) {
      runs.delete(actorId);
      lines.push([entry]);
      continue;
    }
    const run = runs.get(actorId);
    if (standsAlone(entry)) {
      lines.push([entry]);
    } else if (run && startOfHour(run[0].at) === startOfHour(entry.at)) {
      run.push(entry);
    } else {
      runs.set(actorId, [entry]);
      lines.push(runs.get(actorId));
    }
  }
  return lines;
}

function entryOf(item) {
  return { item, at: new Date(item.timestamp) };
}

/** So many times as many events come with a page which folds to few lines. */
const FOLDED_PAGES = 4;

/** A page of events, before a cursor or from the newest; with older ones if it folds to half its lines. */
async function pageOfLines({ rest, limit, folded }, filter, before) {
  const page = await rest.page(filter, before, limit);
  const lines = linesOf(page.items.map(entryOf), folded).length;
  if (!page.next || lines >= limit / 2) return page;
  try {
    const older = await rest.page(filter, page.next, Math.min(FOLDED_PAGES * limit, MOST_EVENTS_A_PAGE));
    return { ...page, items: [...page.items, ...older.items], next: older.next };
  } catch {
    return page; // "Load more" tries again
  }
}

/** What somebody reacts to in an open fold stays in it, before their eyes, until they close it. */
function standsAlone({ item, fold, isInUse }) {
  if (fold?.isOpen) return false;
  return isInUse || item.important === true || item.commentCount > 0 || hasReactions(item);
}

function isOfTypes(type, patterns) {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? String(type).startsWith(pattern.slice(0, -1)) : type === pattern,
  );
}

function startOfHour(instant) {
  return new Date(instant).setMinutes(0, 0, 0);
}

/** So many different things are named in a folded line. */
const MOST_NAMED = 3;

/** "Ann switched 6 times: Mail, Slack +1"; without a text for it "Ann: 6 × App switched – Mail, Slack +1". */
function foldedText(items, texts) {
  const [{ actorName, eventType }] = items;
  const types = new Map();
  for (const { eventType: type } of items) types.set(type, (types.get(type) ?? 0) + 1);
  const own = types.size === 1 && Object.hasOwn(texts.folds, eventType);
  const did = own
    ? ` ${texts.folds[eventType](items.length)}`
    : `: ${[...types].map(([type, count]) => texts.times(count, typeLabel(type, texts))).join(', ')}`;
  const things = [...new Set(items.map(({ entityName, entityReference }) => entityName || entityReference))];
  const names = things.filter((name) => typeof name === 'string' && name !== '');
  const named = names.slice(0, MOST_NAMED).flatMap((name, index, { length }) => {
    const comma = index < length - 1 ? ',' : '';
    return [' ', element('span', { class: 'thing' }, element('bdi', {}, name), comma)];
  });
  const others = names.length > MOST_NAMED ? ` +${names.length - MOST_NAMED}` : '';
  const lead = names.length === 0 ? '' : own ? ':' : ' –';
  return [element('bdi', { class: 'actor' }, actorName || texts.someone), did, lead, ...named, others];
}
