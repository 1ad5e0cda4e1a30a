package dev.astir.app.savedreports;

import dev.astir.app.reports.GroupBy;
import dev.astir.app.reports.ReportKind;
import dev.astir.app.reports.ReportQuestion;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a saved report asks. Immutable.
 *
 * @param userId of whom; null for whoever reads it, or for all whom they see
 * @param teamId of all whom they see, only those of this team; null for all
 * @param projectId of usage, only what went on this project; null for all
 * @param groupBy of usage, and of nothing else
 */
record Definition(
        ReportKind report,
        RelativePeriod period,
        @Nullable UUID userId,
        @Nullable UUID teamId,
        @Nullable UUID projectId,
        @Nullable GroupBy groupBy) {

    /** What it asks when it is this day. */
    ReportQuestion on(LocalDate today) {
        RelativePeriod.Range days = period.on(today);
        return new ReportQuestion(
                report,
                days.from(),
                days.to(),
                userId,
                teamId,
                projectId,
                Objects.requireNonNullElse(groupBy, GroupBy.APP));
    }
}
