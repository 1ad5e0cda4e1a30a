package dev.astir.app.reports;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for. Immutable.
 *
 * @param from the first day, and the day of what is of one day
 * @param to the last day
 * @param userId of whom; null for oneself, or for all whom one sees
 * @param teamId of all whom one sees, only those of this team; null for all
 * @param projectId of usage, only what went on this project; null for all
 * @param groupBy by what usage is told apart; no other report asks
 */
public record ReportQuestion(
        ReportKind kind,
        LocalDate from,
        LocalDate to,
        @Nullable UUID userId,
        @Nullable UUID teamId,
        @Nullable UUID projectId,
        GroupBy groupBy) {

    Period period() {
        return new Period(from, to);
    }
}
