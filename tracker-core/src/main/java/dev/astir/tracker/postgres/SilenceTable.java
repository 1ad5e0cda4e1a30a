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
    private final String findReturned;
    private final String returned;
    private final String findSilent;
    private final String silent;
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
        // Materialized, because the planner would rather look each client up until the limit is
        // reached, which it never is when few are found. The client at which a listener failed
        // comes last, so that it holds up no other for long.
        findReturned =
                named(
                        """
                        WITH found AS MATERIALIZED (
                            SELECT client_id FROM %1$s AS silent JOIN %2$s AS client USING (client_id)
                            WHERE client.last_seen > silent.last_seen)
                        SELECT client_id FROM found ORDER BY client_id > ? DESC, client_id LIMIT ?\
                        """);
        returned =
                named(
                        """
                        SELECT client_id, silent.last_seen, client.last_seen
                        FROM unnest(?::text[]) WITH ORDINALITY AS candidate (client_id, place)
                        JOIN %1$s AS silent USING (client_id) JOIN %2$s AS client USING (client_id)
                        WHERE client.last_seen > silent.last_seen ORDER BY place\
                        """);
        findSilent =
                named(
                        """
                        WITH found AS MATERIALIZED (
                            SELECT client_id FROM %2$s AS client
                            WHERE last_seen >= ? AND last_seen <= ? AND NOT EXISTS (
                                SELECT FROM %1$s AS silent
                                WHERE silent.client_id = client.client_id))
                        SELECT client_id FROM found ORDER BY client_id > ? DESC, client_id LIMIT ?\
                        """);
        silent =
                named(
                        """
                        SELECT client_id, last_seen
                        FROM unnest(?::text[]) WITH ORDINALITY AS candidate (client_id, place)
                        JOIN %2$s AS client USING (client_id)
                        WHERE last_seen >= ? AND last_seen <= ? AND NOT EXISTS (
                            SELECT FROM %1$s AS silent
                            WHERE silent.client_id = client.client_id)
                        ORDER BY place\
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

    /** At most so many who came back, by id from the one after the given on, and round. */
    List<String> findReturned(Connection connection, String after, int limit) throws SQLException {
        return Query.rows(connection, findReturned, row -> row.getString(1), after, limit);
    }

    /** Those of the candidates who came back. */
    List<Returned> returned(Connection connection, List<String> candidates) throws SQLException {
        return Query.rows(
                connection,
                returned,
                row -> new Returned(row.getString(1), Query.time(row, 2), Query.time(row, 3)),
                Query.texts(candidates));
    }

    /** At most so many last seen between two times and not reported, in the order as above. */
    List<String> findSilent(
            Connection connection, Instant from, Instant to, String after, int limit)
            throws SQLException {
        return Query.rows(connection, findSilent, row -> row.getString(1), from, to, after, limit);
    }

    /** Those of the candidates last seen between two times and not reported. */
    List<Silent> silent(Connection connection, List<String> candidates, Instant from, Instant to)
            throws SQLException {
        return Query.rows(
                connection,
                silent,
                row -> new Silent(row.getString(1), Query.time(row, 2)),
                Query.texts(candidates),
                from,
                to);
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
