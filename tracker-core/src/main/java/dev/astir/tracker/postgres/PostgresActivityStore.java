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
import java.util.Optional;
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
    private final TextLimits limits;
    private final @Nullable String schema;
    private final Tables tables;
    private final Upsert upsert;

    private PostgresActivityStore(Builder builder) {
        dataSource = builder.dataSource;
        limits = builder.limits;
        schema = builder.schema;
        tables = Tables.of(schema, builder.table, builder.dailyTable, builder.silenceTable);
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

    /** The tables' schema, if one was set. */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** Whether the id fits into the column and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean accepts(String clientId) {
        return limits.accepts(clientId);
    }

    /** Whether the activity fits into the column and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean acceptsActivity(String activity) {
        return limits.acceptsActivity(activity);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes any number of sightings in any order, and the latest one of each client.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23, or if a key is too long
     *     for its index
     * @throws TrackerException for any other SQLException
     */
    @Override
    public void upsert(List<Sighting> sightings) {
        Database.statement(
                dataSource,
                couldNotWrite(sightings, tables.clients()),
                connection -> {
                    upsert(connection, sightings);
                    return true;
                });
    }

    /**
     * Writes sightings as {@link #upsert(List)} does, but in the caller's own transaction: neither
     * commits nor closes. After an exception the transaction is aborted.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23, or if a key is too long
     *     for its index
     * @throws TrackerException for any other SQLException
     */
    public void upsert(Connection connection, List<Sighting> sightings) {
        try {
            upsert.sightings(connection, sightings);
        } catch (SQLException e) {
            throw SqlStates.exception(
                    couldNotWrite(sightings, tables.clients()),
                    e,
                    () ->
                            sightings.stream()
                                    .anyMatch(each -> SqlStates.isLongKey(each.clientId())));
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes any number of hits in any order, and the sum of those of the same client, activity
     * and day.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23, or if a key is too long
     *     for its index
     * @throws TrackerException for any other SQLException
     */
    @Override
    public void addHits(List<ActivityHits> hits) {
        Database.statement(
                dataSource,
                couldNotWrite(hits, tables.daily()),
                connection -> {
                    addHits(connection, hits);
                    return true;
                });
    }

    /**
     * Adds hits as {@link #addHits(List)} does, but in the caller's own transaction: neither
     * commits nor closes. After an exception the transaction is aborted.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23, or if a key is too long
     *     for its index
     * @throws TrackerException for any other SQLException
     */
    public void addHits(Connection connection, List<ActivityHits> hits) {
        try {
            upsert.hits(connection, hits);
        } catch (SQLException e) {
            throw SqlStates.exception(
                    couldNotWrite(hits, tables.daily()),
                    e,
                    () ->
                            hits.stream()
                                    .anyMatch(each ->
                                            SqlStates.isLongKey(each.clientId(), each.activity())));
        }
    }

    /**
     * Checks now, in the caller's own transaction, the constraints that are deferred to its end: so
     * the rows at fault can be told before all is lost. They are no longer deferred from then on in
     * this transaction. After an exception the transaction is aborted.
     *
     * @throws DataRejectedException for an SQLState of class 21, 22 or 23
     * @throws TrackerException for any other SQLException
     */
    public void checkConstraints(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        } catch (SQLException e) {
            throw SqlStates.exception("A constraint is violated", e);
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
                        return statement.execute(tables.creation(limits));
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
        private TextLimits limits = TextLimits.DEFAULT;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /** The tables' schema. By default the connection's search path decides. */
        public Builder schema(String schema) {
            this.schema = SqlName.checked("schema", schema);
            return this;
        }

        /**
         * The table of the clients, by default {@value PostgresActivityStore#DEFAULT_TABLE}. As all
         * names: 1 to 63 bytes in UTF-8.
         */
        public Builder table(String table) {
            this.table = SqlName.checked("table", table);
            return this;
        }

        /**
         * The table of the daily hits. By default the clients' table's name with {@code _daily}
         * behind it, so {@code client_activity_daily}; cut and with a hash where that has more than
         * 63 bytes.
         */
        public Builder dailyTable(String dailyTable) {
            this.dailyTable = SqlName.checked("dailyTable", dailyTable);
            return this;
        }

        /**
         * The table of an {@link InactivityWatch}. By default the clients' table's name with {@code
         * _silence} behind it, so {@code client_activity_silence}; cut and with a hash where that
         * has more than 63 bytes. A table belongs to one watch: give a second one, with another
         * time, a store with another table.
         */
        public Builder silenceTable(String silenceTable) {
            this.silenceTable = SqlName.checked("silenceTable", silenceTable);
            return this;
        }

        /**
         * The length of the id columns in characters: at least 1, by default {@value
         * PostgresActivityStore#DEFAULT_MAX_ID_LENGTH}. Longer ids are refused when recorded.
         *
         * <p>PostgreSQL's indexes take keys of at most 2,704 bytes after compression. So a row is
         * dropped when it is written if its id, or its id and activity together, have more than
         * about 2,600 bytes in UTF-8 that cannot be compressed. That cannot happen where {@code
         * maxIdLength} and {@code maxActivityLength} are together at most 650 characters of any
         * kind, or 2,600 of ASCII.
         */
        public Builder maxIdLength(int maxIdLength) {
            limits = limits.withMaxIdLength(maxIdLength);
            return this;
        }

        /**
         * The length of the activity column in characters: at least 1, by default {@value
         * PostgresActivityStore#DEFAULT_MAX_ACTIVITY_LENGTH}. Longer activities are refused when
         * recorded. Very long keys are dropped: see {@link #maxIdLength}.
         */
        public Builder maxActivityLength(int maxActivityLength) {
            limits = limits.withMaxActivityLength(maxActivityLength);
            return this;
        }

        /** Makes the store. Does not connect. */
        public PostgresActivityStore build() {
            return new PostgresActivityStore(this);
        }
    }
}
