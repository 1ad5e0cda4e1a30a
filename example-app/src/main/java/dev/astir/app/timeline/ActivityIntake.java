package dev.astir.app.timeline;

import dev.astir.app.identity.Caller;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes activities in: stores each once, and counts it once in its session.
 *
 * <p>An activity is known by its id within its session, so that sending one again is harmless,
 * whatever came of the first time. What is dated lies within the session, see {@link
 * ActivityBounds}; a stopped one takes such from clients that were offline. All of a batch is
 * stored, or nothing. Thread-safe.
 */
@Singleton
class ActivityIntake {

    private final SessionTotals totals;
    private final IntervalTable table;
    private final IntervalRepository rows;
    private final ActivityBounds bounds;
    private final Clock clock;

    ActivityIntake(
            SessionTotals totals,
            IntervalTable table,
            IntervalRepository rows,
            ActivityBounds bounds,
            Clock clock) {
        this.totals = totals;
        this.bounds = bounds;
        this.table = table;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Takes one activity; if its id is known, the stored one is answered.
     *
     * @throws ProblemException 404 and 403 when the session is not the caller's; 400 and 409 as
     *     {@link ActivityBounds#require}
     */
    ActivityAnswer.Single take(Caller caller, UUID sessionId, ActivityRequest posted) {
        UUID id = posted.id() == null ? UUID.randomUUID() : posted.id();
        Instant now = now();
        List<Interval> stored = new ArrayList<>();
        Session session =
                totals.post(
                        caller,
                        sessionId,
                        read -> {
                            stored.clear();
                            Interval interval = PostedIntervals.of(read, id, posted, now);
                            bounds.require(read, List.of(placed("", posted, interval)));
                            IntervalTable.Stored added = table.insertNew(List.of(interval));
                            stored.add(added.ids().isEmpty() ? find(read, id) : interval);
                            return sum(List.of(interval), added);
                        });
        return new ActivityAnswer.Single(session, Activity.of(stored.getFirst()));
    }

    private Interval find(Session session, UUID id) {
        return rows.find(session.organizationId(), session.id(), id)
                .orElseThrow(() -> new IllegalStateException("known but not found: " + id));
    }

    /**
     * Takes a batch; known ids, and those that come twice in it, are counted as duplicates.
     *
     * @throws ProblemException as {@link #take}
     */
    ActivityAnswer.Batch takeBatch(Caller caller, ActivityRequest.Batch batch) {
        Instant now = now();
        List<Interval> added = new ArrayList<>();
        Session session =
                totals.post(
                        caller,
                        batch.sessionId(),
                        read -> {
                            added.clear();
                            Map<UUID, Interval> byId = new LinkedHashMap<>();
                            List<ActivityBounds.Placed> placed = new ArrayList<>();
                            for (int i = 0; i < batch.events().size(); i++) {
                                ActivityRequest event = batch.events().get(i);
                                UUID id = event.id();
                                if (id == null || byId.containsKey(id)) {
                                    continue; // the validation saw to the one
                                }
                                Interval interval = PostedIntervals.of(read, id, event, now);
                                byId.put(id, interval);
                                placed.add(placed("events[" + i + "].", event, interval));
                            }
                            bounds.require(read, placed);
                            IntervalTable.Stored stored = table.insertNew(byId.values());
                            byId.values().stream()
                                    .filter(interval -> stored.ids().contains(interval.id()))
                                    .forEach(added::add);
                            return sum(added, stored);
                        });
        return new ActivityAnswer.Batch(
                session, added.size(), batch.events().size() - added.size());
    }

    private static ActivityBounds.Placed placed(
            String place, ActivityRequest posted, Interval interval) {
        return new ActivityBounds.Placed(place, posted.timestamp() != null, interval);
    }

    /** The time as intervals are kept, to the microsecond. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Of those that count. */
    private static SessionTotals.Posted sum(
            Collection<Interval> intervals, IntervalTable.Stored stored) {
        SessionTotals.Posted sum = SessionTotals.Posted.NOTHING;
        for (Interval interval : intervals) {
            if (!stored.counted().contains(interval.id())) {
                continue;
            }
            sum =
                    sum.plus(
                            interval.kind() == Interval.Kind.IDLE,
                            Objects.requireNonNull(interval.postedSeconds()),
                            interval.endedAt());
        }
        return sum;
    }
}
