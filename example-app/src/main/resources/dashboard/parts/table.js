/** A table of any length: sorted, searched, read and opened by pointer or keys, rendered as it is scrolled. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Ticking } from '../format.js';
import { Keys } from '../keys.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { Stillness } from './stillness.js';
import { styled } from './styled.js';
import { headings, sortField } from './table-head.js';
import { folding, headCells, itemsOf, linesOf } from './table-lines.js';
import { kept, parseSort, rowMatches, sorted } from './table-order.js';
import { boxOfOne, boxOfSeveral, seen, toggle, toggleAll } from './table-selection.js';
import { RowWindow } from './table-window.js';

await styleOf(import.meta.url);

/** What of a row acts by itself, so that pressing it does not open the row. */
const CONTROLS = 'a, button, input, select, textarea, label, summary';

/** In rem: a column that has no width shrinks to this, and the column of the checkboxes. */
const LEAST_WIDTH = 8;
const CHOICE_WIDTH = 2.75;

/**
 * `<astir-table>`; a page sets properties:
 * - `caption`: what is in it, for screen readers
 * - `columns`, the same array at each rendering, of
 *   - `name`, and `title` for the head
 *   - `value(row)`: a text, number or date to sort by; a column without one cannot be sorted
 *   - `cell(row, tabIndex)`: what is shown, the value when absent; controls in it take that tabIndex, since
 *     all rows together are one stop of the Tab key
 *   - `align`: `end` for numbers
 *   - `width` in rem; columns without one share what is left, with 8 rem at least
 *   - `descendingFirst`: the first press on its head sorts from the highest down
 *   - `sum(rows)`: what the head of a group says in it
 *   The first column names the row, and stays in sight when the table is scrolled sideways.
 * - `rows`, and `key(row)`: a changed row is another object with the same key
 * - `sort`: `name` or `-name` of a column, for the address of the page; without it rows are in the page's order.
 *   Event `sort` with the new one in `detail`
 * - `query` with `texts(row)`, an array: what somebody searches for, and where. Or `filter(row)`, the same
 *   function until what it lets through changes
 * - `narrow(row, tabIndex)`: a row where the columns do not fit; without it, the table then scrolls in itself
 * - `dense`: lower rows. Any other height is `--row` in the stylesheet of the page
 * - `opens`: rows can be opened; event `open` with the row in `detail`
 * - `selects`: rows can be selected; `selected` is a set of keys, event `selection` with another in `detail`;
 *   `selectable(row)`: not all of them
 * - `groups`: `{all: [{key, title}], of(row)}`, the same object until it changes: rows stand below the head of
 *   theirs, which stays in sight. `narrowGroup(rows)`: what a head says where the columns do not fit; `folded`: a set
 *   of keys, event `fold` with another in `detail`
 * - `empty` and `noMatch`: templates for no rows at all, and for none that matches
 *
 * While somebody points at a row, or has gone to one by keys, and for some seconds after they last moved, rows
 * stay in their order, whatever changes in them. On paper all rows are printed that match, with the head on each page.
 */
class Table extends Part {
  static properties = {
    caption: {},
    columns: { attribute: false },
    rows: { attribute: false },
    key: { attribute: false },
    sort: {},
    query: {},
    texts: { attribute: false },
    filter: { attribute: false },
    narrow: { attribute: false },
    dense: { type: Boolean },
    opens: { type: Boolean },
    selects: { type: Boolean },
    selected: { attribute: false },
    selectable: { attribute: false },
    groups: { attribute: false },
    narrowGroup: { attribute: false },
    folded: { attribute: false },
    empty: { attribute: false },
    noMatch: { attribute: false },
  };

  #window = new RowWindow(this);
  /** Rows in their order, folded ones as well. */
  #shown = [];
  /** What stands in the table: linesOf. */
  #lines = [];
  /** Keys of all rows when they were last put in order. */
  #known = new Set();
  #stillness = new Stillness(this, 'tbody');
  #isStale = false;
  /** The key of the row that Tab leads to, where it stands, and whether somebody is there. */
  #current = null;
  #at = 0;
  #isFocused = false;
  #isGoing = false;
  #lastChosen = null;

  constructor() {
    super();
    this.caption = '';
    this.columns = [];
    this.rows = [];
    this.key = ({ id }) => id;
    this.query = '';
    this.selected = new Set();
    this.selectable = () => true;
    this.groups = null;
    this.folded = new Set();
    new Ticking(this);
    new Keys(this, [
      ['j', () => this.#lastUsed.move(1), { label: text.table.next, group: 'page' }],
      ['k', () => this.#lastUsed.move(-1), { label: text.table.previous, group: 'page' }],
    ]);
  }

  /** Of several tables on a page, the keys are for the one where somebody is. */
  get #lastUsed() {
    return document.activeElement.closest('astir-table') ?? this;
  }

  /** Renders now, not a moment later. */
  flush() {
    this.performUpdate();
  }

  willUpdate(changed) {
    const isAsked = ['sort', 'query', 'filter'].some((name) => changed.has(name));
    const isChanged = changed.has('rows') || changed.has('columns');
    if (isAsked || (!this.#stillness.isKept && (isChanged || this.#isStale))) this.#arrange();
    else if (changed.has('rows')) this.#keep();
    this.#isFocused = this.#isGoing || this.#hasFocus;
    this.#lines = linesOf(this.#shown, this.key, this.groups, this.folded);
    this.#find();
    this.#window.resize(this.#lines.length);
    const selected = seen(this.selected, this.#shown, this.key);
    if (selected !== this.selected) this.#select(selected);
  }

  #arrange() {
    const wanted = this.rows.filter((row) => this.#isWanted(row));
    const sort = parseSort(this.sort);
    const column = this.columns.find(({ name, value }) => value && name === sort?.name);
    const { key } = this;
    const before = this.#shown.map(key);
    this.#shown = column ? sorted(wanted, { ...sort, value: column.value, key, before }) : wanted;
    this.#known = new Set(this.rows.map(key));
    this.#isStale = false;
  }

  #keep() {
    const { key } = this;
    const keys = this.#shown.map(key);
    this.#shown = kept(this.rows, { keys, key, known: this.#known, isWanted: (row) => this.#isWanted(row) });
    this.#known = new Set([...this.#known, ...this.rows.map(key)]);
    this.#isStale = true;
  }

  #isWanted(row) {
    if (this.filter && !this.filter(row)) return false;
    return !this.query || !this.texts || rowMatches(row, this.texts, this.query);
  }

  /** Where the current row stands; the one that takes its place when it is gone. */
  #find() {
    const at = this.#lines.findIndex(({ id }) => id === this.#current);
    this.#at = at >= 0 ? at : Math.max(0, Math.min(this.#at, this.#lines.length - 1));
    if (at < 0) this.#current = this.#lines[this.#at]?.id ?? null;
  }

  get #hasFocus() {
    return this.querySelector('tbody')?.contains(document.activeElement) ?? false;
  }

  get #width() {
    const width = this.columns.reduce((sum, column) => sum + (column.width ?? LEAST_WIDTH), 0);
    return width + (this.selects ? CHOICE_WIDTH : 0);
  }

  /** Where every column has a width, the first has what is left. */
  #takesRest({ width }, index) {
    return !width || (index === 0 && this.columns.every((column) => column.width));
  }

  render() {
    const isTight = this.hasUpdated && this.#width * this.#window.rem > this.clientWidth;
    const isNarrow = isTight && Boolean(this.narrow);
    const kind = [isNarrow ? 'narrow' : isTight ? 'sideways' : '', this.dense ? 'dense' : ''].join(' ');
    const width = isNarrow ? null : `${this.#width}rem`;
    return html`
      <div class="box panel ${kind}">
        <table class=${this.selects ? 'selects' : nothing} aria-rowcount=${this.#lines.length + 1}
          ${styled({ 'min-width': width })}>
          <caption class="visually-hidden">${this.caption}</caption>
          <colgroup>
            ${this.selects ? html`<col class="choice" />` : nothing}
            ${
              isNarrow
                ? html`<col />`
                : this.columns.map((column, i) => html`<col ${styled({ width: this.#takesRest(column, i) ? null : `${column.width}rem` })} />`)
            }
          </colgroup>
          <thead>
            <tr aria-rowindex="1">
              ${this.selects ? boxOfSeveral(this.selected, this.#keysOf(this.#shown), text.table.selectAll, (all) => this.#select(all)) : nothing}
              ${(isNarrow ? sortField : headings)(this.columns, this.sort, (sort) => this.#sort(sort))}
            </tr>
          </thead>
          <tbody class=${[this.opens ? 'opens' : '', this.groups ? 'grouped' : ''].join(' ')} @keydown=${this.#pressed} @click=${this.#clicked}
            @focusin=${this.#entered}>
            ${repeat(this.#items(), ({ id }) => id, (item) => this.#item(item, isNarrow))}
          </tbody>
        </table>
        ${this.#shown.length === 0 ? this.#nothing() : nothing}
      </div>
      <p class="visually-hidden" role="status">
        ${this.query || this.filter ? text.table.matches(this.#shown.length, this.rows.length) : nothing}
      </p>
    `;
  }

  /** What the body is made of: rows and heads, and the room of those that are not rendered. */
  #items() {
    return itemsOf(this.#lines, this.#window, { at: this.#at, isThere: this.#isFocused });
  }

  #item(item, isNarrow) {
    if (item.gap) return this.#gap(item, isNarrow);
    return item.group ? this.#head(item, isNarrow) : this.#row(item, isNarrow);
  }

  #gap({ gap }, isNarrow) {
    const height = `${gap * this.#window.height}px`;
    const columns = (isNarrow ? 1 : this.columns.length) + (this.selects ? 1 : 0);
    return html`<tr class="gap" aria-hidden="true"><td colspan=${columns} ${styled({ height })}></td></tr>`;
  }

  #row({ id, row, index, tabIndex }, isNarrow) {
    const cells = isNarrow
      ? html`<td><div class="cell">${this.narrow(row, tabIndex)}</div></td>`
      : this.columns.map(({ value, cell = value, align }, column) => {
          const content = html`<div class="cell">${cell(row, tabIndex)}</div>`;
          return column === 0
            ? html`<th scope="row" class=${align ?? nothing}>${content}</th>`
            : html`<td class=${align ?? nothing}>${content}</td>`;
        });
    return html`
      <tr data-row=${String(id)} aria-rowindex=${index + 2} tabindex=${tabIndex} .row=${row} .line=${{ id, row }}>
        ${this.selects ? this.#choose(row, id) : nothing} ${cells}
      </tr>
    `;
  }

  /** The head of a group, as high as a row. */
  #head(line, isNarrow) {
    const { id, group, rows, index, tabIndex } = line;
    const cells = headCells(line, {
      columns: this.columns,
      narrow: isNarrow ? (this.narrowGroup ?? (() => nothing)) : null,
      isFolded: this.folded.has(group.key),
      stop: tabIndex,
      fold: () => this.#fold(group),
    });
    return html`
      <tr class="group" data-row=${id} aria-rowindex=${index + 2} .line=${line}>
        ${this.selects ? boxOfSeveral(this.selected, this.#keysOf(rows), text.table.select(group.title), (all) => this.#select(all)) : nothing}
        ${cells}
      </tr>
    `;
  }

  #keysOf(rows) {
    return rows.filter(this.selectable).map(this.key);
  }

  #choose(row, id) {
    const name = this.columns[0].value?.(row) ?? id;
    return boxOfOne(this.selectable(row), this.selected.has(id), name, (isRange) => this.#toggle(row, isRange));
  }

  #nothing() {
    if (this.rows.length === 0) return this.empty ?? html`<p class="none muted">${text.table.empty}</p>`;
    return this.noMatch ?? html`<p class="none muted">${text.table.noMatch}</p>`;
  }

  updated() {
    if (!this.#isFocused || this.#isGoing || this.#hasFocus) return;
    focusable(this.#currentRow)?.focus({ preventScroll: true });
  }

  get #currentRow() {
    return this.querySelector(`[data-row="${CSS.escape(String(this.#current))}"]`);
  }

  #sort(sort) {
    this.sort = sort;
    this.dispatchEvent(new CustomEvent('sort', { detail: sort }));
  }

  #select(selected) {
    this.selected = selected;
    this.dispatchEvent(new CustomEvent('selection', { detail: selected }));
  }

  /** With Shift, all from the one before. */
  #toggle(row, isRange) {
    const shown = this.#shown.filter(this.selectable);
    this.#select(toggle(this.selected, shown, this.key, row, isRange ? this.#lastChosen : null));
    this.#lastChosen = this.key(row);
  }

  #entered({ target }) {
    this.#current = target.closest('[data-row]').line.id;
    this.requestUpdate();
  }

  /** To the row so many further; from outside, to the one that Tab leads to. */
  move(step) {
    this.#goTo(this.#hasFocus ? this.#at + step : this.#items().find(({ tabIndex }) => tabIndex === 0)?.index);
  }

  async #goTo(index) {
    const line = this.#lines[Math.max(0, Math.min(index, this.#lines.length - 1))];
    if (!line) return;
    this.#current = line.id;
    this.#isGoing = true;
    this.requestUpdate();
    await this.updateComplete;
    this.#isGoing = false;
    focusable(this.#currentRow).focus({ preventScroll: true });
    this.#currentRow.scrollIntoView({ block: 'nearest' });
  }

  #pressed(event) {
    const line = event.target.line ?? this.#headOf(event.target);
    if (!line || event.ctrlKey || event.altKey || event.metaKey) return;
    const { page } = this.#window;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in steps) this.#goTo(this.#at + steps[event.key]);
    else if (line.group) return this.#pressedHead(event, line);
    else if (event.key === 'Enter' && this.opens) this.#open(line.row);
    else if (event.key === ' ' && this.selects) {
      if (this.selectable(line.row)) this.#toggle(line.row, event.shiftKey);
    } else return;
    event.preventDefault();
  }

  /** The button that folds a group is where the keys are in its head; Enter presses it by itself. */
  #headOf(target) {
    return target.closest('.fold') ? target.closest('[data-row]').line : null;
  }

  #pressedHead(event, { group, rows }) {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#fold(group, event.key === 'ArrowLeft');
    else if (event.key === ' ' && this.selects) this.#select(toggleAll(this.selected, this.#keysOf(rows)));
    else return;
    event.preventDefault();
  }

  #fold(group, isFolded) {
    this.folded = folding(this.folded, group, isFolded);
    this.dispatchEvent(new CustomEvent('fold', { detail: this.folded }));
  }

  #clicked({ target }) {
    const line = target.closest('[data-row]')?.line;
    if (!line || target.closest(CONTROLS) || !getSelection().isCollapsed) return;
    if (line.group) this.#fold(line.group);
    else if (this.opens) this.#open(line.row);
  }

  #open(row) {
    this.dispatchEvent(new CustomEvent('open', { detail: row }));
  }
}

/** Where the keys are in a row: itself, or the button of a head. */
function focusable(row) {
  return row?.querySelector('.fold') ?? row;
}

customElements.define('astir-table', Table);
