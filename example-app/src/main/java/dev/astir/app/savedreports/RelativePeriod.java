package dev.astir.app.savedreports;

import static java.time.temporal.TemporalAdjusters.firstDayOfMonth;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Days that are told from today: what runs ends today, what is over is whole. Weeks begin on
 * Monday.
 */
@Introspected
enum RelativePeriod {
    @JsonProperty("today")
    TODAY,
    @JsonProperty("yesterday")
    YESTERDAY,
    @JsonProperty("this-week")
    THIS_WEEK,
    @JsonProperty("last-week")
    LAST_WEEK,
    @JsonProperty("this-month")
    THIS_MONTH,
    @JsonProperty("last-month")
    LAST_MONTH,
    @JsonProperty("this-quarter")
    THIS_QUARTER,
    @JsonProperty("last-quarter")
    LAST_QUARTER,
    @JsonProperty("last-7-days")
    LAST_7_DAYS,
    @JsonProperty("last-30-days")
    LAST_30_DAYS,
    @JsonProperty("last-90-days")
    LAST_90_DAYS;

    /** Days, first and last included. */
    record Range(LocalDate from, LocalDate to) {}

    /** Which days they are when it is this one. */
    Range on(LocalDate today) {
        LocalDate monday = today.with(previousOrSame(DayOfWeek.MONDAY));
        LocalDate month = today.with(firstDayOfMonth());
        LocalDate quarter = today.with(IsoFields.DAY_OF_QUARTER, 1);
        LocalDate yesterday = today.minusDays(1);
        return switch (this) {
            case TODAY -> new Range(today, today);
            case YESTERDAY -> new Range(yesterday, yesterday);
            case THIS_WEEK -> new Range(monday, today);
            case LAST_WEEK -> new Range(monday.minusDays(7), monday.minusDays(1));
            case THIS_MONTH -> new Range(month, today);
            case LAST_MONTH -> new Range(month.minusMonths(1), month.minusDays(1));
            case THIS_QUARTER -> new Range(quarter, today);
            case LAST_QUARTER -> new Range(quarter.minusMonths(3), quarter.minusDays(1));
            // Today is not over.
            case LAST_7_DAYS -> new Range(today.minusDays(7), yesterday);
            case LAST_30_DAYS -> new Range(today.minusDays(30), yesterday);
            case LAST_90_DAYS -> new Range(today.minusDays(90), yesterday);
        };
    }

    boolean isOneDay() {
        return this == TODAY || this == YESTERDAY;
    }

    /**
     * From JSON, and from the database.
     *
     * @throws ProblemException 400 for another text
     */
    @JsonCreator
    static RelativePeriod parse(String text) {
        return Arrays.stream(values())
                .filter(each -> each.json().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "period",
                                text,
                                Arrays.stream(values())
                                        .map(RelativePeriod::json)
                                        .collect(Collectors.joining(", ", "one of ", ""))));
    }

    /** The name in JSON and in the database: {@code last-week}. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
