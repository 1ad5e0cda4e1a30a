package dev.astir.app.sessions;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.TimeCursor;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds work sessions. Whose somebody sees is their {@link dev.astir.app.identity.Sight}; everybody
 * else's do not exist for them. Methods block. Thread-safe.
 */
@Singleton
class SessionLists {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final Accounts accounts;

    SessionLists(Transactions transactions, SessionRepository rows, Accounts accounts) {
        this.transactions = transactions;
        this.rows = rows;
        this.accounts = accounts;
    }

    /** The running sessions that the caller may see, newest first; at most one a person. */
    List<Session> active(Caller caller) {
        return active(caller.organizationId(), caller.sight().seen());
    }

    /** All running sessions of the organization, newest first. */
    List<Session> active(UUID organizationId) {
        return active(organizationId, null);
    }

    /** These sessions of the organization, as far as they exist. */
    List<Session> these(UUID organizationId, Collection<UUID> ids) {
        return transactions.inOrganization(
                organizationId, () -> rows.these(organizationId, ids.toArray(UUID[]::new)));
    }

    private List<Session> active(UUID organizationId, UUID @Nullable [] seen) {
        return transactions.inOrganization(
                organizationId, () -> rows.running(organizationId, seen));
    }

    /**
     * Finished and running sessions that the caller may see, newest first.
     *
     * @param userId whose; null for everybody's that the caller may see
     * @param after where the page before ended
     * @throws ProblemException 404 when the caller sees no such person
     */
    Page<Session> page(
            Caller caller,
            @Nullable UUID userId,
            SessionPeriod period,
            TimeCursor after,
            int limit) {
        UUID organizationId = caller.organizationId();
        UUID whose = userId == null ? caller.sight().only() : userId;
        List<Session> found =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            if (whose == null) {
                                return rows.page(
                                        organizationId,
                                        caller.sight().seen(),
                                        period.from(),
                                        period.to(),
                                        after.time(),
                                        after.id(),
                                        limit + 1);
                            }
                            accounts.requireSeen(caller, whose);
                            return rows.pageOf(
                                    organizationId,
                                    whose,
                                    period.from(),
                                    period.to(),
                                    after.time(),
                                    after.id(),
                                    limit + 1);
                        });
        return Page.of(
                found,
                limit,
                session -> new TimeCursor(session.startTime(), session.id()).toString());
    }
}
