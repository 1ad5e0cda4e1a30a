package dev.astir.benchmarks;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * When the last request of each client that was answered with 200 was sent, by the clock of the
 * machine, in its milliseconds: what the database must know, as that time or a later one. Safe for
 * use by several threads.
 */
final class LastAnswered {
    private final AtomicLongArray sentMillis;

    LastAnswered(int clients) {
        sentMillis = new AtomicLongArray(clients);
    }

    void add(int client, long sent) {
        sentMillis.accumulateAndGet(client, sent, Math::max);
    }

    /** The clients so far. */
    Snapshot snapshot() {
        int[] clients =
                IntStream.range(0, sentMillis.length())
                        .filter(client -> sentMillis.get(client) > 0)
                        .toArray();
        String[] ids = new String[clients.length];
        Long[] millis = new Long[clients.length];
        for (int i = 0; i < clients.length; i++) {
            ids[i] = RequestBytes.clientId(clients[i]);
            millis[i] = sentMillis.get(clients[i]);
        }
        return new Snapshot(ids, millis);
    }

    /** Clients and times that do not change any more. */
    static final class Snapshot {
        private static final String MISSING =
                """
                SELECT count(*)
                FROM unnest(?::text[], ?::bigint[]) AS answered (id, millis)
                LEFT JOIN client_activity AS stored ON stored.client_id = answered.id
                WHERE stored.client_id IS NULL OR stored.last_seen
                    < timestamptz 'epoch' + answered.millis * interval '1 millisecond'\
                """;

        private final String[] ids;
        private final Long[] millis;

        private Snapshot(String[] ids, Long[] millis) {
            this.ids = ids;
            this.millis = millis;
        }

        int size() {
            return ids.length;
        }

        /** How many of them the database does not know, or as seen before they were. */
        int missing(Connection connection) throws SQLException {
            Array texts = connection.createArrayOf("text", ids);
            Array times = connection.createArrayOf("bigint", millis);
            try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
                statement.setArray(1, texts);
                statement.setArray(2, times);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            } finally {
                texts.free();
                times.free();
            }
        }
    }
}
