package dev.astir.tracker.redis;

import dev.astir.tracker.postgres.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The table in PostgreSQL that knows the last chunk of each sync. Written in the transaction of the
 * chunk's hits, it tells whether they are there already. One row a sync is enough, because a chunk
 * is in Redis until it is committed, and there is no other meanwhile.
 *
 * @param table its quoted name
 */
record SyncLedger(String table) {
    static SyncLedger of(@Nullable String schema, String table) {
        return new SyncLedger(SqlName.qualified(schema, table));
    }

    void create(Connection connection) throws SQLException {
        // The statements of one string are one transaction, which the lock lasts for.
        String sql =
                """
                SELECT pg_advisory_xact_lock(hashtext('astir-tracker'));
                CREATE TABLE IF NOT EXISTS %s (
                    name TEXT PRIMARY KEY,
                    chunk_id UUID NOT NULL,
                    moved_at TIMESTAMPTZ NOT NULL)\
                """
                        .formatted(table);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Enters a chunk. Returns false if it is there already. */
    boolean enter(Connection connection, String name, Chunk chunk) throws SQLException {
        String sql =
                """
                INSERT INTO %s AS ledger (name, chunk_id, moved_at)
                VALUES (?, ?::uuid, CURRENT_TIMESTAMP)
                ON CONFLICT (name) DO UPDATE
                SET chunk_id = EXCLUDED.chunk_id, moved_at = EXCLUDED.moved_at
                WHERE ledger.chunk_id <> EXCLUDED.chunk_id\
                """
                        .formatted(table);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, chunk.id());
            return statement.executeUpdate() == 1;
        }
    }
}
