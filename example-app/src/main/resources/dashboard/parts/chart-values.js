/** What charts have in common: values as text, scales from zero, shares, steps, and a sentence. */
import { duration, number } from '../format.js';
import { text } from '../messages.js';

const HOUR = 3_600;
const MINUTE = 60;

/** Tops of a scale that leave a simple number in its middle. */
const TOPS = [1, 2, 3, 4, 5, 6, 8, 10];

/** What is not there yet is not zero. */
const NOTHING = '–';

/** A row is named by a text, or by `{name, category, icon, current}`. */
export function nameOf([cell]) {
  return typeof cell === 'object' ? cell.name : String(cell);
}

/** A value as its column says it: `duration` is in seconds; of other numbers so many `digits` after the point. */
export function show(value, { type, digits } = {}) {
  if (value === null || value === undefined) return NOTHING;
  if (type === 'duration') return duration(value);
  if (typeof value !== 'number') return nameOf([value]);
  return number(value, digits && { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A percentage, of 100. */
export function percent(value) {
  return number(value / 100, { style: 'percent' });
}

/** A scale from zero to a simple number at or above `most`, and how its marks are written. */
export function scale(most, { type }) {
  const hours = type === 'duration' && (most >= HOUR || most === 0);
  const unit = type === 'duration' ? (hours ? HOUR : MINUTE) : 1;
  const least = unit === 1 ? most : Math.max(most, 2 * unit);
  const power = 10 ** Math.floor(Math.log10(Math.max(least / unit, 1)));
  const top = TOPS.find((step) => step * power * unit >= least) * power * unit;
  const write = (value) => {
    const count = number(value / unit, { maximumFractionDigits: top > 10 * unit ? 0 : 1 });
    if (type !== 'duration') return count;
    return hours ? text.chart.hours(count) : text.time.minutes(count);
  };
  return { top, write };
}

/** Whole per cents that add up to 100: what rounding leaves goes to the largest remainders. */
export function shares(values) {
  const sum = total(values);
  if (sum === 0) return values.map(() => 0);
  const exact = values.map((value) => (100 * (value ?? 0)) / sum);
  const whole = exact.map(Math.floor);
  const left = (index) => exact[index] - whole[index];
  const order = [...exact.keys()].sort((one, other) => left(other) - left(one));
  const missing = 100 - total(whole);
  for (const index of order.slice(0, missing)) whole[index]++;
  return whole;
}

/** Where the five steps of a heat map begin. */
export function steps(most) {
  return [0, 1, 2, 3, 4].map((step) => Math.max(1, Math.ceil((most * step) / 5)));
}

function total(values) {
  return values.reduce((sum, value) => sum + (value ?? 0), 0);
}

/** The columns of a heat map that are hours, by their place in a row. */
export function hoursOf(columns) {
  return columns.map((column, place) => ({ ...column, place })).filter(({ place, sum }) => place > 0 && !sum);
}

/** What a chart says, in a sentence, where the page has none of its own. */
export function summarize({ kind, columns, rows, running }) {
  return SENTENCES[kind](columns, rows, running);
}

const SENTENCES = {
  line(columns, rows, running) {
    const known = rows.filter(([, value]) => value !== null);
    const last = running ? known.at(-1) : null;
    const done = last ? known.slice(0, -1) : known;
    const most = largest(done, 1);
    const point = (row) => text.chart.point(nameOf(row), show(row[1], columns[1]));
    const parts = [
      most && text.chart.highest(point(most)),
      done.length > 1 && text.chart.latest(point(done.at(-1))),
      last && text.chart.running(point(last)),
    ];
    return `${parts.filter(Boolean).join('; ')}.`;
  },
  bars(columns, rows) {
    const most = largest(rows, 1);
    const sum = total(rows.map(([, value]) => value));
    return text.chart.most(nameOf(most), show(most[1], columns[1]), show(sum, columns[1]));
  },
  heat(columns, rows) {
    const cells = rows.flatMap((row) =>
      hoursOf(columns).map(({ label, place }) => [`${nameOf(row)} ${label}`, row[place]]),
    );
    const most = largest(cells, 1);
    return text.chart.busiest(most[0], show(most[1]));
  },
  share(columns, rows) {
    const parts = shares(rows.map(([, value]) => value));
    return `${rows.map((row, index) => `${percent(parts[index])} ${nameOf(row)}`).join(', ')}.`;
  },
};

function largest(rows, place) {
  return rows.reduce((most, row) => (most && (most[place] ?? 0) >= (row[place] ?? 0) ? most : row), null);
}
