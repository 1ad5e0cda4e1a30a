/** Rows that are selected by their keys, in a table that shows some of them. */

/** Without what is not shown: nobody acts on what they do not see. The same set when nothing changes. */
export function seen(selected, shown, key) {
  if (selected.size === 0) return selected;
  const left = new Set(shown.map(key).filter((id) => selected.has(id)));
  return left.size === selected.size ? selected : left;
}

/** With one row more or fewer; with `from`, all between the two as the one is now. */
export function toggle(selected, shown, key, row, from = null) {
  const keys = shown.map(key);
  const to = keys.indexOf(key(row));
  const start = keys.indexOf(from);
  const range = start < 0 ? [keys[to]] : keys.slice(Math.min(start, to), Math.max(start, to) + 1);
  const others = new Set(selected);
  const isOn = !selected.has(key(row));
  for (const id of range) others[isOn ? 'add' : 'delete'](id);
  return others;
}
