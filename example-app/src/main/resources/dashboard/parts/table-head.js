/** The head of a table: what each column is, and what sorts by it. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { icon } from './icon.js';
import { parseSort } from './table-order.js';

/** A cell for each column. @param choose called with a sort such as `-active` */
export function headings(columns, sort, choose) {
  const current = parseSort(sort);
  return columns.map((column) => {
    const { name, title, align, value } = column;
    const isCurrent = current?.name === name;
    const direction = current?.descending ? 'descending' : 'ascending';
    return html`
      <th scope="col" class=${align ?? nothing} aria-sort=${isCurrent && value ? direction : nothing}>
        ${
          value
            ? html`
                <button type="button" class="quiet" @click=${() => choose(toggled(column, current))}>
                  ${title}${isCurrent ? icon('sort', 'small') : nothing}
                </button>
              `
            : title
        }
      </th>
    `;
  });
}

/** The same as a field, where there are no columns. */
export function sortField(columns, sort, choose) {
  const current = parseSort(sort);
  const sortable = columns.filter(({ value }) => value);
  const column = sortable.find(({ name }) => name === current?.name);
  const label = current?.descending ? text.table.descending : text.table.ascending;
  return html`
    <th scope="col">
      <span class="sort-field">
        <label>
          <span>${text.table.sortBy}</span>
          <select @change=${({ target }) => choose(toggled(sortable[target.selectedIndex - (column ? 0 : 1)], null))}>
            ${column ? nothing : html`<option selected>–</option>`}
            ${sortable.map((each) => html`<option ?selected=${each === column}>${each.title}</option>`)}
          </select>
        </label>
        ${
          column
            ? html`
                <button type="button" class="quiet square ${current.descending ? 'descending' : ''}"
                  aria-label=${label} title=${label} @click=${() => choose(toggled(column, current))}>
                  ${icon('sort')}
                </button>
              `
            : nothing
        }
      </span>
    </th>
  `;
}

/** What the next press on the head of a column sorts by. */
function toggled({ name, descendingFirst = false }, current) {
  const descending = current?.name === name ? !current.descending : descendingFirst;
  return descending ? `-${name}` : name;
}
