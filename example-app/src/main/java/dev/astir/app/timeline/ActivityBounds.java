package dev.astir.app.timeline;

import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionStatus;
import dev.astir.app.web.Problem.FieldError;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refuses activities that cannot be of their session. What is stored already is never refused: its
 * resend is harmless. Thread-safe.
 */
@Singleton
class ActivityBounds {

    /** How far a device's clock may be off. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** Without a time of its own, an activity ends now, whenever the session began. */
    static final int MAX_UNDATED_SECONDS = 3_600;

    private final IntervalRepository rows;
    private final Clock clock;

    ActivityBounds(IntervalRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * An activity to store.
     *
     * @param place what the fields of the request stand behind: {@code events[3].}, or nothing
     * @param dated whether the client said when it began
     */
    record Placed(String place, boolean dated, Interval interval) {

        int seconds() {
            Integer seconds = interval.postedSeconds();
            return seconds == null ? 0 : seconds;
        }
    }

    /**
     * Refuses the whole request if anything new in it cannot be of the session.
     *
     * @throws ProblemException 400 for what is dated outside of it, or lasted too long to be
     *     undated; 409 {@code session-stopped} for what is undated and comes after its end
     */
    void require(Session session, List<Placed> placed) {
        Instant now = clock.instant();
        List<Placed> outside = placed.stream().filter(each -> !fits(session, each, now)).toList();
        Set<UUID> known = known(session, outside);
        List<FieldError> errors = new ArrayList<>();
        List<UUID> late = new ArrayList<>();
        for (Placed each : outside) {
            if (known.contains(each.interval().id())) {
                continue;
            }
            FieldError error = error(session, each, now);
            if (error == null) {
                late.add(each.interval().id());
            } else {
                errors.add(error);
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        if (!late.isEmpty()) {
            throw ProblemException.conflict(
                    "session-stopped",
                    "Session %s was stopped; it takes only what lies between %s and %s."
                            .formatted(session.id(), session.startTime(), session.endTime()),
                    Map.of("sessionId", session.id(), "refused", late));
        }
    }

    private Set<UUID> known(Session session, List<Placed> some) {
        return some.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        rows.known(
                                session.organizationId(),
                                session.id(),
                                some.stream()
                                        .map(each -> each.interval().id())
                                        .toArray(UUID[]::new)));
    }

    private static boolean fits(Session session, Placed placed, Instant now) {
        return error(session, placed, now) == null && !isLate(session, placed);
    }

    private static boolean isLate(Session session, Placed placed) {
        Interval interval = placed.interval();
        return !placed.dated()
                && session.status() == SessionStatus.STOPPED
                && !session.contains(interval.startedAt(), interval.endedAt());
    }

    private static @Nullable FieldError error(Session session, Placed placed, Instant now) {
        Interval interval = placed.interval();
        if (!placed.dated()) {
            return placed.seconds() <= MAX_UNDATED_SECONDS
                    ? null
                    : refusal(
                            placed,
                            "durationSeconds",
                            "a whole number from 0 to %d where no timestamp is given"
                                    .formatted(MAX_UNDATED_SECONDS),
                            placed.seconds());
        }
        Instant start = session.startTime();
        @Nullable Instant end = session.endTime();
        Instant begun = interval.startedAt();
        if (begun.isBefore(start.minus(TOLERANCE))
                || (end != null && begun.isAfter(end.plus(TOLERANCE)))) {
            return refusal(placed, "timestamp", "a time " + within(start, end), begun);
        }
        if (end != null && interval.endedAt().isAfter(end.plus(TOLERANCE))) {
            return refusal(
                    placed,
                    "timestamp",
                    "a time from which %d s end %s".formatted(placed.seconds(), within(start, end)),
                    begun);
        }
        if (interval.endedAt().isAfter(now.plus(ReportedTimes.MAX_AHEAD))) {
            return refusal(
                    placed,
                    "durationSeconds",
                    "a number of seconds after which it is at most an hour later than the server's"
                            + " time, "
                            + now,
                    placed.seconds());
        }
        return null;
    }

    private static String within(Instant start, @Nullable Instant end) {
        return end == null
                ? "in the session, which began at %s (or at most a minute before)".formatted(start)
                : "in the session, which is from %s to %s (or at most a minute off)"
                        .formatted(start, end);
    }

    private static FieldError refusal(Placed placed, String field, String allowed, Object value) {
        return new FieldError(
                placed.place() + field, "must be %s, but is \"%s\"".formatted(allowed, value));
    }
}
