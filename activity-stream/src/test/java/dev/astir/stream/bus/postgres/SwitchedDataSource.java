package dev.astir.stream.bus.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Real connections, which can be refused. */
final class SwitchedDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    private final Set<Integer> backends = new HashSet<>();
    private boolean isOff;

    SwitchedDataSource(String url) {
        setUrl(url);
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        if (isOff) {
            throw new SQLException("switched off", "08001");
        }
        Connection connection = super.getConnection();
        backends.add(connection.unwrap(PGConnection.class).getBackendPID());
        return connection;
    }

    synchronized void off(boolean isOff) {
        this.isOff = isOff;
    }

    /** The server's processes behind all connections so far, with commas. */
    synchronized String backends() {
        return backends.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
