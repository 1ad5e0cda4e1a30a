package dev.astir.app.timesheets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A week of a person with all that belongs to it. Immutable.
 *
 * @param today the day that it is where the person is
 * @param days seven, Monday first
 * @param projects by name, what is on no project last; all of their seconds sum to those of the
 *     days, and to the total
 * @param undecided stretches of which the person has not said what they were
 * @param withoutProject the days with work on no project
 * @param lastReceivedAt when an agent last brought something of this week
 * @param deciders who may decide, the nearest of them
 * @param mayDecide whether the caller may
 * @param isComplete false while days of it are still being computed, after an import
 * @param history what was done with it, the latest first
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Timesheet(
        @JsonUnwrapped Summary summary,
        LocalDate today,
        List<DayOf> days,
        List<OfProject> projects,
        Totals totals,
        List<Undecided> undecided,
        List<Without> withoutProject,
        List<Corrected> corrections,
        WeekRepository.KeptAside keptAside,
        @Nullable Instant lastReceivedAt,
        List<String> deciders,
        boolean isComplete,
        List<TimesheetRepository.Done> history) {

    /**
     * A week, as lists have it.
     *
     * @param week its Monday
     * @param from the same
     * @param to its Sunday
     * @param decidedAt when it was approved or rejected; null in other states
     * @param reason why it was rejected
     * @param activeSeconds worked
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Summary(
            UUID userId,
            String name,
            LocalDate week,
            LocalDate from,
            LocalDate to,
            TimesheetState state,
            @Nullable Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable UUID decidedBy,
            @Nullable String decidedByName,
            @Nullable String reason,
            long activeSeconds,
            boolean mayDecide) {

        static Summary of(TimesheetRepository.Sheet sheet, long activeSeconds, boolean mayDecide) {
            return new Summary(
                    sheet.personId(),
                    sheet.name(),
                    sheet.week(),
                    sheet.week(),
                    Weeks.sunday(sheet.week()),
                    sheet.state(),
                    sheet.submittedAt(),
                    sheet.decidedAt(),
                    sheet.decidedBy(),
                    sheet.decidedByName(),
                    sheet.reason(),
                    activeSeconds,
                    mayDecide);
        }
    }

    /**
     * A day.
     *
     * @param timeZone whose midnights it is between
     * @param activeSeconds worked
     * @param totalWorkSeconds in sessions, or worked outside of them
     */
    @Introspected
    public record DayOf(
            LocalDate date, String timeZone, long totalWorkSeconds, long activeSeconds) {}

    /**
     * Work on a project.
     *
     * @param seconds of each day
     * @param total their sum
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record OfProject(
            @Nullable UUID projectId, @Nullable String name, List<Long> seconds, long total) {}

    /** The sums of the days. */
    @Introspected
    public record Totals(long totalWorkSeconds, long activeSeconds) {}

    /** A stretch to decide on. */
    @Introspected
    record Undecided(LocalDate date, UUID sessionId, Instant from, Instant to, long seconds) {}

    /** Work of a day on no project. */
    @Introspected
    record Without(LocalDate date, long seconds) {}

    /**
     * A session that was changed by hand.
     *
     * @param date its first day within the week
     * @param projectId the session's
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Corrected(
            UUID id,
            UUID sessionId,
            LocalDate date,
            @Nullable UUID projectId,
            Instant correctedAt,
            UUID correctedBy,
            @Nullable String byName,
            String reason) {}
}
