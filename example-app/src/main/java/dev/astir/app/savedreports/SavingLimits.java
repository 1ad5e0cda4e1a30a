package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Users;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.UUID;

/** How many reports somebody may keep. Thread-safe. */
@Singleton
class SavingLimits {

    /** Of one person. */
    static final int MOST = 100;

    /** Of them, those that are mailed: nobody fills the mailboxes of others. */
    static final int MOST_MAILED = 20;

    private final SavedReportRepository rows;
    private final Users users;

    SavingLimits(SavedReportRepository rows, Users users) {
        this.rows = rows;
        this.users = users;
    }

    /**
     * Requires room for this one, and keeps it until the caller's transaction ends.
     *
     * @throws ProblemException 409 {@code too-many-saved-reports}
     */
    void requireRoom(Caller caller, UUID id, SavedReportRequest request, boolean isAdded) {
        // No other is added meanwhile. Before any report is held, as by whoever changes the person.
        var unused = users.hold(caller.userId());
        UUID organizationId = caller.organizationId();
        if (isAdded && rows.countOf(organizationId, caller.userId()) >= MOST) {
            throw tooMany("saved reports", MOST);
        }
        if (request.schedule() != null
                && rows.countOfMailed(organizationId, caller.userId(), id) >= MOST_MAILED) {
            throw tooMany("saved reports that are mailed", MOST_MAILED);
        }
    }

    private static ProblemException tooMany(String what, int most) {
        return ProblemException.conflict(
                "too-many-saved-reports",
                "Somebody may have at most %d %s; delete one first.".formatted(most, what));
    }
}
