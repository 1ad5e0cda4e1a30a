package dev.astir.app.summaries;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the figures of a day of which a part is about to be deleted, until the day is: what is left
 * of it would come to less. Methods block. Thread-safe.
 */
@Singleton
public class FinalDays {

    private final Transactions transactions;
    private final Summaries summaries;
    private final MarkRepository marks;
    private final Days days;

    FinalDays(Transactions transactions, Summaries summaries, MarkRepository marks, Days days) {
        this.transactions = transactions;
        this.summaries = summaries;
        this.marks = marks;
        this.days = days;
    }

    /**
     * Computes the days that began before a time and are not over for long, for the last time; not
     * in a transaction. Afterwards a person's time before it may be deleted.
     */
    public void keep(UUID organizationId, UUID personId, Instant before) {
        @Nullable PersonCalendar calendar =
                transactions
                        .inOrganization(
                                organizationId, () -> days.of(organizationId, List.of(personId)))
                        .get(personId);
        if (calendar == null) {
            return;
        }
        LocalDate last = calendar.dateOf(before);
        LocalDate first = last.minusDays(1);
        summaries.settle(organizationId, List.of(personId), first, last);
        transactions.inOrganization(
                organizationId,
                () -> {
                    // Whoever computes one reads first, and looks here then.
                    marks.hold(personId, last);
                    marks.hold(personId, first);
                    marks.end(organizationId, personId, first, last, before);
                });
    }
}
