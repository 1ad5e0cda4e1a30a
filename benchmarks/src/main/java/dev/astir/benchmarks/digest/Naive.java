package dev.astir.benchmarks.digest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What one writes first, with the same table. Not safe for use by several threads. */
final class Naive implements AutoCloseable {
    private static final String OF_TIME =
            " FROM activity_events WHERE feed = ? AND (audience = '{}' OR audience && ?)"
                    + " AND occurred_at >= ?";

    /** All counts in one step. */
    private static final String SUMMARY =
            "SELECT event_type, important, count(*), count(DISTINCT (entity_type, entity_id)) FILTER"
                    + " (WHERE entity_type IS NOT NULL AND entity_id IS NOT NULL), count(*) FILTER"
                    + " (WHERE entity_type IS NULL OR entity_id IS NULL)"
                    + OF_TIME
                    + " GROUP BY event_type, important ORDER BY event_type, important";

    private static final String EVENTS =
            "SELECT id, event_type, actor_id, important, occurred_at, message" + OF_TIME;

    private static final String MENTIONS =
            "SELECT DISTINCT event_id FROM activity_comments WHERE feed = ? AND ? = ANY (mentions)";

    private final Connection connection;

    Naive(DataSource database) throws SQLException {
        connection = database.getConnection();
    }

    /** Counts by type, with the things that events are about; returns how many events there are. */
    long sum(Instant from) throws SQLException {
        try (PreparedStatement statement = prepared(SUMMARY, from);
                ResultSet rows = statement.executeQuery()) {
            long events = 0;
            while (rows.next()) {
                events += rows.getLong(3);
            }
            return events;
        }
    }

    private record Event(
            UUID id,
            String type,
            @Nullable String actor,
            boolean isImportant,
            Instant at,
            String message) {}

    private record Scored(Event event, double points) {}

    /** Reads all events, counts who does what, and scores each; returns how many it has found. */
    long best(Instant from, int most) throws SQLException {
        List<Event> events = events(from);
        Map<String, Integer> habits = new HashMap<>();
        for (Event event : events) {
            int unused = habits.merge(event.actor() + " " + event.type(), 1, Integer::sum);
        }
        List<UUID> mentions = mentions();
        Instant now = Instant.now();
        return events.stream()
                .map(event -> new Scored(event, points(event, habits, mentions, now)))
                .sorted(Comparator.comparingDouble(Scored::points).reversed())
                .limit(most)
                .count();
    }

    private static double points(
            Event event, Map<String, Integer> habits, List<UUID> mentions, Instant now) {
        double times = habits.getOrDefault(event.actor() + " " + event.type(), 1);
        double points =
                (event.isImportant() ? 15 : 5)
                        + (mentions.contains(event.id()) ? 40 : 0)
                        + 15 / (1 + Math.log(times) / Math.log(2));
        double days = Duration.between(event.at(), now).toMillis() / 86_400_000.0;
        return points * Math.pow(0.5, days);
    }

    private List<Event> events(Instant from) throws SQLException {
        try (PreparedStatement statement = prepared(EVENTS, from);
                ResultSet rows = statement.executeQuery()) {
            List<Event> events = new ArrayList<>();
            while (rows.next()) {
                events.add(
                        new Event(
                                rows.getObject(1, UUID.class),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getBoolean(4),
                                rows.getObject(5, OffsetDateTime.class).toInstant(),
                                rows.getString(6)));
            }
            return events;
        }
    }

    private List<UUID> mentions() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MENTIONS)) {
            statement.setString(1, Month.FEED);
            statement.setString(2, Month.PERSON);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    private PreparedStatement prepared(String sql, Instant from) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, Month.FEED);
        statement.setArray(2, connection.createArrayOf("text", new Object[] {Month.TEAM}));
        statement.setObject(3, from.atOffset(ZoneOffset.UTC));
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
