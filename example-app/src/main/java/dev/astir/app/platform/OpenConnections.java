package dev.astir.app.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the database that are open, so that all of them can be ended at once: whoever
 * waits for an answer on one is told that there will be none. Thread-safe.
 */
final class OpenConnections {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** Some dozens at the most, so those that have ended are looked for when one is added. */
    void add(Connection connection) {
        open.removeIf(OpenConnections::isClosed);
        open.add(connection);
    }

    /** Ends all of them. */
    void abort() {
        for (Connection connection : open) {
            open.remove(connection);
            abort(connection);
        }
    }

    /** Ends the connection without a word to the server, which may not listen. */
    static void abort(Connection connection) {
        try {
            // A socket with TLS may wait for room to say goodbye.
            connection.abort(task -> Thread.ofVirtual().name("astir-abort").start(task));
        } catch (SQLException e) {
            LOG.debug("A connection could not be ended", e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
