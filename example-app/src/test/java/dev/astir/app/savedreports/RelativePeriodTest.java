package dev.astir.app.savedreports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days a period is, and what a mail calls them. */
class RelativePeriodTest {

    @ParameterizedTest
    @CsvSource({
        "today,        2026-11-29, 2026-11-29, 2026-11-29",
        "yesterday,    2027-01-01, 2026-12-31, 2026-12-31",
        "this-week,    2026-11-29, 2026-11-23, 2026-11-29",
        "this-week,    2026-11-30, 2026-11-30, 2026-11-30",
        "last-week,    2026-11-29, 2026-11-16, 2026-11-22",
        "last-week,    2026-11-30, 2026-11-23, 2026-11-29",
        "this-month,   2026-11-29, 2026-11-01, 2026-11-29",
        "last-month,   2028-03-31, 2028-02-01, 2028-02-29",
        "this-quarter, 2026-11-29, 2026-10-01, 2026-11-29",
        "last-quarter, 2026-02-28, 2025-10-01, 2025-12-31",
        "last-7-days,  2026-11-29, 2026-11-22, 2026-11-28",
        "last-30-days, 2026-11-29, 2026-10-30, 2026-11-28",
        "last-90-days, 2026-11-29, 2026-08-31, 2026-11-28",
    })
    void isToldFromToday(String period, LocalDate today, LocalDate from, LocalDate to) {
        assertThat(RelativePeriod.parse(period).on(today))
                .isEqualTo(new RelativePeriod.Range(from, to));
    }

    @Test
    void hasItsWords() {
        LocalDate from = LocalDate.of(2026, 11, 23);

        assertThat(PeriodWords.of(from, from, Locale.ENGLISH)).isEqualTo("23 November 2026");
        assertThat(PeriodWords.of(from, from.plusDays(6), Locale.ENGLISH))
                .isEqualTo("23–29 November 2026");
        assertThat(PeriodWords.of(from, from.plusDays(13), Locale.ENGLISH))
                .isEqualTo("23 November – 6 December 2026");
        assertThat(PeriodWords.of(from, from.plusDays(60), Locale.ENGLISH))
                .isEqualTo("23 November 2026 – 22 January 2027");
        assertThat(PeriodWords.of(from, from.plusDays(6), Locale.GERMANY))
                .isEqualTo("23.–29. November 2026");
        assertThat(PeriodWords.length(7_500, Locale.ENGLISH)).isEqualTo("2 h 5 min");
        assertThat(PeriodWords.length(300, Locale.GERMAN)).isEqualTo("5 Min.");
    }
}
