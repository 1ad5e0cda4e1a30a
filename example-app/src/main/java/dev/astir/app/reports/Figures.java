package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.summaries.DayTotal;
import dev.astir.app.summaries.Seconds;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What some days of one or more people came to. Summed in milliseconds and rounded once. Immutable.
 *
 * @param totalWorkSeconds in sessions, or worked outside of them
 * @param activeSeconds worked: recorded, private, kept and added by hand
 * @param idleSeconds nobody typed, and nobody said that it was work
 * @param productivityScore 100 × active ÷ (active + idle), to two decimals; null when both are 0
 * @param statedSeconds of the active: kept or added by hand
 * @param privateSeconds of the active: in what is theirs to know
 * @param undecidedSeconds of the idle: its person has not said what it was
 * @param discardedSeconds in no other figure: its person said that it was no work
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Figures(
        long totalWorkSeconds,
        long activeSeconds,
        long idleSeconds,
        @Nullable BigDecimal productivityScore,
        int sessionsCount,
        long statedSeconds,
        long privateSeconds,
        long undecidedSeconds,
        long discardedSeconds,
        @Nullable Instant firstActivity,
        @Nullable Instant lastActivity) {

    static Figures of(Collection<DayTotal> days) {
        long active = sum(days, DayTotal::activeMillis);
        long idle = sum(days, DayTotal::idleMillis);
        return new Figures(
                seconds(sum(days, DayTotal::workMillis)),
                seconds(active),
                seconds(idle),
                score(active, idle),
                (int) sum(days, DayTotal::sessions),
                seconds(sum(days, DayTotal::statedMillis)),
                seconds(sum(days, DayTotal::privateMillis)),
                seconds(sum(days, DayTotal::undecidedMillis)),
                seconds(sum(days, DayTotal::discardedMillis)),
                days.stream()
                        .map(DayTotal::firstActive)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                days.stream()
                        .map(DayTotal::lastActive)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static long sum(Collection<DayTotal> days, ToLongFunction<DayTotal> figure) {
        return days.stream().mapToLong(figure).sum();
    }

    /** Of milliseconds, to the nearest. */
    static long seconds(long millis) {
        return Seconds.of(millis);
    }

    /** The formula that stands beside each score. */
    static @Nullable BigDecimal score(long active, long idle) {
        return active + idle == 0
                ? null
                : BigDecimal.valueOf(active * 100)
                        .divide(BigDecimal.valueOf(active + idle), 2, RoundingMode.HALF_UP);
    }

    /** Whether something was done in them. */
    static boolean isWorked(DayTotal day) {
        return day.workMillis() > 0;
    }

    /** Rounds parts so that they sum to their rounded sum. */
    static <T> List<Long> parts(Collection<T> all, Function<T, Long> millis) {
        return Seconds.parts(all.stream().map(millis).toList());
    }
}
