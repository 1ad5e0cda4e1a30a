/* ---------------------------------------------------------------- times */

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** As long as this, an event says how long ago it was; later the clock says more, under its day's heading. */
const RECENT_MILLIS = 3_600_000;

class Clock {
  constructor(locale, texts) {
    this.texts = texts;
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
    this.time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    this.full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
    this.date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
    this.shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    this.dateAndYear = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  }

  ago(instant) {
    const seconds = (Date.now() - instant) / 1000;
    for (const [unit, size] of UNITS) {
      if (seconds >= size) return this.relative.format(-Math.floor(seconds / size), unit);
    }
    return this.texts.now; // also when the server's clock is a little ahead of ours
  }

  /** The one time that shows. */
  when(instant) {
    return Date.now() - instant < RECENT_MILLIS ? this.ago(instant) : this.time.format(instant);
  }

  day(instant) {
    const days = Math.round((startOfDay(new Date()) - startOfDay(instant)) / 86_400_000);
    if (days === 0) return this.texts.today;
    if (days === 1) return this.texts.yesterday;
    const sameYear = instant.getFullYear() === new Date().getFullYear();
    return (sameYear ? this.date : this.dateAndYear).format(instant);
  }
}

/** When something was, said once: under the pointer or the focus, the exact time instead of "5 min. ago". */
class TimeView {
  #feed;
  #newest = null;
  #exactText = '';
  #when = element('span', { class: 'when' });
  #exact = element('span', { class: 'exact' });

  node = element('time', { part: 'time' }, this.#when, this.#exact);

  /** @param feed what all parts share: {clock} */
  constructor(feed) {
    this.#feed = feed;
  }

  /** Shows the time of an event, or of several: that of the newest, and from when on at hand. */
  show(newest, oldest = newest) {
    const { time, full } = this.#feed.clock;
    const isRange = time.format(oldest) !== time.format(newest);
    this.#newest = newest;
    this.node.dateTime = newest.toISOString();
    this.node.title = isRange ? full.formatRange(oldest, newest) : full.format(newest);
    this.#exact.classList.toggle('range', isRange);
    this.#exactText = isRange ? time.formatRange(oldest, newest) : time.format(newest);
    this.tick();
  }

  /** Time goes by. */
  tick() {
    const when = this.#feed.clock.when(this.#newest);
    setText(this.#when, when);
    setText(this.#exact, this.#exactText === when ? '' : this.#exactText);
  }
}

function startOfDay(instant) {
  return new Date(instant.getFullYear(), instant.getMonth(), instant.getDate());
}

/**
 * How dates are written: a page in plain "en" leaves open which English, and the reader's browser knows.
 * Undefined, and so the browser's own, if nothing of it is supported.
 */
function formatsFor(locale) {
  const ofReader = navigator.languages.find((language) => language.startsWith(`${locale}-`));
  return Intl.DateTimeFormat.supportedLocalesOf([ofReader, locale].filter(Boolean))[0];
}
