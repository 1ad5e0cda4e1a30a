package dev.astir.tracker.redis;

import io.lettuce.core.api.sync.RedisCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Ends a "process" at one point of all those before and after its calls to the servers. From then
 * on nothing it does reaches a server, not even what it does in order to clean up, and the system
 * has closed its connections.
 */
final class Faults {

    /** The end of the process. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final List<Connection> connections = new ArrayList<>();
    private int pointsLeft;
    private boolean crashed;

    Faults(int point) {
        this.pointsLeft = point;
    }

    boolean hasCrashed() {
        return crashed;
    }

    @SuppressWarnings("unchecked")
    RedisCommands<String, String> of(RedisCommands<String, String> commands) {
        return guarded(RedisCommands.class, commands);
    }

    DataSource of(DataSource dataSource) {
        return guarded(DataSource.class, dataSource);
    }

    private <T> T guarded(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            point();
                            Object result;
                            try {
                                result = method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (result instanceof Connection connection) {
                                connections.add(connection);
                                result = guarded(Connection.class, connection);
                            } else if (result instanceof PreparedStatement statement) {
                                result = guarded(PreparedStatement.class, statement);
                            } else if (result instanceof Statement statement) {
                                result = guarded(Statement.class, statement);
                            }
                            point();
                            return result;
                        }));
    }

    private void point() throws SQLException {
        if (!crashed && pointsLeft-- == 0) {
            crashed = true;
            for (Connection connection : connections) {
                connection.close();
            }
        }
        if (crashed) {
            throw new Crash();
        }
    }
}
