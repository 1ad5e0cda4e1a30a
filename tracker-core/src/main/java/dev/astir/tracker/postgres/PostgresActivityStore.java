package dev.astir.tracker.postgres;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TrackerException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sightings in a PostgreSQL table with one row a client:
 *
 * <pre>{@code
 * CREATE TABLE client_activity (
 *     client_id VARCHAR(50) PRIMARY KEY,
 *     last_seen TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
 *     created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP);
 * }</pre>
 *
 * <p>The table must be there: by the migrations in {@value #MIGRATIONS}, by {@link #createTable},
 * or made by hand. Each batch is one statement and one transaction. Safe for use by several threads
 * and several nodes.
 */
public final class PostgresActivityStore implements ActivityStore {

    /**
     * Where Flyway finds the migrations for the default table, on the class path. Run them with a
     * history table of their own, so that their versions do not meet yours.
     */
    public static final String MIGRATIONS = "db/astir-tracker";

    /** The default table: {@value}. */
    public static final String DEFAULT_TABLE = "client_activity";

    /** The default of the longest id, in characters: {@value}. */
    public static final int DEFAULT_MAX_ID_LENGTH = 50;

    private static final Comparator<Sighting> BY_ID = Comparator.comparing(Sighting::clientId);

    private final DataSource dataSource;
    private final int maxIdLength;
    private final String table;
    private final String upsert;

    private PostgresActivityStore(Builder builder) {
        dataSource = builder.dataSource;
        maxIdLength = builder.maxIdLength;
        String name = quoted(builder.table);
        table = builder.schema == null ? name : quoted(builder.schema) + "." + name;
        // Arrays keep this one statement, with one plan, whatever the number of rows. Microseconds
        // as integers are cheaper to send than times, and exact.
        upsert =
                """
                INSERT INTO %s AS known (client_id, last_seen, created_at)
                SELECT id, seen, seen FROM (
                    SELECT id, timestamptz 'epoch' + micros * interval '1 microsecond'
                    FROM unnest(?::text[], ?::bigint[]) AS given (id, micros)
                ) AS sighting (id, seen)
                ON CONFLICT (client_id) DO UPDATE
                SET last_seen = GREATEST(known.last_seen, EXCLUDED.last_seen)\
                """
                        .formatted(table);
    }

    /** Makes a store for the default table. */
    public static PostgresActivityStore of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** Starts to make a store. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /** Whether the id fits into the column and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean accepts(String clientId) {
        return clientId.indexOf('\0') < 0
                && clientId.codePointCount(0, clientId.length()) <= maxIdLength
                // An unpaired surrogate would be stored as a question mark, and so as another id.
                && StandardCharsets.UTF_8.newEncoder().canEncode(clientId);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes any number of sightings in any order, and the latest one of each client.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23
     * @throws TrackerException for any other SQLException
     */
    @Override
    public void upsert(List<Sighting> sightings) {
        // In one order on all nodes: rows that two transactions lock in different orders deadlock.
        List<Sighting> ordered = ascending(sightings);
        String[] ids = new String[ordered.size()];
        Long[] micros = new Long[ordered.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ordered.get(i).clientId();
            micros[i] = micros(ordered.get(i));
        }
        try (Connection connection = dataSource.getConnection()) {
            write(connection, ids, micros);
        } catch (SQLException e) {
            String message = "Could not write " + ids.length + " rows to " + table;
            throw isAboutData(e)
                    ? new DataRejectedException(message + ": " + e.getMessage(), e)
                    : new TrackerException(message, e);
        }
    }

    private void write(Connection connection, String[] ids, Long[] micros) throws SQLException {
        boolean commits = !connection.getAutoCommit();
        Array idArray = connection.createArrayOf("text", ids);
        Array microsArray = connection.createArrayOf("bigint", micros);
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setArray(1, idArray);
            statement.setArray(2, microsArray);
            statement.executeUpdate();
            if (commits) {
                connection.commit();
            }
        } catch (SQLException e) {
            if (commits) {
                rollback(connection, e);
            }
            throw e;
        } finally {
            idArray.free();
            microsArray.free();
        }
    }

    /**
     * Creates the table if it is not there. Where several nodes may do so at once, one waits for
     * the other.
     *
     * @throws TrackerException for any SQLException
     */
    public void createTable() {
        // The statements of one string are one transaction, which the lock lasts for.
        String sql =
                """
                SELECT pg_advisory_xact_lock(hashtext('astir-tracker'));
                CREATE TABLE IF NOT EXISTS %s (
                    client_id VARCHAR(%d) PRIMARY KEY,
                    last_seen TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
                    created_at TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP)\
                """
                        .formatted(table, maxIdLength);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new TrackerException("Could not create the table " + table, e);
        }
    }

    private static List<Sighting> ascending(List<Sighting> sightings) {
        for (int i = 1; i < sightings.size(); i++) {
            if (BY_ID.compare(sightings.get(i - 1), sightings.get(i)) >= 0) {
                TreeMap<String, Sighting> latest = new TreeMap<>();
                sightings.forEach(s -> latest.merge(s.clientId(), s, PostgresActivityStore::later));
                return List.copyOf(latest.values());
            }
        }
        return sightings;
    }

    private static Sighting later(Sighting one, Sighting other) {
        return one.lastSeen().isAfter(other.lastSeen()) ? one : other;
    }

    private static long micros(Sighting sighting) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, sighting.lastSeen());
        } catch (ArithmeticException e) {
            throw new DataRejectedException(sighting + " is out of the range of timestamptz", e);
        }
    }

    private static void rollback(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Cardinality violation, data exception, integrity constraint violation. */
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Makes a {@link PostgresActivityStore}. Not safe for use by several threads. */
    public static final class Builder {
        /** PostgreSQL would cut a longer one, silently. */
        private static final int MAX_IDENTIFIER_BYTES = 63;

        private final DataSource dataSource;
        private @Nullable String schema;
        private String table = DEFAULT_TABLE;
        private int maxIdLength = DEFAULT_MAX_ID_LENGTH;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /** The table's schema. By default the connection's search path decides. */
        public Builder schema(String schema) {
            this.schema = identifier("schema", schema);
            return this;
        }

        /** The table, by default {@value PostgresActivityStore#DEFAULT_TABLE}. */
        public Builder table(String table) {
            this.table = identifier("table", table);
            return this;
        }

        /**
         * The length of the id column in characters: at least 1, by default {@value
         * PostgresActivityStore#DEFAULT_MAX_ID_LENGTH}. Longer ids are refused when recorded.
         */
        public Builder maxIdLength(int maxIdLength) {
            if (maxIdLength < 1) {
                throw new IllegalArgumentException(
                        "maxIdLength must be at least 1, but is " + maxIdLength);
            }
            this.maxIdLength = maxIdLength;
            return this;
        }

        /** Makes the store. Does not connect. */
        public PostgresActivityStore build() {
            return new PostgresActivityStore(this);
        }

        private static String identifier(String name, String value) {
            int bytes = value.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > MAX_IDENTIFIER_BYTES || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "%s must be a name of 1 to %d bytes without NUL, but is \"%s\""
                                .formatted(name, MAX_IDENTIFIER_BYTES, value));
            }
            return value;
        }
    }
}
