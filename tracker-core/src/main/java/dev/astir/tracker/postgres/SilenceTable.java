package dev.astir.tracker.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Who was reported as silent, in a table beside that of the clients. All methods work in a
 * transaction of the caller. Immutable, so safe for use by several threads.
 */
final class SilenceTable {
    private final Tables tables;
    private final String lock;
    private final String forget;
    private final String returned;
    private final String newlySilent;
    private final String insert;
    private final String delete;

    /** A client that came back; silentSince is the time that was reported. */
    record Returned(String clientId, Instant silentSince, Instant lastSeen) {}

    /** A client that went silent. */
    record Silent(String clientId, Instant lastSeen) {}

    SilenceTable(Tables tables) {
        this.tables = tables;
        // By the table's own number, so that watches of other tables have other locks.
        lock = "SELECT pg_try_advisory_xact_lock(hashtext('astir-tracker'), ?::regclass::oid::int)";
        forget =
                named(
                        """
                        WITH gone AS (
                            DELETE FROM %1$s WHERE client_id IN (
                                SELECT client_id FROM %1$s AS silent WHERE NOT EXISTS (
                                    SELECT FROM %2$s AS client
                                    WHERE client.client_id = silent.client_id)
                                LIMIT ?)
                            RETURNING 1)
                        SELECT count(*) FROM gone\
                        """);
        // The client at which a listener failed comes last, so that it holds up no other for long.
        returned =
                named(
                        """
                        SELECT client_id, silent.last_seen, client.last_seen
                        FROM %1$s AS silent JOIN %2$s AS client USING (client_id)
                        WHERE client.last_seen > silent.last_seen
                        ORDER BY client_id > ? DESC, client_id LIMIT ?\
                        """);
        newlySilent =
                named(
                        """
                        SELECT client_id, last_seen FROM %2$s AS client
                        WHERE last_seen >= ? AND last_seen <= ? AND NOT EXISTS (
                            SELECT FROM %1$s AS silent
                            WHERE silent.client_id = client.client_id)
                        ORDER BY client_id > ? DESC, client_id LIMIT ?\
                        """);
        insert = named("INSERT INTO %1$s (client_id, last_seen, reported_at) VALUES (?, ?, ?)");
        delete = named("DELETE FROM %1$s WHERE client_id = ?");
    }

    /** The SQL with the names of the tables: first of the silence, then of the clients. */
    private String named(String sql) {
        return sql.formatted(tables.silence(), tables.clients());
    }

    /** Whether this transaction is now the only one that reports. */
    boolean tryLock(Connection connection) throws SQLException {
        return Query.row(connection, lock, row -> row.getBoolean(1), tables.silence());
    }

    /** Deletes at most so many whose clients were deleted, and returns how many. */
    int forgetDeleted(Connection connection, int limit) throws SQLException {
        return Query.row(connection, forget, row -> row.getInt(1), limit);
    }

    /** At most so many who came back, in the order of ids from the one after the given on. */
    List<Returned> returned(Connection connection, String after, int limit) throws SQLException {
        return Query.rows(
                connection,
                returned,
                row -> new Returned(row.getString(1), Query.time(row, 2), Query.time(row, 3)),
                after,
                limit);
    }

    /** At most so many who went silent between two times and were not reported yet. */
    List<Silent> newlySilent(
            Connection connection, Instant from, Instant to, String after, int limit)
            throws SQLException {
        return Query.rows(
                connection,
                newlySilent,
                row -> new Silent(row.getString(1), Query.time(row, 2)),
                from,
                to,
                after,
                limit);
    }

    void add(Connection connection, List<Silent> clients, Instant reportedAt) throws SQLException {
        Query.batch(
                connection,
                insert,
                clients.stream()
                        .map(each -> new Object[] {each.clientId(), each.lastSeen(), reportedAt})
                        .toList());
    }

    void remove(Connection connection, List<Returned> clients) throws SQLException {
        Query.batch(
                connection,
                delete,
                clients.stream().map(each -> new Object[] {each.clientId()}).toList());
    }
}
