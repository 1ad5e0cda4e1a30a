package dev.astir.app.timeline;

import dev.astir.app.devices.Device;
import dev.astir.app.sessions.AutomaticSessions;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.protocol.Span;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes in what agents captured. A span is known by its id within its agent, whatever the agent's
 * clock says at a resend. Thread-safe.
 */
@Singleton
public class SpanIntake {

    private final IntervalTable table;
    private final AutomaticSessions automatic;
    private final SessionTotals totals;

    SpanIntake(IntervalTable table, AutomaticSessions automatic, SessionTotals totals) {
        this.table = table;
        this.automatic = automatic;
        this.totals = totals;
    }

    /**
     * Stores the spans that are not stored yet, and counts them in the sessions that they touch, in
     * the caller's transaction.
     *
     * @param spans with distinct ids, in the device's time, none longer than 24 hours
     * @return the ids that were new
     */
    public Set<String> store(Device device, Collection<Span> spans, Instant receivedAt) {
        Map<UUID, String> names = new LinkedHashMap<>();
        List<Interval> intervals =
                spans.stream()
                        .map(span -> {
                            UUID id = id(span.id());
                            names.put(id, span.id());
                            return interval(device, id, span, receivedAt);
                        })
                        .toList();
        IntervalTable.Stored stored = table.insertNew(intervals);
        List<Interval> fresh =
                intervals.stream()
                        .filter(interval -> stored.counted().contains(interval.id()))
                        .toList();
        bounds(fresh.stream().filter(each -> each.kind() != Interval.Kind.IDLE))
                .ifPresent(work ->
                        automatic.captured(
                                device.organizationId(),
                                device.userId(),
                                work.first(),
                                work.last()));
        bounds(fresh.stream())
                .ifPresent(all ->
                        totals.recapture(
                                device.organizationId(), device.userId(), all.first(), all.last()));
        Set<String> ids = new HashSet<>();
        stored.ids().forEach(id -> ids.add(names.get(id)));
        return ids;
    }

    private record Bounds(Instant first, Instant last) {

        Bounds with(Bounds other) {
            return new Bounds(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    private static Optional<Bounds> bounds(Stream<Interval> intervals) {
        return intervals
                .map(each -> new Bounds(each.startedAt(), each.endedAt()))
                .reduce(Bounds::with);
    }

    /** Agents send UUIDs; another text of theirs stands for the UUID of its hash. */
    private static UUID id(String text) {
        if (text.length() == 36) {
            try {
                UUID id = UUID.fromString(text);
                if (id.toString().equals(text)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                // it only looks as long as one
            }
        }
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Interval interval(Device device, UUID id, Span span, Instant receivedAt) {
        return new Interval(
                device.organizationId(),
                device.id(),
                id,
                device.userId(),
                null,
                corrected(span.start(), device),
                corrected(span.end(), device),
                null,
                span.start(),
                Interval.Source.AGENT,
                switch (span.kind()) {
                    case ACTIVE -> Interval.Kind.ACTIVE;
                    case IDLE -> Interval.Kind.IDLE;
                    case PRIVATE -> Interval.Kind.PRIVATE;
                },
                span.app(),
                span.site(),
                null,
                span.title(),
                span.media(),
                receivedAt);
    }

    /** To the microsecond, as the database keeps it, so that neighbours share their border. */
    private static Instant corrected(Instant time, Device device) {
        return device.corrected(time).truncatedTo(ChronoUnit.MICROS);
    }
}
