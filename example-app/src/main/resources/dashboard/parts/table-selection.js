/** Rows that are selected by their keys, in a table that shows some of them. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';

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

/** With all of these, or without them when all are selected. */
export function toggleAll(selected, keys) {
  const isAll = keys.every((id) => selected.has(id));
  return isAll ? selected.difference(new Set(keys)) : selected.union(new Set(keys));
}

/** The box of several rows: of all, or of a group. Nothing where none of them can be selected. */
export function boxOfSeveral(selected, keys, label, change) {
  const count = keys.filter((id) => selected.has(id)).length;
  const isAll = count > 0 && count === keys.length;
  return html`
    <td class="choice">
      ${
        keys.length === 0
          ? nothing
          : html`
              <label>
                <input type="checkbox" tabindex=${label === text.table.selectAll ? nothing : -1} aria-label=${label}
                  .checked=${isAll} .indeterminate=${count > 0 && !isAll} @change=${() => change(toggleAll(selected, keys))} />
              </label>
            `
      }
    </td>
  `;
}

/** The box of one row; nothing where it cannot be selected. @param toggled called with whether Shift is held */
export function boxOfOne(isSelectable, isSelected, name, toggled) {
  return html`
    <td class="choice">
      ${
        isSelectable
          ? html`
              <label>
                <input type="checkbox" tabindex="-1" aria-label=${text.table.select(name)} .checked=${isSelected}
                  @click=${(event) => toggled(event.shiftKey)} />
              </label>
            `
          : nothing
      }
    </td>
  `;
}
