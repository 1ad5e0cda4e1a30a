package dev.astir.app.savedreports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Periods and lengths of time in the words of a mail. Stateless. */
final class PeriodWords {

    private PeriodWords() {}

    /** {@code 23–29 November 2026}, {@code 30 November – 6 December 2026}. */
    static String of(LocalDate from, LocalDate to, Locale locale) {
        String last = format(to, "d MMMM uuuu", locale);
        if (from.equals(to)) {
            return last;
        }
        if (YearMonth.from(from).equals(YearMonth.from(to))) {
            return format(from, "d", locale) + "–" + last;
        }
        String first = from.getYear() == to.getYear() ? "d MMMM" : "d MMMM uuuu";
        return format(from, first, locale) + " – " + last;
    }

    private static String format(LocalDate date, String pattern, Locale locale) {
        String own = isGerman(locale) ? pattern.replaceFirst("^d", "d.") : pattern;
        return DateTimeFormatter.ofPattern(own, isGerman(locale) ? Locale.GERMAN : Locale.ENGLISH)
                .format(date);
    }

    /** {@code 31 h 5 min}, {@code 12 min}. */
    static String length(long seconds, Locale locale) {
        long hours = seconds / 3_600;
        long minutes = seconds / 60 % 60;
        String hour = isGerman(locale) ? "Std." : "h";
        String minute = isGerman(locale) ? "Min." : "min";
        return hours == 0
                ? "%d %s".formatted(minutes, minute)
                : "%d %s %d %s".formatted(hours, hour, minutes, minute);
    }

    static boolean isGerman(Locale locale) {
        return locale.getLanguage().equals("de");
    }
}
