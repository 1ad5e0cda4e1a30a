package dev.astir.stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.postgres.StreamSchema;
import dev.astir.testing.postgres.PostgresProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database of its own in one real PostgreSQL that all tests of the JVM share. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "stream_" + NUMBER.incrementAndGet();
    private final HikariDataSource owner;

    private TestDatabase(String template) {
        execute(
                server().getPostgresDatabase(),
                "CREATE DATABASE " + name + " TEMPLATE " + template);
        owner = pool("postgres");
    }

    /** A database without any table. */
    public static TestDatabase empty() {
        return new TestDatabase("template1");
    }

    /** A database with the stream's tables. */
    public static TestDatabase migrated() {
        return new TestDatabase(Migrated.NAME);
    }

    public DataSource owner() {
        return owner;
    }

    /** Where it is, for the role that owns the tables. */
    public String url() {
        return server().getJdbcUrl("postgres", name);
    }

    /** A pool of its own, as another node would have. The caller closes it. */
    public HikariDataSource pool(String role) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server().getJdbcUrl("postgres", name));
        config.setConnectionInitSql("SET ROLE " + role);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    public void execute(String sql) {
        execute(owner, sql);
    }

    public String single(String sql) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        owner.close();
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres server() {
        return PostgresProcess.shared();
    }

    /** Migrated once; the others are copies, which are there in no time. */
    private static final class Migrated {
        static final String NAME = migrate();

        private static String migrate() {
            try (TestDatabase database = empty()) {
                StreamSchema.migrate(database.owner);
                return database.name;
            }
        }
    }
}
