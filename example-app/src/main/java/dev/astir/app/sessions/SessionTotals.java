package dev.astir.app.sessions;

import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a session's totals: whatever is counted is stored and added in one transaction,
 * so that the totals are always the sum of what is stored.
 *
 * <p>Safe for use by many threads.
 */
@Singleton
public class SessionTotals {

    private final Transactions transactions;
    private final SessionRepository repository;
    private final SessionEvents events;
    private final Clock clock;

    SessionTotals(
            Transactions transactions,
            SessionRepository repository,
            SessionEvents events,
            Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What was stored for a session.
     *
     * @param count how many were new; with 0, the session stays as it is
     * @param time their sum
     */
    public record Stored<T>(int count, SessionTime time, T result) {}

    /** The session after the change, and what the storing returned. */
    public record Counted<T>(Session session, T result) {}

    /**
     * Stores something for a session and adds its time, in a transaction of its own: not to be
     * called inside another one.
     *
     * <p>Optimistic: {@code store} works on the session as it was read, without holding it, and its
     * sum is added only if the session still has that version. If somebody else was quicker, all is
     * rolled back and done once more on the session as it is by then. That time it is held, so the
     * second attempt cannot lose, however many write at once.
     *
     * @param store stores what is new, and says how much; called in the transaction, up to twice;
     *     what it throws rolls back
     * @throws ProblemException 404 when the organization has no such session
     */
    public <T> Counted<T> add(
            UUID organizationId, UUID sessionId, Function<Session, Stored<T>> store) {
        Attempt<T> attempt;
        try {
            attempt =
                    transactions.inOrganization(
                            organizationId,
                            () ->
                                    attempt(
                                            repository
                                                    .find(organizationId, sessionId)
                                                    .orElseThrow(ProblemException::notFound),
                                            store));
        } catch (LostRace e) {
            attempt =
                    transactions.inOrganization(
                            organizationId,
                            () ->
                                    attempt(
                                            repository
                                                    .findAndHold(organizationId, sessionId)
                                                    .orElseThrow(ProblemException::notFound),
                                            store));
        }
        if (attempt.changed()) {
            events.publish(
                    new SessionChanged(
                            organizationId, attempt.counted().session(), Change.UPDATED));
        }
        return attempt.counted();
    }

    private record Attempt<T>(Counted<T> counted, boolean changed) {}

    private <T> Attempt<T> attempt(Session read, Function<Session, Stored<T>> store) {
        Stored<T> stored = store.apply(read);
        boolean changed = stored.count() > 0;
        Session after =
                changed
                        ? repository
                                .add(read, notLaterThanNow(stored.time()))
                                .orElseThrow(LostRace::new)
                        // Storing may have waited for whoever stored the same and counted it.
                        : repository.find(read.organizationId(), read.id()).orElse(read);
        return new Attempt<>(new Counted<>(after, stored.result()), changed);
    }

    /** Rolls an attempt back. */
    private static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostRace() {
            super("the session was changed meanwhile", null, false, false);
        }
    }

    /**
     * Adds each span to the one session of the person in which it starts; spans outside of every
     * session count nowhere. To be called in the transaction that stored the spans, with those
     * alone that were new to it: then each counts exactly once. Holds the sessions until the
     * transaction ends.
     *
     * @return the sessions that changed; hand each to {@link SessionEvents#publish} once the
     *     transaction is committed
     */
    public List<SessionChanged> addSpans(
            UUID organizationId, UUID userId, Collection<WorkSpan> spans) {
        if (spans.isEmpty()) {
            return List.of();
        }
        Instant first = Collections.min(spans, Comparator.comparing(WorkSpan::start)).start();
        Instant last = Collections.max(spans, Comparator.comparing(WorkSpan::start)).start();
        List<SessionChanged> changes = new ArrayList<>();
        for (Session session : repository.holdOverlapping(organizationId, userId, first, last)) {
            SessionTime time = sum(session, spans);
            if (time != null) {
                Session after =
                        repository
                                .add(session, notLaterThanNow(time))
                                .orElseThrow(
                                        () -> new IllegalStateException("not held: " + session));
                changes.add(new SessionChanged(organizationId, after, Change.UPDATED));
            }
        }
        return List.copyOf(changes);
    }

    private static @Nullable SessionTime sum(Session session, Collection<WorkSpan> spans) {
        SessionTime sum = null;
        for (WorkSpan span : spans) {
            if (session.contains(span.start())) {
                SessionTime before = sum == null ? SessionTime.ZERO : sum;
                sum =
                        span.active()
                                ? before.plusActive(span.seconds(), span.end())
                                : before.plusIdle(span.seconds());
            }
        }
        return sum;
    }

    /** A device's clock may be ahead; nobody was active later than now. */
    private SessionTime notLaterThanNow(SessionTime time) {
        Instant now = clock.instant();
        Instant last = time.lastActivityAt();
        return last == null || !last.isAfter(now)
                ? time
                : new SessionTime(time.activeSeconds(), time.idleSeconds(), now);
    }
}
