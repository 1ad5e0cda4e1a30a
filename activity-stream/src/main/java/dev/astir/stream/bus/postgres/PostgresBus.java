package dev.astir.stream.bus.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.bus.MessageBus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Wakes other nodes by {@code LISTEN} and {@code NOTIFY}, on two connections of its own that it
 * keeps: one listens, one sends. Nothing is sent inside a transaction that publishes, because one
 * that notifies holds a lock of the whole server through its commit.
 *
 * <p>The connections must lead to the server itself: behind PgBouncer in transaction mode a {@code
 * LISTEN} is soon forgotten. Close it after the stream.
 *
 * <p>Thread-safe; no method blocks, except {@link #close}.
 */
public final class PostgresBus extends MessageBus {
    /** The channel unless told otherwise: {@value}. */
    public static final String DEFAULT_CHANNEL = "astir_stream";

    /** A payload must be shorter than 8,000 bytes. */
    private static final int LONGEST_PAYLOAD = 7_999;

    private static final int LONGEST_CHANNEL = 63;
    private static final int TIMEOUT_SECONDS = 10;

    /**
     * One statement, so one round trip and one transaction. There is nothing in it to wait for the
     * disk for, and the setting ends with it, since the connection may be a pool's.
     */
    private static final String NOTIFY =
            "SELECT pg_notify(?, payload), set_config('synchronous_commit', 'off', true)"
                    + " FROM unnest(?::text[]) payload";

    private final DataSource dataSource;
    private final String channel;
    private final NotificationReader reader;

    /** Belongs to the thread that sends. */
    private @Nullable Connection sending;

    private PostgresBus(Builder builder) {
        super("postgres", LONGEST_PAYLOAD);
        dataSource = builder.dataSource;
        channel = builder.channel;
        reader = new NotificationReader(dataSource, channel, this::received, this::missed);
    }

    /** A bus with the default channel. */
    public static PostgresBus of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * Starts a bus's settings.
     *
     * @param dataSource makes connections of the PostgreSQL driver; if it is a pool, the bus keeps
     *     two of its connections, so give it one that has them to spare, and where the pool looks
     *     for leaks, one that does not
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Starts a bus's settings.
     *
     * @param url for example {@code jdbc:postgresql://db.example/app}
     */
    public static Builder builder(String url, String user, String password) {
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setUrl(url);
        simple.setUser(user);
        simple.setPassword(password);
        simple.setTcpKeepAlive(true);
        simple.setConnectTimeout(TIMEOUT_SECONDS);
        simple.setLoginTimeout(TIMEOUT_SECONDS);
        simple.setApplicationName("astir-bus");
        return new Builder(simple);
    }

    @Override
    public boolean isConnected() {
        return reader.isConnected();
    }

    @Override
    protected void send(List<String> messages) throws SQLException {
        Connection connection = sending;
        if (connection == null) {
            connection = Connections.open(dataSource);
            sending = connection;
        }
        try (PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
            statement.setString(1, channel);
            statement.setArray(2, connection.createArrayOf("text", messages.toArray()));
            statement.execute();
        } catch (SQLException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    @Override
    protected void disconnect() {
        Connection connection = sending;
        sending = null;
        if (connection != null) {
            Connections.close(connection);
        }
    }

    private void begin() {
        keepDoing("listen", reader);
        start();
    }

    /** A bus's settings. Not thread-safe. */
    public static final class Builder {
        private final DataSource dataSource;
        private String channel = DEFAULT_CHANNEL;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /**
         * Sets the channel; streams in one database need one each.
         *
         * @param channel 1 to 63 bytes of UTF-8
         */
        public Builder channel(String channel) {
            int bytes = channel.getBytes(UTF_8).length;
            if (bytes == 0 || bytes > LONGEST_CHANNEL || channel.indexOf(0) >= 0) {
                throw new IllegalArgumentException(
                        "channel: "
                                + channel
                                + " is not allowed; expected 1 to "
                                + LONGEST_CHANNEL
                                + " bytes");
            }
            this.channel = channel;
            return this;
        }

        /**
         * Starts the bus. It connects in the background, and again whenever that is needed, so this
         * does not fail when the server cannot be reached yet.
         */
        public PostgresBus build() {
            PostgresBus bus = new PostgresBus(this);
            bus.begin();
            return bus;
        }
    }
}
