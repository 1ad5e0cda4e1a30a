/** What stands in a table, line by line: rows, and above those of a group its head, which folds them. */
import { html, nothing } from 'lit';
import { number } from '../format.js';
import { icon } from './icon.js';

/** Keys of what is not rendered above, between and below the lines that are. */
const GAPS = ['above', 'first between', 'second between', 'third between', 'below'].map(Symbol);

/**
 * `{id, row, head}` for a row, where `head` is the index of its group's; `{id, group, rows}` for a head. Groups
 * without rows have none.
 *
 * @param groups `all` of them as `{key, title}` in their order, and `of(row)`, a key; null for none
 * @param folded keys of groups whose rows are not shown
 */
export function linesOf(rows, key, groups, folded) {
  if (!groups) return rows.map((row) => ({ id: key(row), row }));
  const members = Map.groupBy(rows, groups.of);
  const lines = [];
  for (const group of groups.all) {
    const own = members.get(group.key);
    if (!own) continue;
    const head = lines.length;
    lines.push({ id: `group ${group.key}`, group, rows: own });
    if (!folded.has(group.key)) lines.push(...own.map((row) => ({ id: key(row), row, head })));
  }
  return lines;
}

/**
 * What of the lines is rendered, as `{…line, index, tabIndex}`, with `{id, gap}` for those between that are not: the
 * lines near the screen, the head of the group that goes by, and the line where somebody is.
 *
 * @param window `[from, to)` near the screen, `first` on it
 * @param place `at`: the line that Tab leads to; `isThere`: whether somebody is in it
 */
export function itemsOf(lines, { from, to, first }, { at, isThere }) {
  const indexes = Array.from({ length: to - from }, (_, i) => from + i);
  const more = [lines[first]?.head, isThere ? at : undefined];
  // Who is in a row stays there, however far away it has been scrolled.
  indexes.push(...new Set(more.filter((index) => index < lines.length && (index < from || index >= to))));
  indexes.sort((a, b) => a - b);
  const stop = indexes.includes(at) ? at : Math.max(from, first);
  const items = [];
  let next = 0;
  let between = 0;
  const leave = (gap, id) => gap > 0 && items.push({ id, gap });
  for (const index of indexes) {
    leave(index - next, GAPS[next === 0 ? 0 : ++between]);
    items.push({ ...lines[index], index, tabIndex: index === stop ? 0 : -1 });
    next = index + 1;
  }
  leave(lines.length - next, GAPS.at(-1));
  return items;
}

/** With one key more or fewer. */
export function folding(folded, { key }, isFolded = !folded.has(key)) {
  return isFolded ? new Set([...folded, key]) : folded.difference(new Set([key]));
}

/**
 * The cells of a head: its name with how many they are, and what they come to in each column.
 *
 * @param line of linesOf
 * @param narrow what they come to where there are no columns, or null
 */
export function headCells({ group, rows }, { columns, narrow, isFolded, stop, fold }) {
  const name = html`
    <button type="button" class="fold" aria-expanded=${!isFolded} tabindex=${stop} @click=${fold}>
      ${icon(isFolded ? 'right' : 'down', 'small')} <strong class="ellipsis" dir="auto">${group.title}</strong>
      <span class="muted numbers">${number(rows.length)}</span>
    </button>
  `;
  if (narrow) return html`<th scope="rowgroup"><div class="cell">${name} ${narrow(rows)}</div></th>`;
  // The name has the room of what follows it and says nothing.
  const next = columns.findIndex(({ sum }) => sum);
  const width = next < 0 ? columns.length : next;
  return html`
    <th scope="rowgroup" colspan=${width}><div class="cell">${name}</div></th>
    ${columns.slice(width).map(
      ({ sum, align }) => html`<td class=${align ?? nothing}><div class="cell">${sum ? sum(rows) : nothing}</div></td>`,
    )}
  `;
}
