package dev.astir.app.timeline;

import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionTotals;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes in what a file says was done in a session, by the same rules as what is posted to it. In
 * the caller's transaction. Thread-safe.
 */
@Singleton
public class ImportedActivities {

    private static final Map<String, String> COLUMNS =
            Map.of("appName", "app", "title", "title", "url", "url");

    private final IntervalTable table;
    private final SessionTotals totals;
    private final Validator validator;
    private final Clock clock;

    ImportedActivities(
            IntervalTable table, SessionTotals totals, Validator validator, Clock clock) {
        this.table = table;
        this.totals = totals;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * Active time with an application, a window's title or an address; empty texts are none.
     * Immutable.
     *
     * @param line of the file
     */
    public record Imported(
            int line, Instant start, Instant end, String app, String title, String url) {

        /** The same row of the same session always has the same id: it is stored once. */
        private ActivityRequest request(UUID sessionId) {
            String key = String.join("\n", sessionId + "", start + "", end + "", app, title, url);
            return new ActivityRequest(
                    UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                    start,
                    ActivityType.ACTIVE,
                    Math.toIntExact(Duration.between(start, end).toSeconds()),
                    app.isEmpty() ? null : app,
                    title.isEmpty() ? null : title,
                    url.isEmpty() ? null : url);
        }
    }

    /** Hears what cannot be accepted. */
    public interface Refusals {
        void add(int line, String column, String message);
    }

    /** Tells what nobody could post of these. */
    public void check(List<Imported> activities, Refusals refusals) {
        UUID any = new UUID(0, 0);
        for (Imported each : activities) {
            for (var violation : validator.validate(each.request(any))) {
                String field = violation.getPropertyPath().toString();
                refusals.add(
                        each.line(), COLUMNS.getOrDefault(field, field), violation.getMessage());
            }
        }
    }

    /**
     * Stores those that are new, from just when to just when they were. What is counted of them in
     * the session is whole seconds, as of all that is posted: cut so that they add up.
     *
     * @param session has all of them; its person is held
     * @param activities checked before
     * @return how many were new
     */
    public int add(Session session, List<Imported> activities) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, Interval> intervals = new LinkedHashMap<>();
        Duration sum = Duration.ZERO;
        for (Imported each : activities) {
            ActivityRequest request = each.request(session.id());
            UUID id = Objects.requireNonNull(request.id());
            if (!intervals.containsKey(id)) {
                long before = sum.toSeconds();
                sum = sum.plus(Duration.between(each.start(), each.end()));
                intervals.put(
                        id,
                        PostedIntervals.of(session, id, request, now)
                                .lasting(
                                        each.end().truncatedTo(ChronoUnit.MICROS),
                                        Math.toIntExact(sum.toSeconds() - before)));
            }
        }
        IntervalTable.Stored stored = table.insertNew(intervals.values());
        SessionTotals.Posted posted = SessionTotals.Posted.NOTHING;
        for (Interval interval : intervals.values()) {
            if (stored.counted().contains(interval.id())) {
                posted =
                        posted.plus(
                                false,
                                Objects.requireNonNull(interval.postedSeconds()),
                                interval.endedAt());
            }
        }
        if (posted.count() > 0) {
            totals.addPosted(session.organizationId(), session.id(), posted);
        }
        return stored.ids().size();
    }
}
