package dev.astir.app.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Makes connections that the {@link DatabaseWatch} ends when the database does not answer. To make
 * one has a bound; a statement has none but {@link #LONGEST_SILENCE}, because a report, an import
 * or an erasure may take its time. While the database is away, who wants a connection waits for it:
 * that is the thread of a pool that fills it, which is full again at once then. Thread-safe.
 */
final class WatchedDataSource extends PGSimpleDataSource {

    /** For one answer, on a connection that died alone and without a word. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final transient DatabaseWatch watch;
    private final int longestSilence;

    WatchedDataSource(Settings.Database database, DatabaseWatch watch) {
        this.watch = watch;
        Migrations.configure(this, database);
        // It quotes the row that was refused, which is somebody's, in exceptions that are logged.
        setLogServerErrorDetail(false);
        // The operator's own bound, in the database's address, holds.
        longestSilence =
                getSocketTimeout() > 0
                        ? getSocketTimeout() * 1000
                        : (int) LONGEST_SILENCE.toMillis();
        int seconds = (int) DatabaseWatch.PATIENCE.toSeconds();
        setConnectTimeout(seconds);
        setSocketTimeout(seconds);
        setTcpKeepAlive(true);
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        awaitAnswer();
        Connection connection = super.getConnection(user, password);
        watch.connections().add(connection);
        connection.setNetworkTimeout(Runnable::run, longestSilence);
        return connection;
    }

    private void awaitAnswer() throws SQLException {
        try {
            if (watch.await(LONGEST_WAIT)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw noAnswer();
    }

    /** What is told to who wants a connection while the database is away. */
    static SQLException noAnswer() {
        return new PSQLException(
                "The database does not answer", PSQLState.CONNECTION_UNABLE_TO_CONNECT);
    }
}
