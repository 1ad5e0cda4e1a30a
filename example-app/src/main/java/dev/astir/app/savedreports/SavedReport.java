package dev.astir.app.savedreports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.astir.app.reports.GroupBy;
import dev.astir.app.reports.ReportKind;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saved report, for its owner or somebody who gets it. Immutable.
 *
 * @param from the first day of its period, when it is today where the reader is
 * @param to the last day
 * @param userId of whom; null for whoever reads it, or for all whom they see
 * @param schedule when it is mailed; null for never
 * @param isOwn whether the reader may change it; others may leave it
 * @param recipients all of them for its owner, and oneself for others
 * @param lastError why the last mail could not be made, until it was
 * @param nextAt when it is mailed next, or tried again
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record SavedReport(
        UUID id,
        String name,
        ReportKind report,
        RelativePeriod period,
        LocalDate from,
        LocalDate to,
        @Nullable UUID userId,
        @Nullable UUID teamId,
        @Nullable UUID projectId,
        @Nullable GroupBy groupBy,
        @Nullable MailSchedule schedule,
        UUID ownerId,
        String ownerName,
        boolean isOwn,
        List<Recipient> recipients,
        @Nullable Instant lastSentAt,
        @Nullable String lastError,
        @Nullable Instant nextAt,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Somebody who has it.
     *
     * @param mail how far the last mail to them got: waiting, sent or failed; null before the
     *     first, and when it is long ago
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Recipient(UUID userId, String name, @Nullable String mail, @Nullable String mailError) {

        static Recipient of(RecipientRepository.Row row) {
            return new Recipient(row.userId(), row.name(), row.mail(), row.mailError());
        }
    }

    /**
     * Saved reports, by name.
     *
     * @param next cursor of the next page; null on the last one
     * @param canMail whether this app has a mail server: without one, nothing is mailed
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<SavedReport> items, @Nullable String next, boolean canMail) {}
}
