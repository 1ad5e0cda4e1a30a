package dev.astir.app.timesheets;

import dev.astir.app.days.Days;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.UUID;

/** People whose weeks a caller sees. Thread-safe. */
@Singleton
class SeenPeople {

    private final Transactions transactions;
    private final Days days;

    SeenPeople(Transactions transactions, Days days) {
        this.transactions = transactions;
        this.days = days;
    }

    /**
     * The calendar of somebody whom the caller sees.
     *
     * @throws ProblemException 404 when the caller sees no such person
     */
    PersonCalendar require(Caller caller, UUID userId) {
        caller.sight().require(userId);
        return transactions.inOrganization(
                caller.organizationId(), () -> days.of(caller.organizationId(), userId));
    }
}
