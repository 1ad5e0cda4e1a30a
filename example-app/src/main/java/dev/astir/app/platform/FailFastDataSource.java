package dev.astir.app.platform;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives connections of a pool, and none while the database is away: who asks is told so at once,
 * where the pool would have them wait for as long as one may take to be made. For a library that
 * answers requests and knows nothing of the {@link DatabaseWatch}. Thread-safe.
 */
public final class FailFastDataSource extends DelegatingDataSource {

    private final DatabaseWatch watch;

    /** Of a pool that makes its connections by this watch. */
    public FailFastDataSource(DataSource pool, DatabaseWatch watch) {
        super(pool);
        this.watch = watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        check();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        check();
        return super.getConnection(user, password);
    }

    private void check() throws SQLException {
        if (watch.isAway()) {
            throw WatchedDataSource.noAnswer();
        }
    }
}
