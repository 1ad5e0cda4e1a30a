package dev.astir.tracker.postgres;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The quoted names of the tables, ready to stand in SQL. Immutable.
 *
 * @param clients one row a client
 * @param daily one row a client, activity and day
 * @param silence one row a client that is reported as silent
 */
record Tables(String clients, String daily, String silence) {
    /** PostgreSQL would cut a longer one, silently. */
    private static final int MAX_IDENTIFIER_BYTES = 63;

    static Tables of(
            @Nullable String schema,
            String clients,
            @Nullable String daily,
            @Nullable String silence) {
        return new Tables(
                qualified(schema, clients),
                qualified(schema, orDerived("dailyTable", daily, clients, "_daily")),
                qualified(schema, orDerived("silenceTable", silence, clients, "_silence")));
    }

    private static String orDerived(
            String field, @Nullable String name, String clients, String suffix) {
        if (name != null) {
            return name;
        }
        if (!isIdentifier(clients + suffix)) {
            throw new IllegalArgumentException(
                    "%s must be set, because its default \"%s\" is longer than %d bytes"
                            .formatted(field, clients + suffix, MAX_IDENTIFIER_BYTES));
        }
        return clients + suffix;
    }

    /**
     * The name, if it can be one.
     *
     * @throws IllegalArgumentException otherwise
     */
    static String identifier(String field, String name) {
        if (!isIdentifier(name)) {
            throw new IllegalArgumentException(
                    "%s must be a name of 1 to %d bytes without NUL, but is \"%s\""
                            .formatted(field, MAX_IDENTIFIER_BYTES, name));
        }
        return name;
    }

    private static boolean isIdentifier(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1 && bytes <= MAX_IDENTIFIER_BYTES && name.indexOf('\0') < 0;
    }

    private static String qualified(@Nullable String schema, String name) {
        return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * Creates what is not there. Where several nodes may do so at once, one waits for the other.
     */
    String creation(int maxIdLength, int maxActivityLength) {
        // The statements of one string are one transaction, which the lock lasts for. No index
        // beyond the keys: one on last_seen would end HOT updates.
        return """
        SELECT pg_advisory_xact_lock(hashtext('astir-tracker'));
        CREATE TABLE IF NOT EXISTS %1$s (
            client_id VARCHAR(%4$d) PRIMARY KEY,
            last_seen TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
            created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP);
        CREATE TABLE IF NOT EXISTS %2$s (
            client_id VARCHAR(%4$d) NOT NULL,
            activity VARCHAR(%5$d) NOT NULL,
            day DATE NOT NULL,
            hits BIGINT NOT NULL,
            last_seen TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (client_id, activity, day));
        CREATE TABLE IF NOT EXISTS %3$s (
            client_id VARCHAR(%4$d) PRIMARY KEY,
            last_seen TIMESTAMPTZ NOT NULL,
            reported_at TIMESTAMPTZ NOT NULL)\
        """
                .formatted(clients, daily, silence, maxIdLength, maxActivityLength);
    }
}
