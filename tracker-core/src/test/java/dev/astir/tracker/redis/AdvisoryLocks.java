package dev.astir.tracker.redis;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The advisory locks that are held in a database. */
final class AdvisoryLocks {

    private AdvisoryLocks() {}

    static int count(DataSource dataSource) throws SQLException {
        String sql =
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** PostgreSQL notices a little later that a connection is closed. */
    static void awaitNone(DataSource dataSource) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> count(dataSource) == 0);
    }
}
