package dev.astir.app.summaries;

import dev.astir.app.timeline.DayLine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts one line of a day as all figures are counted. Thread-safe. */
@Singleton
public class DayTotals {

    /**
     * What a line comes to.
     *
     * @param away how long nobody must have typed for the person to be asked
     */
    public DayTotal of(UUID personId, DayLine line, Duration away) {
        DayFigures figures = DayFigures.of(line, away.toMillis(), DayFigures.Rules.NONE);
        return new DayTotal(
                personId,
                line.day().date(),
                figures.activeMillis(),
                figures.privateMillis(),
                figures.statedMillis(),
                figures.idleMillis(),
                figures.undecidedMillis(),
                figures.discardedMillis(),
                figures.workMillis(),
                line.sessions(),
                instant(figures.firstActive()),
                instant(figures.lastActive()),
                figures.hours());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
