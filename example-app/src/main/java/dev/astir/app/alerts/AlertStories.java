package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertStory.Kind;
import dev.astir.app.alerts.AlertStory.Step;
import dev.astir.app.days.Day;
import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what happened around an alert, in the caller's transaction. Thread-safe. */
@Singleton
class AlertStories {

    private final AlertedWorkRepository work;
    private final Days days;

    AlertStories(AlertedWorkRepository work, Days days) {
        this.work = work;
        this.days = days;
    }

    /** The alert with its story. */
    AlertStory of(UUID organizationId, AlertRow row) {
        List<Step> story = new ArrayList<>();
        story.add(Step.of(row.openedAt(), Kind.OPENED, AlertWords.rule(row), null, null));
        story.add(Step.of(row.openedAt(), Kind.TOLD, told(row), row.userId(), row.userName()));
        @Nullable Instant closed = row.closedAt();
        if (closed != null) {
            story.add(Step.of(closed, Kind.CLOSED, AlertWords.message(row), null, null));
        }
        @Nullable Instant explained = row.explainedAt();
        if (explained != null) {
            story.add(
                    Step.of(
                            explained,
                            Kind.EXPLAINED,
                            row.explanation(),
                            row.userId(),
                            row.userName()));
        }
        @Nullable Instant resolved = row.resolvedAt();
        if (resolved != null) {
            story.add(
                    Step.of(
                            resolved,
                            Kind.RESOLVED,
                            row.note(),
                            row.resolvedBy(),
                            row.resolvedByName()));
        }
        @Nullable UUID userId = row.userId();
        if (userId != null) {
            story.addAll(corrections(organizationId, userId, row));
        }
        story.sort(Comparator.comparing(Step::at).thenComparing(Step::kind));
        return new AlertStory(row.alert(), story);
    }

    private static String told(AlertRow row) {
        return row.userId() == null
                ? "Managers who see everybody were told."
                : row.userName() + " was told at the same time as those who see them.";
    }

    /** What was changed by hand of the sessions that the alert is about. */
    private List<Step> corrections(UUID organizationId, UUID userId, AlertRow row) {
        PersonCalendar calendar = days.of(organizationId, userId);
        return switch (row.kind()) {
            case IDLE -> {
                Day day = calendar.day(calendar.dateOf(row.time("idleSince")));
                yield between(organizationId, userId, day.start(), day.end());
            }
            case OVERTIME -> {
                LocalDate from = LocalDate.parse(String.valueOf(row.details().get("from")));
                LocalDate to = LocalDate.parse(String.valueOf(row.details().get("to")));
                yield between(
                        organizationId,
                        userId,
                        calendar.start(from),
                        calendar.start(to.plusDays(1)));
            }
            case SESSION_FORGOTTEN -> steps(work.ofSession(organizationId, row.sessionId()));
            case AGENT_SILENT, CLIENT_SILENT -> List.of();
        };
    }

    private List<Step> between(UUID organizationId, UUID userId, Instant from, Instant to) {
        return steps(work.corrected(organizationId, userId, from, to));
    }

    private static List<Step> steps(List<AlertedWorkRepository.Corrected> corrected) {
        return corrected.stream()
                .map(each ->
                        new Step(
                                each.correctedAt(),
                                Kind.CORRECTED,
                                each.reason(),
                                each.correctedBy(),
                                each.byName(),
                                each.sessionId(),
                                each.before(),
                                each.after()))
                .toList();
    }
}
