package dev.astir.app.savedreports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.astir.app.identity.Caller;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Saved reports as their owner, or somebody who gets them, is shown them; in the caller's
 * transaction of the organization. Thread-safe.
 */
@Singleton
class ShownReports {

    private final RecipientRepository recipients;

    ShownReports(RecipientRepository recipients) {
        this.recipients = recipients;
    }

    /**
     * One of them.
     *
     * @param today the day that it is where the caller is
     */
    SavedReport shown(Caller caller, SavedRow row, LocalDate today) {
        return shown(caller, List.of(row), today).getFirst();
    }

    /** Some of them, in the same order. */
    List<SavedReport> shown(Caller caller, List<SavedRow> found, LocalDate today) {
        UUID organizationId = caller.organizationId();
        Map<UUID, List<RecipientRepository.Row>> had =
                recipients
                        .of(organizationId, found.stream().map(SavedRow::id).toArray(UUID[]::new))
                        .stream()
                        .collect(groupingBy(RecipientRepository.Row::reportId));
        Map<UUID, String> owners =
                recipients
                        .names(
                                organizationId,
                                found.stream()
                                        .map(SavedRow::userId)
                                        .distinct()
                                        .toArray(UUID[]::new))
                        .stream()
                        .collect(
                                toMap(
                                        RecipientRepository.Named::id,
                                        RecipientRepository.Named::name));
        return found.stream()
                .map(row ->
                        shown(
                                caller,
                                row,
                                had.getOrDefault(row.id(), List.of()),
                                owners.getOrDefault(row.userId(), ""),
                                today))
                .toList();
    }

    private static SavedReport shown(
            Caller caller,
            SavedRow row,
            List<RecipientRepository.Row> had,
            String ownerName,
            LocalDate today) {
        boolean isOwn = row.userId().equals(caller.userId());
        Stream<RecipientRepository.Row> visible =
                had.stream().filter(each -> isOwn || each.userId().equals(caller.userId()));
        Definition asked = row.definition();
        RelativePeriod.Range days = asked.period().on(today);
        return new SavedReport(
                row.id(),
                row.name(),
                asked.report(),
                asked.period(),
                days.from(),
                days.to(),
                asked.userId(),
                asked.teamId(),
                asked.projectId(),
                asked.groupBy(),
                row.schedule(),
                row.userId(),
                ownerName,
                isOwn,
                visible.map(SavedReport.Recipient::of).toList(),
                row.lastSentAt(),
                isOwn ? row.lastError() : null,
                row.lastError() == null ? row.nextDueAt() : row.nextAttemptAt(),
                row.createdAt(),
                row.updatedAt());
    }
}
