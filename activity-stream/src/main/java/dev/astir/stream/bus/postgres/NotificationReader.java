package dev.astir.stream.bus.postgres;

import dev.astir.stream.bus.MessageBus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The connection that listens. The driver passes notifications on only while somebody reads from
 * the connection, so its thread waits there, and looks up often enough to see that the bus was
 * closed. Belongs to that thread, except {@link #isConnected}.
 */
final class NotificationReader implements MessageBus.Work {
    private static final int WAIT_MILLIS = 250;
    private static final long CHECK_NANOS = 10_000_000_000L;

    private final DataSource dataSource;
    private final String channel;
    private final Consumer<String> onMessage;
    private final Runnable onListening;
    private @Nullable Connection connection;
    private long checked;
    private volatile boolean isConnected;

    NotificationReader(
            DataSource dataSource,
            String channel,
            Consumer<String> onMessage,
            Runnable onListening) {
        this.dataSource = dataSource;
        this.channel = channel;
        this.onMessage = onMessage;
        this.onListening = onListening;
    }

    boolean isConnected() {
        return isConnected;
    }

    @Override
    public void once() throws SQLException {
        try {
            Connection open = connection;
            if (open == null) {
                open = Connections.open(dataSource);
                connection = open;
                listen(open);
                isConnected = true;
                onListening.run();
            } else if (System.nanoTime() - checked > CHECK_NANOS) {
                // Changes nothing on a living connection, and shows which one is dead.
                listen(open);
            }
            read(open.unwrap(PGConnection.class));
        } catch (SQLException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private void listen(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("LISTEN \"" + channel.replace("\"", "\"\"") + "\"");
        }
        checked = System.nanoTime();
    }

    private void read(PGConnection open) throws SQLException {
        PGNotification[] found = open.getNotifications(WAIT_MILLIS);
        if (found != null) {
            for (PGNotification notification : found) {
                // Where the connection is a pool's, it may have listened to something before.
                if (notification.getName().equals(channel)) {
                    onMessage.accept(notification.getParameter());
                }
            }
        }
    }

    @Override
    public void end() {
        isConnected = false;
        Connection open = connection;
        connection = null;
        if (open != null) {
            Connections.close(open);
        }
    }
}
