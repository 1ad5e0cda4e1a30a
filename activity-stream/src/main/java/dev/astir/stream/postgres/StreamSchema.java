package dev.astir.stream.postgres;

import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Makes and upgrades the stream's tables, with a history of their own, so that they live beside the
 * tables of an application. Safe to call from several nodes at once. Stateless.
 */
public final class StreamSchema {
    /** Where the jar keeps its migrations; not a place that an application's Flyway looks at. */
    public static final String LOCATION = "classpath:db/astir-stream";

    /** The table that remembers which migrations ran. */
    public static final String HISTORY = "astir_stream_history";

    static final String SUBSTRING_INDEX = "activity_events_substrings";

    private static final List<String> GRANTS =
            List.of(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON activity_feeds, activity_events,"
                            + " activity_reactions, activity_comments, activity_outbox,"
                            + " activity_type_retention, activity_actor_retention TO %s",
                    "GRANT USAGE ON TYPE activity_events_row TO %s",
                    "GRANT EXECUTE ON FUNCTION activity_events_prepare(),"
                            + " activity_events_sort_words(),"
                            + " activity_events_drop_oldest(timestamptz) TO %s");

    private StreamSchema() {}

    /**
     * Brings the schema up to date and gives other roles the use of it.
     *
     * @param owner connects as the role that owns, or is to own, the tables
     * @param users roles that a running stream connects as; the owner needs no mention
     * @throws StreamException if the database refuses
     */
    public static void migrate(DataSource owner, String... users) {
        try {
            Flyway.configure()
                    .dataSource(owner)
                    .locations(LOCATION)
                    .table(HISTORY)
                    // The schema may hold an application's tables already.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StreamException("cannot bring the stream's tables up to date", e);
        }
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            grant(connection, users);
            connection.commit();
        } catch (SQLException e) {
            throw new StreamException("cannot give the stream's tables to " + List.of(users), e);
        }
    }

    /**
     * Makes what searches by {@link SearchRule#SUBSTRINGS} need: the extension {@code pg_trgm} and
     * an index, which is larger than that of the words and makes publishing slower. Does nothing
     * where they are. Publishers wait while the index is built, so it is best done before there is
     * much. To be called after {@link #migrate}.
     *
     * @param owner connects as the role that owns the tables, and may make extensions
     * @throws StreamException if the database refuses
     */
    public static void addSubstringIndex(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('astir_stream_substrings'))");
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS "
                            + SUBSTRING_INDEX
                            + " ON activity_events"
                            + " USING gin (activity_events_words(search) gin_trgm_ops)"
                            // As large as that of the words, see V3.
                            + " WITH (gin_pending_list_limit = 65536)");
            connection.commit();
        } catch (SQLException e) {
            throw new StreamException("cannot make the index of substrings", e);
        }
    }

    /**
     * Gives every feed a new epoch, so that no position from before is taken for one of now. To be
     * called after the database was restored from a backup, before the first stream starts: offsets
     * that were given after the backup are given again, to other events. Subscribers then hear
     * {@code recovered:false} and load anew; running streams notice within a second.
     *
     * @param owner connects as the role that owns the tables
     * @return how many feeds there are
     * @throws StreamException if the database refuses
     */
    public static int renewEpochs(DataSource owner) {
        return new Database(owner)
                .run(
                        "renew the epochs of all feeds",
                        "UPDATE activity_feeds"
                                + " SET epoch = left(replace(gen_random_uuid()::text, '-', ''), 12)",
                        PreparedStatement::executeUpdate);
    }

    private static void grant(Connection connection, String... users) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Two nodes that grant at once would fail on the same row of the catalogue.
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('astir_stream_grants'))");
            for (String user : users) {
                for (String grant : GRANTS) {
                    statement.execute(grant.formatted(statement.enquoteIdentifier(user, true)));
                }
            }
        }
    }
}
