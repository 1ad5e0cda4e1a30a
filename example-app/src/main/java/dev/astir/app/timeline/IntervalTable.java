package dev.astir.app.timeline;

import dev.astir.app.tenancy.SqlArrays;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores intervals, many in one statement, in the caller's transaction. Thread-safe. */
@Singleton
class IntervalTable {

    /**
     * Sorted, so that two batches with the same ids wait for each other and do not deadlock. What
     * has some time of a closed week is kept aside.
     */
    private static final String INSERT =
            """
            WITH closed AS MATERIALIZED (SELECT astir_closed_times(?, ?) AS times)
            INSERT INTO intervals (
                organization_id, source_id, id, person_id, session_id, started_at, ended_at,
                posted_seconds, device_started_at, source, kind, app, site, url, title, media,
                received_at, kept_aside)
            SELECT ?, ?, new.id, ?, ?, new.started_at, new.ended_at, new.posted_seconds,
                   new.device_started_at, ?, new.kind, new.app, new.site, new.url, new.title,
                   new.media, ?,
                   closed.times && tstzrange(new.started_at, greatest(new.ended_at,
                       new.started_at + interval '1 microsecond'))
            FROM closed, unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::integer[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
                AS new (id, started_at, ended_at, posted_seconds, device_started_at, kind, app,
                        site, url, title, media)
            ORDER BY new.id
            ON CONFLICT DO NOTHING
            RETURNING id, kept_aside
            """;

    /**
     * What was new. Immutable.
     *
     * @param ids of all of them
     * @param counted of those that count; the others came too late for a closed week
     */
    record Stored(Set<UUID> ids, Set<UUID> counted) {
        private static final Stored NOTHING = new Stored(Set.of(), Set.of());
    }

    private final JdbcOperations jdbc;

    IntervalTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores those whose ids their source has not stored before.
     *
     * @param intervals of one source, session and person, each id once
     * @return which were stored
     */
    Stored insertNew(Collection<Interval> intervals) {
        if (intervals.isEmpty()) {
            return Stored.NOTHING;
        }
        List<Interval> rows = List.copyOf(intervals);
        Interval first = rows.getFirst();
        return jdbc.prepareStatement(
                INSERT,
                statement -> {
                    statement.setObject(1, first.organizationId());
                    statement.setObject(2, first.personId());
                    statement.setObject(3, first.organizationId());
                    statement.setObject(4, first.sourceId());
                    statement.setObject(5, first.personId());
                    statement.setObject(6, first.sessionId());
                    statement.setString(7, lower(first.source()));
                    statement.setObject(8, first.receivedAt().atOffset(ZoneOffset.UTC));
                    SqlArrays.set(statement, 9, "uuid", rows, Interval::id);
                    SqlArrays.set(statement, 10, "timestamptz", rows, row -> text(row.startedAt()));
                    SqlArrays.set(statement, 11, "timestamptz", rows, row -> text(row.endedAt()));
                    SqlArrays.set(statement, 12, "integer", rows, Interval::postedSeconds);
                    SqlArrays.set(
                            statement, 13, "timestamptz", rows, row -> text(row.deviceStartedAt()));
                    SqlArrays.set(statement, 14, "text", rows, row -> lower(row.kind()));
                    SqlArrays.set(statement, 15, "text", rows, Interval::app);
                    SqlArrays.set(statement, 16, "text", rows, Interval::site);
                    SqlArrays.set(statement, 17, "text", rows, Interval::url);
                    SqlArrays.set(statement, 18, "text", rows, Interval::title);
                    SqlArrays.set(statement, 19, "text", rows, Interval::media);
                    Set<UUID> stored = new HashSet<>();
                    Set<UUID> counted = new HashSet<>();
                    try (ResultSet ids = statement.executeQuery()) {
                        while (ids.next()) {
                            stored.add(ids.getObject(1, UUID.class));
                            if (!ids.getBoolean(2)) {
                                counted.add(ids.getObject(1, UUID.class));
                            }
                        }
                    }
                    return new Stored(stored, counted);
                });
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
