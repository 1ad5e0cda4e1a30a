package dev.astir.app.timeline;

import dev.astir.app.devices.Device;
import dev.astir.app.sessions.CapturedGrowth;
import dev.astir.app.sessions.CapturedSpan;
import dev.astir.protocol.Span;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes in what agents captured. A span is known by its id within its agent, whatever the agent's
 * clock says at a resend. Thread-safe.
 */
@Singleton
public class SpanIntake {

    /**
     * How long a span may be, as what is posted: retention looks so far back. Agents end one at
     * suspend, so a longer one is a broken clock.
     */
    public static final Duration LONGEST = Duration.ofSeconds(ActivityRequest.LONGEST_SECONDS);

    private final IntervalTable table;
    private final CapturedGrowth growth;

    SpanIntake(IntervalTable table, CapturedGrowth growth) {
        this.table = table;
        this.growth = growth;
    }

    /**
     * Stores the spans that are not stored yet, and counts them in the sessions that they touch, in
     * the caller's transaction.
     *
     * @param spans with distinct ids, in the device's time, none longer than {@link #LONGEST}
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
        growth.count(
                device.organizationId(),
                device.userId(),
                intervals.stream()
                        .filter(each -> stored.counted().contains(each.id()))
                        .map(each ->
                                new CapturedSpan(
                                        each.startedAt(),
                                        each.endedAt(),
                                        each.kind() == Interval.Kind.IDLE))
                        .toList());
        Set<String> ids = new HashSet<>();
        stored.ids().forEach(id -> ids.add(names.get(id)));
        return ids;
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
