/* ---------------------------------------------------------------- dates */

/** A range of whole days, as the reader's calendar has them. */
class DateRange {
  #disclosure = new Disclosure(() => this.#fill());
  #changed;
  #texts = {};
  #clock = null;
  #range = {};
  #timer = 0;
  #first = element('input', { type: 'date' });
  #last = element('input', { type: 'date' });

  /** @param changed called with {from, to}: ISO times, from included, to excluded */
  constructor(changed) {
    this.#changed = changed;
    this.nodes = [this.#disclosure.button, this.#disclosure.panel];
    this.#first.addEventListener('change', () => this.#typed(this.#first, this.#last));
    this.#last.addEventListener('change', () => this.#typed(this.#last, this.#first));
  }

  configure(texts, clock) {
    this.#texts = texts;
    this.#clock = clock;
    const presets = [
      [texts.today, () => this.#lastDays(1)],
      [texts.lastDays(7), () => this.#lastDays(7)],
      [texts.lastDays(30), () => this.#lastDays(30)],
      [texts.anyTime, () => this.#choose({})],
    ].map(([label, action]) => {
      const button = element('button', { type: 'button', class: 'small' }, label);
      button.addEventListener('click', () => {
        action();
        this.#disclosure.close();
      });
      return button;
    });
    this.#disclosure.panel.replaceChildren(
      element('div', { class: 'presets' }, ...presets),
      element(
        'div',
        { class: 'days' },
        element('label', {}, texts.from, this.#first),
        element('label', {}, texts.to, this.#last),
      ),
    );
    this.#title();
  }

  show({ from, to }) {
    this.#range = { from, to };
    this.#fill();
    this.#title();
  }

  /** The range in words, or nothing. */
  get description() {
    const { from, to } = this.#range;
    const day = this.#clock.shortDate;
    const last = to && new Date(Date.parse(to) - 1);
    if (from && last) return day.formatRange(new Date(from), last);
    if (from) return this.#texts.since(day.format(new Date(from)));
    return last ? this.#texts.until(day.format(last)) : '';
  }

  #title() {
    this.#disclosure.title(this.#texts.date, this.description);
  }

  #fill() {
    const { from, to } = this.#range;
    this.#first.value = from ? isoDay(new Date(from)) : '';
    this.#last.value = to ? isoDay(new Date(Date.parse(to) - 1)) : '';
  }

  /** While a year is typed, each digit is a change; a last day before the first one moves along. */
  #typed(input, other) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const isTurned = this.#first.value && this.#last.value && this.#first.value > this.#last.value;
      if (isTurned) other.value = input.value;
      this.#choose({
        from: this.#first.value && dayAt(this.#first.value, 0),
        to: this.#last.value && dayAt(this.#last.value, 1),
      });
    }, 400);
  }

  #lastDays(count) {
    const today = isoDay(new Date());
    this.#choose({ from: dayAt(today, 1 - count), to: dayAt(today, 1) });
  }

  #choose(range) {
    this.#range = range;
    this.#title();
    this.#changed(range);
  }
}

/** The day of the reader's calendar, as `<input type="date">` writes it. */
function isoDay(instant) {
  const two = (number) => String(number).padStart(2, '0');
  const year = String(instant.getFullYear()).padStart(4, '0');
  return `${year}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}

/** When a day begins here, so many days later. */
function dayAt(isoDay, later) {
  const [year, month, day] = isoDay.split('-').map(Number);
  return new Date(year, month - 1, day + later).toISOString();
}
