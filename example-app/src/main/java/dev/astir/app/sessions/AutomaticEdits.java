package dev.astir.app.sessions;

import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.sessions.SessionContents.Worked;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes one session of a group of work, out of those that are there, in the caller's transaction
 * that holds the person. Thread-safe.
 */
@Singleton
class AutomaticEdits {

    private final SessionRepository rows;
    private final AutomaticRepository automatic;
    private final SessionTotals totals;
    private final OrganizationFeed feed;
    private final ApplicationEventPublisher<SessionChanged> events;

    AutomaticEdits(
            SessionRepository rows,
            AutomaticRepository automatic,
            SessionTotals totals,
            OrganizationFeed feed,
            ApplicationEventPublisher<SessionChanged> events) {
        this.rows = rows;
        this.automatic = automatic;
        this.totals = totals;
        this.feed = feed;
        this.events = events;
    }

    /**
     * Makes the session of a group.
     *
     * @param parts those that lie in the group, by start; the first grows, and takes the others in
     * @param runs whether the group may go on
     */
    void make(UUID organizationId, UUID userId, List<Session> parts, Worked group, boolean runs) {
        @Nullable Instant end = runs ? null : group.end();
        if (parts.isEmpty()) {
            add(organizationId, userId, group.start(), end, group.end());
            return;
        }
        boolean ran = false;
        for (Session part : parts) {
            ran |= part.status() == SessionStatus.ACTIVE;
        }
        Session first = parts.getFirst();
        for (Session other : parts.subList(1, parts.size())) {
            automatic.adopt(organizationId, other.id(), first.id());
            rows.delete(organizationId, other.id());
            events.publishEvent(new SessionChanged(other, Change.REMOVED));
        }
        Instant start = StatedTimes.earlier(first.startTime(), group.start());
        if (parts.size() == 1
                && start.equals(first.startTime())
                && Objects.equals(end, first.endTime())) {
            return; // what is counted in it is counted with the rest
        }
        Session made = totals.recount(automatic.bound(organizationId, first.id(), start, end));
        if (runs != ran) {
            feed.publish(
                    organizationId, runs ? SessionFeed.started(made) : SessionFeed.stopped(made));
        }
        Change change = runs == ran ? Change.UPDATED : runs ? Change.STARTED : Change.STOPPED;
        events.publishEvent(new SessionChanged(made, change));
    }

    private void add(
            UUID organizationId,
            UUID userId,
            Instant start,
            @Nullable Instant end,
            Instant lastActivity) {
        Session running =
                end != null
                        ? null
                        : automatic.begin(organizationId, UUID.randomUUID(), userId, start);
        if (running != null) {
            Session begun = totals.recount(running);
            feed.publish(organizationId, SessionFeed.started(begun));
            events.publishEvent(new SessionChanged(begun, Change.STARTED));
            return;
        }
        Session over =
                rows.add(
                        organizationId,
                        UUID.randomUUID(),
                        userId,
                        SessionSource.AGENT,
                        null,
                        null,
                        start,
                        end == null ? lastActivity : end);
        events.publishEvent(new SessionChanged(totals.recount(over), Change.UPDATED));
    }
}
