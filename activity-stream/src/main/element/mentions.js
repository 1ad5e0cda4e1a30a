/* ---------------------------------------------------------------- mentions */

/**
 * Where a text says `@Name` of one of these people: [{id, start, end}].
 *
 * @param people pairs of id and name
 */
function findMentions(text, people) {
  const longestFirst = [...people].filter(([, name]) => name).sort(([, a], [, b]) => b.length - a.length);
  const found = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const match = longestFirst.find(
      ([, name]) => text.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + name.length)),
    );
    if (match) found.push({ id: match[0], start: at, end: at + 1 + match[1].length });
  }
  return found;
}

/** The ids of those whom a text mentions, each once. */
function mentionedIn(text, people) {
  return [...new Set(findMentions(text, people).map(({ id }) => id))];
}

/** The text with these people's names set off. */
function withMentions(text, people) {
  const nodes = [];
  let end = 0;
  for (const mention of findMentions(text, people)) {
    nodes.push(text.slice(end, mention.start));
    nodes.push(element('bdi', { class: 'mention', part: 'mention' }, text.slice(mention.start, mention.end)));
    end = mention.end;
  }
  return [...nodes, text.slice(end)].filter((node) => node !== '');
}
