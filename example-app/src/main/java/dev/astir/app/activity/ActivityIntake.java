package dev.astir.app.activity;

import dev.astir.app.identity.Caller;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionStatus;
import dev.astir.app.sessions.SessionTime;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.app.sessions.Sessions;
import dev.astir.app.web.ProblemException;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes activities in: stores each once, and counts it once in its session.
 *
 * <p>An activity is known by its id within its session, so that sending one again is harmless,
 * whatever came of the first time. A running session takes any; a stopped one takes, from devices
 * that were offline, those that lie within it from their start to their end.
 *
 * <p>All of a batch is stored, or nothing. Safe for use by many threads.
 */
@Singleton
class ActivityIntake {

    private final SessionTotals totals;
    private final ActivityLog log;
    private final Clock clock;

    ActivityIntake(SessionTotals totals, ActivityLog log, Clock clock) {
        this.totals = totals;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Takes one activity; if its id is known, the stored one is answered.
     *
     * @throws ProblemException 400 when it is not valid, 404 and 403 when the session is not the
     *     caller's, 409 {@code session-stopped}
     */
    ActivityAnswer.Single take(Caller caller, UUID sessionId, JsonNode posted) {
        Activity activity = new ActivityCheck(clock.instant()).single(sessionId, posted);
        SessionTotals.Counted<Activity> counted =
                totals.add(
                        caller.organizationId(),
                        sessionId,
                        session -> {
                            boolean added = !store(caller, session, List.of(activity)).isEmpty();
                            return added
                                    ? new SessionTotals.Stored<>(
                                            1, activity.addTo(SessionTime.ZERO), activity)
                                    : new SessionTotals.Stored<>(
                                            0, SessionTime.ZERO, stored(session, activity.id()));
                        });
        return new ActivityAnswer.Single(counted.session(), counted.result());
    }

    private Activity stored(Session session, UUID id) {
        return log.find(session.organizationId(), session.id(), id)
                .orElseThrow(() -> new IllegalStateException("known but not found: " + id));
    }

    /**
     * Takes a batch; known ids, and those that come twice in it, are counted as duplicates.
     *
     * @throws ProblemException as {@link #take}
     */
    ActivityAnswer.Batch takeBatch(Caller caller, JsonNode posted) {
        ActivityCheck.Batch batch = new ActivityCheck(clock.instant()).batch(posted);
        Map<UUID, Activity> byId = new LinkedHashMap<>();
        batch.activities().forEach(activity -> byId.putIfAbsent(activity.id(), activity));
        SessionTotals.Counted<Integer> counted =
                totals.add(
                        caller.organizationId(),
                        batch.sessionId(),
                        session -> {
                            SessionTime time = SessionTime.ZERO;
                            Set<UUID> added = store(caller, session, byId.values());
                            for (Activity activity : byId.values()) {
                                if (added.contains(activity.id())) {
                                    time = activity.addTo(time);
                                }
                            }
                            return new SessionTotals.Stored<>(added.size(), time, added.size());
                        });
        int processed = counted.result();
        return new ActivityAnswer.Batch(
                counted.session(), processed, batch.activities().size() - processed);
    }

    private Set<UUID> store(Caller caller, Session session, Collection<Activity> activities) {
        Sessions.requireOwn(caller, session);
        if (session.status() == SessionStatus.STOPPED) {
            refuseOutside(session, activities);
        }
        return activities.isEmpty()
                ? Set.of()
                : log.insertNew(
                        session.organizationId(), session.id(), activities, clock.instant());
    }

    private void refuseOutside(Session session, Collection<Activity> activities) {
        List<UUID> outside =
                activities.stream()
                        .filter(activity -> !session.contains(activity.timestamp(), activity.end()))
                        .map(Activity::id)
                        .toList();
        if (outside.isEmpty()) {
            return;
        }
        Set<UUID> known = log.known(session.organizationId(), session.id(), outside);
        List<UUID> refused = outside.stream().filter(id -> !known.contains(id)).toList();
        if (!refused.isEmpty()) {
            throw ProblemException.conflict(
                    "session-stopped",
                    "Session %s was stopped; it takes only what lies between %s and %s."
                            .formatted(session.id(), session.startTime(), session.endTime()),
                    Map.of("sessionId", session.id(), "refused", refused));
        }
    }
}
