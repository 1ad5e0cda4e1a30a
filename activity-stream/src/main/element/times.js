/* ---------------------------------------------------------------- times */

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

class Clock {
  constructor(locale, texts) {
    this.texts = texts;
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
    this.time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
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

  day(instant) {
    const days = Math.round((startOfDay(new Date()) - startOfDay(instant)) / 86_400_000);
    if (days === 0) return this.texts.today;
    if (days === 1) return this.texts.yesterday;
    const sameYear = instant.getFullYear() === new Date().getFullYear();
    return (sameYear ? this.date : this.dateAndYear).format(instant);
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
