package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds work sessions. Managers and administrators see the whole organization's; to everybody else,
 * another person's session does not exist. Methods block. Thread-safe.
 */
@Singleton
class SessionLists {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final Users users;

    SessionLists(Transactions transactions, SessionRepository rows, Users users) {
        this.transactions = transactions;
        this.rows = rows;
        this.users = users;
    }

    /** The running sessions that the caller may see, newest first; at most one a person. */
    List<Session> active(Caller caller) {
        UUID organizationId = caller.organizationId();
        return caller.is(Role.MANAGER)
                ? active(organizationId)
                : transactions
                        .inOrganization(
                                organizationId, () -> rows.active(organizationId, caller.userId()))
                        .stream()
                        .toList();
    }

    /** All running sessions of the organization, newest first. */
    List<Session> active(UUID organizationId) {
        return transactions.inOrganization(organizationId, () -> rows.active(organizationId));
    }

    /**
     * Finished and running sessions that the caller may see, newest first.
     *
     * @param userId whose; null for everybody's that the caller may see
     * @param before where the page before ended; null for the first
     * @throws ProblemException 404 when the organization has no such person, 403 when the person is
     *     another one and the caller an employee
     */
    Page<Session> page(
            Caller caller,
            @Nullable UUID userId,
            SessionPeriod period,
            @Nullable SessionCursor before,
            int limit) {
        UUID organizationId = caller.organizationId();
        SessionCursor after = before == null ? SessionCursor.FIRST : before;
        List<Session> found =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            UUID whose = visible(caller, userId);
                            return whose == null
                                    ? rows.page(
                                            organizationId,
                                            period.from(),
                                            period.to(),
                                            after.startTime(),
                                            after.id(),
                                            limit + 1)
                                    : rows.page(
                                            organizationId,
                                            whose,
                                            period.from(),
                                            period.to(),
                                            after.startTime(),
                                            after.id(),
                                            limit + 1);
                        });
        return Page.of(found, limit, session -> SessionCursor.of(session).toString());
    }

    private @Nullable UUID visible(Caller caller, @Nullable UUID userId) {
        if (caller.userId().equals(userId)) {
            return userId;
        }
        if (userId != null && users.findById(userId).isEmpty()) {
            throw ProblemException.notFound();
        }
        if (caller.is(Role.MANAGER)) {
            return userId;
        }
        if (userId != null) {
            throw ProblemException.forbidden(
                    "not-your-sessions", "Only managers see other people's sessions.");
        }
        return caller.userId();
    }
}
