/**
 * The kinds of charts, drawn. Places and lengths are percentages, so a drawing follows its width without
 * being drawn again, and colours are classes of the stylesheet, so it follows the theme as text does.
 */
import { html, nothing, svg } from 'lit';
import { text } from '../messages.js';
import { hoursOf, nameOf, percent, scale, shares, show, steps } from './chart-values.js';
import { icon } from './icon.js';

const WIDEST = 100;

/** Where the text of a point stands. */
const ABOVE = '-0.9em';
const BELOW = '1.9em';

/** Between as many names a line of 240 px has room for the others. */
const GAPS_UNDER_LINE = 3;

/** A line from zero; the last point may still be running. Pointing at it reads one point. */
export function line({ columns: [, column], rows, running, reading, read, heading, summary }) {
  const values = rows.map(([, value]) => value);
  const { top, write } = scale(Math.max(...values), column);
  const x = (index) => (rows.length === 1 ? WIDEST / 2 : (WIDEST * index) / (rows.length - 1));
  const y = (index) => WIDEST - (WIDEST * values[index]) / top;
  const known = values.flatMap((value, index) => (value === null ? [] : [index]));
  const last = known.at(-1);
  const at = values[reading] === null ? undefined : reading;
  const nearest = ({ offsetX, currentTarget }) => {
    const index = Math.round((offsetX / currentTarget.clientWidth) * (rows.length - 1));
    read(Math.min(rows.length - 1, Math.max(0, index)));
  };
  const reads = (index) => text.chart.reads(nameOf(rows[index]), show(values[index], column));
  const soFar = text.chart.soFar(write(values[last]));
  const falls = values[last] < values[known.at(-2)] && y(last) < 85;
  return html`
    <div class="line" role="img" aria-label=${`${heading}. ${summary}`}>
      <div class="marks" aria-hidden="true">
        ${[top, top / 2, 0].map((value) => html`<span>${write(value)}</span>`)}
      </div>
      <svg aria-hidden="true" @pointermove=${nearest} @pointerleave=${() => read(undefined)}>
        <rect class="ground" width="100%" height="100%" />
        ${[0, 50, 100].map((height) => svg`<line class="grid" x2="100%" y1="${height}%" y2="${height}%" />`)}
        ${known.slice(1).map((index, order) =>
          known[order] === index - 1
            ? svg`<line class="stroke ${running && index === last ? 'running' : ''}" x1="${x(index - 1)}%"
                y1="${y(index - 1)}%" x2="${x(index)}%" y2="${y(index)}%" />`
            : nothing,
        )}
        ${running || known.length === 1 ? point('last', x(last), y(last)) : nothing}
        ${at === undefined ? nothing : point('read', x(at), y(at))}
        ${namedPoints(rows.length).map((index) => label(nameOf(rows[index]), x(index), WIDEST, '1.75em', 'name'))}
        ${at !== undefined ? label(reads(at), x(at), y(at), y(at) < 20 ? BELOW : ABOVE) : nothing}
        ${at === undefined && running ? label(soFar, x(last), y(last), falls ? BELOW : ABOVE) : nothing}
      </svg>
    </div>
  `;
}

function point(className, x, y) {
  return svg`<circle class=${className} cx="${x}%" cy="${y}%" r="4" />`;
}

/** Text that stays within the drawing. */
function label(words, x, y, dy, className = 'value') {
  const anchor = x < 15 ? 'start' : x > 85 ? 'end' : 'middle';
  return svg`<text class=${className} x="${x}%" y="${y}%" dy=${dy} text-anchor=${anchor}>${words}</text>`;
}

/** Which points are named: evenly from the first, and the last, without two that touch. */
function namedPoints(count) {
  const step = Math.max(1, Math.ceil(count / GAPS_UNDER_LINE));
  const even = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
  const apart = even.filter((index) => index === 0 || index <= count - 1 - step * 0.6);
  return count > 1 ? [...apart, count - 1] : apart;
}

/** A bar a row, the longest as wide as there is room; a tick says what it was before. */
export function bars({ columns: [, column, before], rows }) {
  const most = Math.max(1, ...rows.flatMap(([, value, earlier]) => [value ?? 0, earlier ?? 0]));
  const width = (value) => (WIDEST * value) / most;
  return html`
    <div class="bars">
      ${rows.map((row) => {
        const [cell, value, earlier] = row;
        return html`
          <div class="row ${classesOf(cell)}">
            ${cell.unfold ? unfolding(row) : html`<span class="name" aria-hidden="true">${named(row)}</span>`}
            <svg aria-hidden="true">
              ${before ? nothing : svg`<rect class="track" y="4" width="100%" height="12" rx="2" />`}
              ${
                value > 0
                  ? svg`<rect class="bar" y="4" width="${Math.max(1, width(value))}%" height="12" rx="2" />`
                  : nothing
              }
              ${
                typeof earlier === 'number'
                  ? svg`<line class="gap" x1="${width(earlier)}%" x2="${width(earlier)}%" y1="2" y2="18" />
                      <line class="tick" x1="${width(earlier)}%" x2="${width(earlier)}%" y1="2" y2="18" />`
                  : nothing
              }
            </svg>
            <strong class="numbers" aria-hidden="true">${show(value, column)}</strong>
          </div>
        `;
      })}
    </div>
    ${
      before
        ? html`<p class="key note muted" aria-hidden="true"><span class="tick"></span>${before.label}</p>`
        : nothing
    }
  `;
}

function classesOf({ category, level, current }) {
  return [category && `category-${category}`, level && 'below', current && 'current'].filter(Boolean).join(' ');
}

function named(row) {
  const [cell] = row;
  return html`
    ${cell.category ? html`<span class="swatch"></span>` : nothing}
    ${cell.icon ? icon(cell.icon, 'small muted') : nothing}
    <span class="ellipsis" dir="auto">${cell.short ?? nameOf(row)}</span>
  `;
}

/** The name of a row that has others below it: what is in them is the table's to say. */
export function unfolding(row) {
  const { isOpen, label, press } = row[0].unfold;
  return html`
    <button type="button" class="name" aria-expanded=${isOpen} aria-label=${label} title=${label} @click=${press}>
      ${named(row)} ${icon(isOpen ? 'down' : 'right', 'small muted')}
    </button>
  `;
}

/** A cell an hour and weekday, in five steps, with its number: a table by itself. */
export function heat({ columns, rows, from, heading, summary }) {
  const hours = hoursOf(columns);
  const values = rows.flatMap((row) => hours.map(({ place }) => row[place] ?? 0));
  const begins = from ?? steps(Math.max(...values));
  const level = (value) => begins.filter((step) => value >= step).length;
  const sum = columns.findIndex((column) => column.sum);
  return html`
    <div class="scroll">
      <table class="heat" aria-label=${heading}>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${columns[0].label}</span></th>
            ${columns.slice(1).map(
              (each) => html`<th scope="col" class=${each.sum ? 'sum' : ''}>${each.label}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`
              <tr class=${row[0].current ? 'current' : ''}>
                <th scope="row">${nameOf(row)}</th>
                ${hours
                  .map(({ place }) => row[place])
                  .map((value) => html`<td class="step-${level(value)}">${value ?? nothing}</td>`)}
                ${sum > 0 ? html`<td class="sum">${show(row[sum], columns[sum])}</td>` : nothing}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    <div class="foot note muted">
      <p class="steps" aria-hidden="true">
        ${text.chart.fewer}
        ${begins.map((step, index) =>
          step === begins[index + 1] ? nothing : html`<span class="step-${index + 1}">${step}+</span>`,
        )}
        ${text.chart.more}
      </p>
      <p>${summary}</p>
    </div>
  `;
}

/** Parts of a whole: the first solid, the second grey, the third hatched. */
export function share({ rows, id }) {
  const parts = shares(rows.map(([, value]) => value));
  const starts = parts.map((part, index) => parts.slice(0, index).reduce((sum, each) => sum + each, 0));
  return html`
    <div class="share" aria-hidden="true">
      <svg>
        <pattern id=${id} width="5" height="5" patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)">
          <rect class="soft" width="5" height="5" /><rect class="hatch" width="2.5" height="5" />
        </pattern>
        <rect class="track" width="100%" height="100%" />
        ${parts.map(
          (part, index) => svg`<rect class="part-${index}" height="100%" x="${starts[index]}%"
            width="${part}%" fill=${index === 2 ? `url(#${id})` : nothing} />`,
        )}
        ${starts
          .filter((x) => x > 0 && x < WIDEST)
          .map((x) => svg`<line class="gap" x1="${x}%" x2="${x}%" y2="100%" />`)}
      </svg>
      <p class="note muted numbers">
        ${rows.map((row, index) => html`<span>${percent(parts[index])} ${nameOf(row)}</span> `)}
      </p>
    </div>
  `;
}
