package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Finds one session, and what was done to it by hand, for whoever may see its person. Methods
 * block. Thread-safe.
 */
@Singleton
public class SessionLookup {

    private final Transactions transactions;
    private final SessionRepository rows;
    private final Corrections corrections;
    private final StatedTimes stated;
    private final SessionViews views;

    SessionLookup(
            Transactions transactions,
            SessionRepository rows,
            Corrections corrections,
            StatedTimes stated,
            SessionViews views) {
        this.transactions = transactions;
        this.rows = rows;
        this.corrections = corrections;
        this.stated = stated;
        this.views = views;
    }

    /** A session, its corrections from the earliest on, and what was said about parts of it. */
    public record Found(Session session, List<Correction> corrections, List<StatedTime> stated) {}

    /**
     * The session; the look is remembered if it is another person's.
     *
     * @throws ProblemException 404 when there is none, or the caller may not see its person
     */
    public Found find(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Session session =
                            rows.find(organizationId, id).orElseThrow(ProblemException::notFound);
                    caller.sight().require(session.userId());
                    views.one(caller, session);
                    return new Found(session, corrections.of(session), stated.of(session));
                });
    }
}
