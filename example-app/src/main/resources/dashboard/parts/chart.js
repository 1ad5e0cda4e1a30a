/**
 * A chart with its sentence and its table, from one set of rows. Colours, widths and print are the
 * stylesheet's matter, so nothing is drawn again when theme or window change.
 */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { bars, heat, line, share, unfolding } from './chart-drawings.js';
import { percent, shares, show, summarize } from './chart-values.js';
import { Part } from './element.js';

await styleOf(import.meta.url);

const DRAWINGS = { line, bars, heat, share };

let count = 0;

/**
 * - `kind`: `line` from zero, `bars`, `heat` (hour × weekday) or `share` (of three)
 * - `heading`, `note` beside it, `aside` at the right: a text or a template
 * - `columns`: `{label, type}`, the type `duration` (in seconds) or none, or with `digits` after the point; in a heat map `sum` marks a column
 *   that is no hour; the third of `bars` is what was before
 * - `rows`: `[name, value, …]`, null for what is not there yet; a name is a text or
 *   `{name, category, icon, current}`; of bars also `unfold` (`{isOpen, label, press()}`: rows below it are shown or
 *   not), and of those rows `level` and `short`, what they are called there
 * - `summary`: what it says, in a sentence; made from the rows when absent
 * - `running`: the last point of a line is not complete; `steps`: where the five of a heat map begin
 * - `as-table`: shows the table instead, for a page that swaps all of its charts
 */
class Chart extends Part {
  static properties = {
    kind: {},
    heading: {},
    note: { attribute: false },
    aside: { attribute: false },
    columns: { attribute: false },
    rows: { attribute: false },
    summary: {},
    running: { type: Boolean },
    steps: { attribute: false },
    asTable: { type: Boolean, attribute: 'as-table' },
    reading: { state: true },
  };

  #id = `chart-hatch-${++count}`;
  #sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => reachable(target)));

  constructor() {
    super();
    this.rows = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#observe();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  updated() {
    this.#observe();
  }

  /** Observing what is observed already changes nothing. */
  #observe() {
    this.querySelectorAll('.scroll').forEach((scroll) => this.#sizes.observe(scroll));
  }

  render() {
    const empty = this.rows.every(([, ...values]) => values.every((value) => value === null));
    return html`
      <figure class="chart" aria-label=${this.heading}>
        <figcaption>
          <span class="title">
            <h2>${this.heading}</h2>
            ${this.note ? html`<span class="note muted">${this.note}</span>` : nothing}
          </span>
          <span class="aside">
            ${this.aside ? html`<span class="muted numbers">${this.aside}</span>` : nothing}
            ${empty ? nothing : this.#toggle()}
          </span>
        </figcaption>
        ${empty ? html`<p class="empty muted">${text.chart.empty}</p>` : this.#content()}
      </figure>
    `;
  }

  #toggle() {
    return html`
      <button type="button" class="link" @click=${() => (this.asTable = !this.asTable)}>
        ${this.asTable ? text.chart.asChart : text.chart.asTable}
      </button>
    `;
  }

  #content() {
    const { kind, heading, columns, rows, running, reading } = this;
    const summary = this.summary ?? summarize(this);
    if (this.asTable) {
      return html`
        <p class="visually-hidden">${summary}</p>
        <div class="scroll">${this.#table()}</div>
      `;
    }
    const read = (index) => (this.reading = index);
    const drawing = DRAWINGS[kind]({
      heading, summary, columns, rows, running, reading, read, from: this.steps, id: this.#id,
    });
    // A heat map is its own table, with the sentence below it.
    if (kind === 'heat') return drawing;
    return html`
      ${kind === 'line' ? nothing : html`<p class="visually-hidden">${summary}</p>`} ${drawing}
      <div class="visually-hidden">${this.#table()}</div>
    `;
  }

  #table() {
    const parts = this.kind === 'share' ? shares(this.rows.map(([, value]) => value)) : null;
    return html`
      <table class="values" aria-label=${this.heading}>
        <thead>
          <tr>
            ${this.columns.map(({ label }) => html`<th scope="col">${label}</th>`)}
            ${parts ? html`<th scope="col">${text.chart.share}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(
            ([name, ...values], index) => html`
              <tr class=${name.current ? 'current' : ''}>
                <th scope="row" dir="auto" class=${name.level ? 'below' : nothing}>${this.asTable && name.unfold ? unfolding([name]) : show(name)}</th>
                ${values.map((value, place) => html`<td>${show(value, this.columns[place + 1])}</td>`)}
                ${parts ? html`<td>${percent(parts[index])}</td>` : nothing}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }
}

/** What scrolls can be scrolled by keys too; what does not is no stop on the way. */
function reachable(scroll) {
  if (scroll.scrollWidth > scroll.clientWidth) scroll.tabIndex = 0;
  else scroll.removeAttribute('tabindex');
}

customElements.define('astir-chart', Chart);
