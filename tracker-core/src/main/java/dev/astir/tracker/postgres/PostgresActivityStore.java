package dev.astir.tracker.postgres;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TrackerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
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
 * <p>and, where activities are counted, their hits in another with one row a client, activity and
 * day (in UTC):
 *
 * <pre>{@code
 * CREATE TABLE client_activity_daily (
 *     client_id VARCHAR(50) NOT NULL,
 *     activity VARCHAR(100) NOT NULL,
 *     day DATE NOT NULL,
 *     hits BIGINT NOT NULL,
 *     last_seen TIMESTAMPTZ NOT NULL,
 *     PRIMARY KEY (client_id, activity, day));
 * }</pre>
 *
 * <p>The tables that are used must be there: by the migrations in {@value #MIGRATIONS}, by {@link
 * #createTables}, or made by hand. Each batch is one statement and one transaction. Safe for use by
 * several threads and several nodes.
 */
public final class PostgresActivityStore implements CountingActivityStore {

    /**
     * Where Flyway finds the migrations for the default tables, on the class path. Run them with a
     * history table of their own, so that their versions do not meet yours.
     */
    public static final String MIGRATIONS = "db/astir-tracker";

    /** The default table: {@value}. */
    public static final String DEFAULT_TABLE = "client_activity";

    /** The default of the longest id, in characters: {@value}. */
    public static final int DEFAULT_MAX_ID_LENGTH = 50;

    /** The default of the longest activity, in characters: {@value}. */
    public static final int DEFAULT_MAX_ACTIVITY_LENGTH = 100;

    private final DataSource dataSource;
    private final int maxIdLength;
    private final int maxActivityLength;
    private final Tables tables;
    private final Upsert upsert;

    private PostgresActivityStore(Builder builder) {
        dataSource = builder.dataSource;
        maxIdLength = builder.maxIdLength;
        maxActivityLength = builder.maxActivityLength;
        tables = Tables.of(builder.schema, builder.table, builder.dailyTable, builder.silenceTable);
        upsert = new Upsert(tables);
    }

    /** Makes a store for the default tables. */
    public static PostgresActivityStore of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** Starts to make a store. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    DataSource dataSource() {
        return dataSource;
    }

    Tables tables() {
        return tables;
    }

    /** Whether the id fits into the column and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean accepts(String clientId) {
        return StorableText.isStorable(clientId, maxIdLength);
    }

    /** Whether the activity fits into the column and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean acceptsActivity(String activity) {
        return StorableText.isStorable(activity, maxActivityLength);
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
        Database.statement(
                dataSource,
                couldNotWrite(sightings, tables.clients()),
                connection -> {
                    upsert.sightings(connection, sightings);
                    return true;
                });
    }

    /**
     * Writes sightings as {@link #upsert(List)} does, but in the caller's own transaction: neither
     * commits nor closes. After an exception the transaction is aborted.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23
     * @throws TrackerException for any other SQLException
     */
    public void upsert(Connection connection, List<Sighting> sightings) {
        try {
            upsert.sightings(connection, sightings);
        } catch (SQLException e) {
            throw SqlStates.exception(couldNotWrite(sightings, tables.clients()), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes any number of hits in any order, and the sum of those of the same client, activity
     * and day.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23
     * @throws TrackerException for any other SQLException
     */
    @Override
    public void addHits(List<ActivityHits> hits) {
        Database.statement(
                dataSource,
                couldNotWrite(hits, tables.daily()),
                connection -> {
                    upsert.hits(connection, hits);
                    return true;
                });
    }

    /**
     * Adds hits as {@link #addHits(List)} does, but in the caller's own transaction: neither
     * commits nor closes. After an exception the transaction is aborted.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23
     * @throws TrackerException for any other SQLException
     */
    public void addHits(Connection connection, List<ActivityHits> hits) {
        try {
            upsert.hits(connection, hits);
        } catch (SQLException e) {
            throw SqlStates.exception(couldNotWrite(hits, tables.daily()), e);
        }
    }

    private static String couldNotWrite(List<?> rows, String table) {
        return "Could not write " + rows.size() + " rows to " + table;
    }

    /**
     * Creates those tables that are not there: of the clients, of their daily hits, and of an
     * inactivity watch. Where several nodes may do so at once, one waits for the other.
     *
     * @throws TrackerException for any SQLException
     */
    public void createTables() {
        Database.statement(
                dataSource,
                "Could not create the table " + tables.clients() + " and those beside it",
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(tables.creation(maxIdLength, maxActivityLength));
                    }
                });
    }

    /** Makes a {@link PostgresActivityStore}. Not safe for use by several threads. */
    public static final class Builder {
        private final DataSource dataSource;
        private @Nullable String schema;
        private String table = DEFAULT_TABLE;
        private @Nullable String dailyTable;
        private @Nullable String silenceTable;
        private int maxIdLength = DEFAULT_MAX_ID_LENGTH;
        private int maxActivityLength = DEFAULT_MAX_ACTIVITY_LENGTH;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /** The tables' schema. By default the connection's search path decides. */
        public Builder schema(String schema) {
            this.schema = Tables.identifier("schema", schema);
            return this;
        }

        /** The table of the clients, by default {@value PostgresActivityStore#DEFAULT_TABLE}. */
        public Builder table(String table) {
            this.table = Tables.identifier("table", table);
            return this;
        }

        /**
         * The table of the daily hits. By default the clients' table's name with {@code _daily}
         * behind it, so {@code client_activity_daily}.
         */
        public Builder dailyTable(String dailyTable) {
            this.dailyTable = Tables.identifier("dailyTable", dailyTable);
            return this;
        }

        /**
         * The table of an {@link InactivityWatch}. By default the clients' table's name with {@code
         * _silence} behind it, so {@code client_activity_silence}. A table belongs to one watch:
         * give a second one, with another time, a store with another table.
         */
        public Builder silenceTable(String silenceTable) {
            this.silenceTable = Tables.identifier("silenceTable", silenceTable);
            return this;
        }

        /**
         * The length of the id columns in characters: at least 1, by default {@value
         * PostgresActivityStore#DEFAULT_MAX_ID_LENGTH}. Longer ids are refused when recorded.
         */
        public Builder maxIdLength(int maxIdLength) {
            this.maxIdLength = positive("maxIdLength", maxIdLength);
            return this;
        }

        /**
         * The length of the activity column in characters: at least 1, by default {@value
         * PostgresActivityStore#DEFAULT_MAX_ACTIVITY_LENGTH}. Longer activities are refused when
         * recorded.
         */
        public Builder maxActivityLength(int maxActivityLength) {
            this.maxActivityLength = positive("maxActivityLength", maxActivityLength);
            return this;
        }

        /**
         * Makes the store. Does not connect.
         *
         * @throws IllegalArgumentException if a name that was not set would be too long
         */
        public PostgresActivityStore build() {
            return new PostgresActivityStore(this);
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
            }
            return value;
        }
    }
}
