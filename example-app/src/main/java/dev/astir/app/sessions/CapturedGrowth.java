package dev.astir.app.sessions;

import dev.astir.app.sessions.SessionChanged.Change;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what agents captured in the sessions that it lies in. Nearly always it is what one device
 * recorded of the running session since its last batch: that is added, and nothing that was counted
 * before is read. All else is counted anew from all that was captured in the session. Thread-safe.
 */
@Singleton
public class CapturedGrowth {

    private final CapturedRepository rows;
    private final SessionRepository sessions;
    private final AutomaticSessions automatic;
    private final SessionTotals totals;
    private final ApplicationEventPublisher<SessionChanged> events;
    private final Clock clock;

    CapturedGrowth(
            CapturedRepository rows,
            SessionRepository sessions,
            AutomaticSessions automatic,
            SessionTotals totals,
            ApplicationEventPublisher<SessionChanged> events,
            Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.automatic = automatic;
        this.totals = totals;
        this.events = events;
        this.clock = clock;
    }

    private record Bounds(Instant first, Instant last) {}

    /**
     * Counts spans in the transaction that stored them; where the organization decided so, sessions
     * are made of them first.
     *
     * @param fresh all that this transaction stored of the person, but for what is kept aside
     */
    public void count(UUID organizationId, UUID userId, List<CapturedSpan> fresh) {
        Bounds all = bounds(fresh.stream()).orElse(null);
        if (all == null) {
            return;
        }
        if (!rows.holdBoundsUnlessAutomatic(organizationId, userId)) {
            bounds(fresh.stream().filter(span -> !span.isIdle()))
                    .ifPresent(work ->
                            automatic.captured(organizationId, userId, work.first(), work.last()));
            sessions.holdBounds(userId);
        }
        if (!grow(organizationId, userId, fresh, all)) {
            totals.recaptureHeld(organizationId, userId, all.first(), all.last());
        }
    }

    /** False where it is not the plain case: nothing is changed then. */
    private boolean grow(UUID organizationId, UUID userId, List<CapturedSpan> fresh, Bounds all) {
        if (fresh.stream().anyMatch(span -> !span.start().isBefore(span.end()))) {
            return false; // no range of the database
        }
        @Nullable Session grown =
                rows.grow(
                        organizationId,
                        userId,
                        all.first(),
                        all.last(),
                        ranges(fresh, span -> !span.isIdle()),
                        ranges(fresh, CapturedSpan::isIdle),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (grown == null) {
            return false;
        }
        events.publishEvent(new SessionChanged(grown, Change.UPDATED));
        return true;
    }

    private static String ranges(List<CapturedSpan> spans, Predicate<CapturedSpan> which) {
        return spans.stream()
                .filter(which)
                .map(span -> "[%s,%s)".formatted(span.start(), span.end()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Optional<Bounds> bounds(Stream<CapturedSpan> spans) {
        return spans.map(span -> new Bounds(span.start(), span.end()))
                .reduce((one, other) ->
                        new Bounds(
                                StatedTimes.earlier(one.first(), other.first()),
                                StatedTimes.later(one.last(), other.last())));
    }
}
