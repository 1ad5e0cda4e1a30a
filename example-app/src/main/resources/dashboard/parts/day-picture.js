/**
 * The picture of a day: project, application, focus and media, each a lane. Hours run across, and down on a phone;
 * which of them is the stylesheet's matter, as are colours: places are shares of the range that is shown.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, duration, hour } from '../format.js';
import { styleOf } from '../styles.js';
import { DRAWINGS, linesOf } from './day-block-drawings.js';
import { LANES, blocksOf, isWork, spanOf } from './day-blocks.js';
import { DayGround } from './day-ground.js';
import { words } from './day-picture-words.js';
import { clockAt, hourMarks, merge, placeOf, rangeOf, within } from './day-places.js';
import { Part } from './element.js';
import { styled } from './styled.js';

await styleOf(import.meta.url);
await styleOf(new URL('./chart.js', import.meta.url)); // the categories' colours

/** What the lanes are made of; what is only pointed at changes none of them. */
const DRAWN = ['timeline', 'names', 'now', 'zoomed'];

/** From so many hours on, every second is named. */
const MANY_HOURS = 14;

/** Of the range: an hour so near to now has its name under that of now. */
const NEAR_NOW = 0.05;

/**
 * - `timeline`: see `GET /api/timeline`
 * - `names`: see blocksOf()
 * - `now`: in milliseconds where it is today, else null
 * - `editable`: whether dragging over empty ground asks for time to add
 *
 * Events: `add` with `{from, to}` in `detail`, `open` with the block that was chosen.
 */
class DayPicture extends Part {
  static properties = {
    timeline: { attribute: false },
    names: { attribute: false },
    now: { attribute: false },
    editable: { type: Boolean },
    /** The part of the day that is shown, where somebody zoomed. */
    zoomed: { state: true },
    reading: { state: true },
    selection: { state: true },
  };

  #ground = new DayGround(this);
  #lanes = {};

  /** What is shown: `{from, to}`. */
  get range() {
    return this.zoomed ?? this.#whole;
  }

  get day() {
    return { from: Date.parse(this.timeline.dayStart), to: Date.parse(this.timeline.dayEnd) };
  }

  get #whole() {
    const { timeline, now } = this;
    const { from, to } = this.day;
    const spans = [...timeline.intervals, ...timeline.sessions].map((each) => spanOf(each, now ?? to));
    return rangeOf(from, to, timeline.timeZone, spans, now);
  }

  /** The block that is pointed at, or was reached by keys. */
  get read() {
    return this.reading && this.#all.find(({ key }) => key === this.reading);
  }

  get #all() {
    return LANES.flatMap((lane) => this.#lanes[lane] ?? []);
  }

  /** The block before or after it in its lane, or the nearest in the lane before or after. */
  neighbour(along, across) {
    const { read } = this;
    if (!read) return this.#lanes.application[0] ?? this.#all[0];
    if (across === 0) {
      const lane = this.#lanes[read.lane];
      return lane[lane.findIndex(({ key }) => key === read.key) + along];
    }
    const lanes = LANES.filter((lane) => this.#lanes[lane].length > 0);
    const lane = this.#lanes[lanes[lanes.indexOf(read.lane) + across]] ?? [];
    const away = ({ from, to }) => Math.abs(from + to - read.from - read.to);
    return lane.reduce((best, block) => (best && away(best) <= away(block) ? best : block), null);
  }

  edge(last) {
    const lane = this.#lanes[this.read?.lane ?? 'application'];
    return lane.at(last ? -1 : 0);
  }

  willUpdate(changed) {
    if (changed.get('timeline') && changed.get('timeline').dayStart !== this.timeline.dayStart) {
      this.zoomed = this.reading = null;
    }
    if (!DRAWN.some((name) => changed.has(name))) return;
    const { range } = this;
    const blocks = blocksOf(this.timeline, this.names, this.now ?? this.day.to);
    const merged = (lane) => merge(within(blocks[lane], range), range);
    this.#lanes = Object.fromEntries(LANES.map((lane) => [lane, merged(lane)]));
  }

  render() {
    const { range, now, timeline } = this;
    const hours = (range.to - range.from) / 3_600_000;
    return html`
      <div class="day-picture" role="application" tabindex="0" aria-label=${`${words.label}. ${this.#summary()}`}
        aria-description=${words.keys} @keydown=${this.#ground.pressed} @focusout=${() => (this.reading = null)}>
        <div class="day-lanes note muted" aria-hidden="true">
          ${LANES.map((lane) => html`<span class="of-${lane}">${words.lanes[lane]}</span>`)}
        </div>
        <div class="day-ground" aria-hidden="true" ${styled({ '--hours': hours })}
          @pointerdown=${this.#ground.down} @pointermove=${this.#ground.moved} @pointerup=${this.#ground.up}
          @click=${this.#ground.clicked}
          @pointercancel=${this.#ground.cancelled} @pointerleave=${this.#ground.left}>
          ${this.#hours(range, hours, timeline.timeZone)} ${LANES.map((lane) => this.#lane(lane, range))}
          ${this.#leads(range)}
          ${now !== null && now >= range.from && now <= range.to ? this.#nowLine(range) : nothing}
          ${this.selection ? this.#selected(range) : nothing} ${this.read ? this.#tip(this.read, range) : nothing}
        </div>
        ${
          this.zoomed
            ? html`<button type="button" class="whole" @click=${() => (this.zoomed = null)}>${words.wholeDay}</button>`
            : nothing
        }
      </div>
      <p class="visually-hidden" role="status">
        ${this.read && this.#ground.isByKeys ? linesOf(this.read, timeline).join(', ') : ''}
      </p>
    `;
  }

  /** What somebody who does not see it is told; the rest is in the list. */
  #summary() {
    const { totals, intervals, sessions, undecided, timeZone } = this.timeline;
    const work = intervals.filter(isWork);
    const millis = new Map();
    for (const { kind, site, appName, startTime, endTime } of work) {
      const name = kind === 'active' && (site ?? appName);
      if (name) millis.set(name, (millis.get(name) ?? 0) + Date.parse(endTime) - Date.parse(startTime));
    }
    const [most] = [...millis].sort(([, one], [, other]) => other - one)[0] ?? [];
    return words.summary({
      active: work.length > 0 && duration(totals.activeSeconds),
      from: work.length > 0 && clock(work[0].startTime, timeZone),
      to: work.length > 0 && clock(work.at(-1).endTime, timeZone),
      sessions: sessions.length,
      undecided: undecided.length > 0 && duration(undecided.reduce((sum, { seconds }) => sum + seconds, 0)),
      most,
    });
  }

  #hours(range, hours, timeZone) {
    return hourMarks(range.from, range.to, timeZone).map((at) => {
      const isFree = this.now === null || Math.abs(at - this.now) > NEAR_NOW * (range.to - range.from);
      const isNamed = isFree && (hours <= MANY_HOURS || clockAt(at, timeZone).hour % 2 === 0);
      return html`
        <span class="hour" ${place({ from: at, to: at }, range)}>${isNamed ? html`<i>${hour(at, timeZone)}</i>` : nothing}</span>
      `;
    });
  }

  #lane(lane, range) {
    return html`
      <div class="lane of-${lane}">
        ${repeat(
          this.#lanes[lane],
          ({ key }) => key,
          (block) => this.#block(block, range),
        )}
      </div>
    `;
  }

  #block(block, range) {
    const names = [
      'day-block',
      block.look,
      block.category && `category-${block.category.tone}`,
      block.isNamed === false && 'unnamed',
    ];
    return html`
      <div class=${names.filter(Boolean).join(' ')} data-key=${block.key} ?data-read=${block.key === this.reading}
        ${place(block, range)}>
        ${DRAWINGS[block.lane](block)}
      </div>
    `;
  }

  /** From what is to be decided down to the question below, which only those are asked who may answer. */
  #leads(range) {
    if (!this.editable) return nothing;
    return within(this.#lanes.application, range)
      .filter(({ look }) => look === 'undecided')
      .slice(0, 1)
      .map(({ from, to }) => html`<span class="lead" ${place({ from: (from + to) / 2, to }, range)}></span>`);
  }

  #nowLine(range) {
    const { now } = this;
    return html`<span class="now" ${place({ from: now, to: now }, range)}><b>${clock(now, this.timeline.timeZone)}</b></span>`;
  }

  #selected(range) {
    const { from, to } = this.selection;
    const { timeZone } = this.timeline;
    return html`
      <span class="selected" ${place(this.selection, range)}>${words.range(clock(from, timeZone), clock(to, timeZone))}</span>
    `;
  }

  #tip(block, range) {
    const [name, ...lines] = linesOf(block, this.timeline);
    return html`
      <div class="tip floating note on-${block.lane}" ${place(block, range)}>
        <strong dir="auto">${name}</strong> ${lines.map((line) => html`<span dir="auto">${line}</span>`)}
      </div>
    `;
  }
}

function place(span, range) {
  const { at, long } = placeOf(span, range);
  return styled({ '--at': `${at}%`, '--long': `${long}%` });
}

customElements.define('astir-day-picture', DayPicture);
