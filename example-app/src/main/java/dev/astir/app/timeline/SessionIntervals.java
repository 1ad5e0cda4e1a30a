package dev.astir.app.timeline;

import dev.astir.app.identity.Caller;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionLookup;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads sessions with what lies in them. Methods block. Thread-safe. */
@Singleton
class SessionIntervals {

    private final Transactions transactions;
    private final SessionLookup sessions;
    private final SessionTimeRepository rows;

    SessionIntervals(
            Transactions transactions, SessionLookup sessions, SessionTimeRepository rows) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.rows = rows;
    }

    /**
     * A session that the caller may see, and some of what lies in it.
     *
     * @param after where the page before ended; null for the first
     * @throws ProblemException 404 when there is none, or the caller may not see its person
     */
    SessionDetails details(Caller caller, UUID id, @Nullable IntervalCursor after, int limit) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    SessionLookup.Found found = sessions.find(caller, id);
                    Page<Interval> page = page(found.session(), after, limit);
                    return new SessionDetails(
                            found.session(),
                            new Page<>(
                                    page.items().stream()
                                            .map(each -> shown(found.session(), each))
                                            .toList(),
                                    page.next()),
                            found.corrections(),
                            found.stated());
                });
    }

    private Page<Interval> page(Session session, @Nullable IntervalCursor after, int limit) {
        List<Interval> found =
                rows.page(
                        session.organizationId(),
                        session.userId(),
                        session.id(),
                        session.startTime(),
                        SessionTime.end(session.endTime()),
                        after == null ? null : after.startedAt(),
                        after == null ? null : after.id(),
                        after == null ? null : after.sourceId(),
                        limit + 1);
        return Page.of(found, limit, each -> IntervalCursor.of(each).toString());
    }

    private static SessionDetails.Shown shown(Session session, Interval interval) {
        Instant start = interval.startedAt();
        Instant end = interval.endedAt();
        if (interval.source() == Interval.Source.AGENT) {
            start = start.isBefore(session.startTime()) ? session.startTime() : start;
            Instant last = SessionTime.end(session.endTime());
            end = end.isAfter(last) ? last : end;
        }
        return new SessionDetails.Shown(
                interval.id(),
                start,
                end,
                interval.kind().name().toLowerCase(Locale.ROOT),
                interval.source().name().toLowerCase(Locale.ROOT),
                interval.app(),
                interval.site(),
                interval.title(),
                interval.url(),
                interval.media());
    }
}
