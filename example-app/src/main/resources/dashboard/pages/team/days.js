/** Days, as the team's table says them. */
import { dateIn } from '../../calendar.js';
import { locale } from '../../preferences.js';

const formats = new Map();

export const days = {
  /** "Mon 23". */
  short(instant, timeZone) {
    if (!formats.has(timeZone)) {
      formats.set(timeZone, new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone }));
    }
    return formats.get(timeZone).format(new Date(instant));
  },

  /** The same of a date. */
  shortDate: (date) => days.short(`${date}T12:00Z`, 'UTC'),

  isToday: (instant, timeZone) => dateIn(timeZone, new Date(instant)) === dateIn(timeZone),
};
