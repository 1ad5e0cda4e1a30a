package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ActivityStore.Publication;
import dev.astir.stream.OutboxReceipt;
import dev.astir.stream.OutboxStats;
import dev.astir.stream.StreamException;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.MediaJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Events that wait in {@code activity_outbox} for their position, because they were written in
 * transactions of the callers'. Made by {@code ActivityStream}. Thread-safe.
 */
public final class TransactionOutbox {
    private static final String WRITE =
            """
            INSERT INTO activity_outbox (
                id, feed, audience, event_type, actor_id, occurred_at, entity_type, entity_id,
                actor_name, entity_name, entity_url, entity_reference, message, icon, color,
                important, metadata, media)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
            RETURNING number, pg_current_xact_id()::text
            """;
    private static final String ENDED =
            "SELECT transaction FROM unnest(?::text[]) AS t (transaction)"
                    + " WHERE pg_xact_status(transaction::xid8) IS DISTINCT FROM 'in progress'";
    private static final String IS_WAITING =
            "SELECT EXISTS (SELECT FROM activity_outbox WHERE error IS NULL)";
    private static final String STATS =
            "SELECT count(*) FILTER (WHERE error IS NULL),"
                    + " min(written_at) FILTER (WHERE error IS NULL),"
                    + " count(*) FILTER (WHERE error IS NOT NULL) FROM activity_outbox";

    private final Database database;

    /**
     * @param dataSource a pool whose role may use the tables, see {@link StreamSchema#migrate}
     */
    public TransactionOutbox(DataSource dataSource) {
        this.database = new Database(dataSource);
    }

    /** Writes an event with the caller's connection, and does nothing else with it. */
    public OutboxReceipt write(Connection connection, Publication publication) {
        String feed = publication.feed();
        ActivityEvent event = publication.event();
        try {
            return Database.query(
                    connection,
                    WRITE,
                    statement -> bind(statement, feed, event),
                    rows -> {
                        rows.next();
                        return new OutboxReceipt(
                                feed, event.id(), rows.getLong(1), rows.getString(2));
                    });
        } catch (SQLException e) {
            throw new StreamException("could not write to the outbox: " + e.getMessage(), e);
        }
    }

    /** Which of these transactions are over, one way or the other. */
    public Set<String> ended(Collection<String> transactions) {
        return database.query(
                "look at transactions",
                ENDED,
                statement -> statement.setArray(1, Database.texts(statement, transactions)),
                rows -> {
                    Set<String> ended = new HashSet<>();
                    while (rows.next()) {
                        ended.add(rows.getString(1));
                    }
                    return ended;
                });
    }

    /**
     * Gives positions to what waits, all in one transaction.
     *
     * @param limit how many at most
     */
    public Sequenced sequence(int limit) {
        boolean isWaiting =
                database.query(
                        "look into the outbox",
                        IS_WAITING,
                        statement -> {},
                        rows -> rows.next() && rows.getBoolean(1));
        if (!isWaiting) {
            return new Sequenced(List.of(), Map.of(), 0, true);
        }
        return database.transaction(
                "sequence the outbox", connection -> new Sequencing(connection).run(limit));
    }

    /** What lies there. */
    public OutboxStats stats() {
        return database.query(
                "look into the outbox",
                STATS,
                statement -> {},
                rows -> {
                    rows.next();
                    OffsetDateTime oldest = rows.getObject(2, OffsetDateTime.class);
                    return new OutboxStats(
                            rows.getLong(1),
                            oldest == null ? null : oldest.toInstant(),
                            rows.getLong(3));
                });
    }

    private static void bind(PreparedStatement statement, String feed, ActivityEvent event)
            throws SQLException {
        statement.setObject(1, event.id());
        statement.setString(2, feed);
        statement.setArray(3, Database.texts(statement, event.audience()));
        statement.setString(4, event.eventType());
        statement.setString(5, event.actorId());
        statement.setObject(6, event.timestamp().atOffset(ZoneOffset.UTC));
        statement.setString(7, event.entityType());
        statement.setString(8, event.entityId());
        statement.setString(9, event.actorName());
        statement.setString(10, event.entityName());
        statement.setString(11, event.entityUrl());
        statement.setString(12, event.entityReference());
        statement.setString(13, event.message());
        statement.setString(14, event.icon());
        statement.setString(15, event.color());
        statement.setBoolean(16, event.important());
        statement.setString(17, EventJson.writeObject(event.metadata()));
        statement.setString(18, MediaJson.write(event.media()));
    }

    /**
     * What one transaction did.
     *
     * @param committed the events that got a position, in the order of their positions
     * @param refused the rows that were set aside, by number, each with its error
     * @param rows how many rows wait no longer
     * @param wasAlone false if another node was at it, so that this one did nothing
     */
    public record Sequenced(
            List<Committed> committed, Map<Long, String> refused, int rows, boolean wasAlone) {}
}
