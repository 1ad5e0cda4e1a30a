package dev.astir.tracker.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The quoted names of the tables, ready to stand in SQL. Immutable.
 *
 * @param clients one row a client
 * @param daily one row a client, activity and day
 * @param silence one row a client that is reported as silent
 */
record Tables(String clients, String daily, String silence) {
    static Tables of(
            @Nullable String schema,
            String clients,
            @Nullable String daily,
            @Nullable String silence) {
        String dailyName = daily == null ? SqlName.derived(clients, "_daily") : daily;
        String silenceName = silence == null ? SqlName.derived(clients, "_silence") : silence;
        return new Tables(
                SqlName.qualified(schema, clients),
                SqlName.qualified(schema, dailyName),
                SqlName.qualified(schema, silenceName));
    }

    /**
     * Creates what is not there. Where several nodes may do so at once, one waits for the other.
     */
    String creation(TextLimits limits) {
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
                .formatted(
                        clients, daily, silence, limits.maxIdLength(), limits.maxActivityLength());
    }
}
