/** The period that a page is about: a day, week, month, quarter, or chosen dates. */
import { html, nothing } from 'lit';
import { addDays, daysFrom, isDate, today } from '../calendar.js';
import { dateRange } from '../format.js';
import { Keys } from '../keys.js';
import { text } from '../messages.js';
import { KINDS, contains, labelOf, periodOf, step } from '../periods.js';
import { styleOf } from '../styles.js';
import { Part } from './element.js';
import { icon } from './icon.js';

await styleOf(import.meta.url);

/** Before this, a year has been typed with too few digits. */
const EARLIEST = '1900-01-01';

/**
 * `<astir-period>`; a page sets
 * - `value`: see periods.js; event `change` with the new one in `detail`
 * - `kinds`: those to choose from, all when absent
 * - `max`: the last day that there is something of, as text. Nobody gets to a period that begins later, or
 *   chooses a later date; the running week, month or quarter is whole all the same, and says "to today"
 * - `today`: another than the calendar's of this computer, such as that of the person whose day it is
 * - `weekStart`: 1 for Monday to 7; as the reader's country has it when absent
 * - `only`: `kinds` or `steps`, where they stand apart on a page
 *
 * Keys: [ and ] for before and after, T for today.
 */
class Period extends Part {
  static properties = {
    value: { attribute: false },
    kinds: { attribute: false },
    max: {},
    today: {},
    weekStart: { type: Number, attribute: 'week-start' },
    only: {},
    draft: { state: true },
    problem: { state: true },
  };

  #isTyping = false;

  constructor() {
    super();
    this.kinds = KINDS;
    const group = 'page';
    new Keys(this, [
      ['[', () => this.#step(-1), { label: text.period.previous, group }],
      [']', () => this.#step(1), { label: text.period.next, group }],
      ['t', () => this.#goToday(), { label: text.period.today, group }],
    ]);
  }

  get #today() {
    return this.today ?? today();
  }

  get #options() {
    return this.weekStart ? { weekStart: this.weekStart } : {};
  }

  willUpdate(changed) {
    this.value ??= periodOf('day', this.#today);
    // Another period from outside is not what somebody was about to type.
    if (changed.has('value')) {
      const { from, to } = this.value;
      this.draft = { from, to };
      this.problem = null;
    }
  }

  render() {
    // The fields' own event of that name is not the part's.
    return html`
      <div class="period" @change=${(event) => event.stopPropagation()}>
        ${this.only === 'steps' ? nothing : this.#choice()}
        ${this.only === 'kinds' ? nothing : this.#steps()}
        ${this.value.kind === 'dates' && this.only !== 'steps' ? this.#fields() : nothing}
      </div>
    `;
  }

  #choice() {
    return html`
      <div class="segments" role="group" aria-label=${text.period.label}>
        ${this.kinds.map(
          (kind) => html`
            <button type="button" aria-pressed=${kind === this.value.kind} @click=${() => this.#choose(kind)}>
              ${text.period.kinds[kind]}
            </button>
          `,
        )}
      </div>
    `;
  }

  #steps() {
    const { kind } = this.value;
    const button = (name, steps) => html`
      <button type="button" class="square" aria-label=${text.period[name][kind]} title=${text.period[name][kind]}
        ?disabled=${!this.#mayGo(step(this.value, steps, this.#options), steps)} @click=${() => this.#step(steps)}>
        ${icon(steps < 0 ? 'left' : 'right')}
      </button>
    `;
    return html`
      <span class="steps">
        ${button('before', -1)} ${button('after', 1)}
        <button type="button" ?disabled=${contains(this.value, this.#today)} @click=${this.#goToday}>
          ${text.period.today}
        </button>
      </span>
      <span class="muted numbers" role="status">${this.#label}</span>
    `;
  }

  get #label() {
    const label = labelOf(this.value);
    const { from, to } = this.value;
    const isRunning = this.max === this.#today && from < this.max && this.max < to;
    return isRunning ? text.period.toToday(label) : label;
  }

  #fields() {
    return html`<div class="dates">${this.#field('from')} ${this.#field('to')}</div>`;
  }

  #field(name) {
    const problem = this.problem?.name === name ? this.problem.message : null;
    return html`
      <label class="date">
        <span class="note">${text.period[name]}</span>
        <input type="date" .value=${this.draft[name]} max=${this.max ?? '9999-12-31'} aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${problem ? `${name}-problem` : nothing}
          @keydown=${this.#pressed} @input=${({ target }) => this.#changed(name, target.value)}
          @blur=${({ target }) => this.#enter(name, target.value)} />
        ${problem ? html`<span class="note failure" id="${name}-problem" role="alert">${problem}</span>` : nothing}
      </label>
    `;
  }

  /** What is typed is a date after each key, such as January on the way to November: Enter or leaving says it is done. */
  #pressed({ key, target }) {
    this.#isTyping = key !== 'Enter';
    if (key === 'Enter') target.dispatchEvent(new Event('input'));
  }

  #changed(name, value) {
    if (!this.#isTyping) this.#enter(name, value);
    else if (this.problem && !this.#wrong({ ...this.draft, [name]: value }, name)) this.problem = null;
  }

  #enter(name, value) {
    this.#isTyping = false;
    this.draft = { ...this.draft, [name]: value };
    const message = this.#wrong(this.draft, name);
    this.problem = message ? { name, message } : null;
    const { from, to } = this.draft;
    if (message || (from === this.value.from && to === this.value.to)) return;
    this.#set({ kind: 'dates', from, to });
  }

  /** What is wrong with two dates, of which one has just been changed; null when nothing is. */
  #wrong({ from, to }, name) {
    const date = name === 'from' ? from : to;
    const on = (day) => dateRange(day, day);
    if (!isDate(date) || date < EARLIEST) return text.period.noDate;
    if (this.max && date > this.max) return text.period.tooLate(on(this.max));
    if (from <= to) return null;
    return name === 'from' ? text.period.fromAfterTo(on(to)) : text.period.toBeforeFrom(on(from));
  }

  /** From a longer period to today's shorter one within it, else to its first. */
  #choose(kind) {
    const { from, to } = this.value;
    if (kind === 'dates') {
      this.#set({ kind, from, to: this.max && to > this.max ? this.max : to });
    } else {
      this.#set(periodOf(kind, contains(this.value, this.#today) ? this.#today : from, this.#options));
    }
  }

  #step(steps) {
    const next = step(this.value, steps, this.#options);
    if (this.#mayGo(next, steps)) this.#set(next);
  }

  /** Back at any time: an address may name a day that is yet to come. */
  #mayGo({ kind, from, to }, steps) {
    return steps < 0 || !this.max || (kind === 'dates' ? to : from) <= this.max;
  }

  /** Chosen dates end today, and are as many as before. */
  #goToday() {
    const { kind, from, to } = this.value;
    const end = this.#today;
    this.#set(kind === 'dates' ? { kind, from: addDays(end, -daysFrom(from, to)), to: end } : periodOf(kind, end, this.#options));
  }

  #set(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}

customElements.define('astir-period', Period);
