package dev.astir.stream.bus.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes the bus's connections, which may be a pool's. Stateless. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int TIMEOUT_MILLIS = 10_000;

    private Connections() {}

    static Connection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            // A server that is gone without a word is noticed too.
            connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /** Gives it back as it was; where it is broken, lets the pool see that. */
    static void close(Connection connection) {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            LOG.debug("a connection was closed already", e);
        }
    }
}
