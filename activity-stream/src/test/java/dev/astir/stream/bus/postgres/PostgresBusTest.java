package dev.astir.stream.bus.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.bus.Heard;
import dev.astir.stream.bus.MessageBus;
import dev.astir.stream.bus.MessageBusContractTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresBusTest extends MessageBusContractTest {
    private static final String CHANNEL = "a \"channel\"; DROP é";
    private static TestDatabase database;

    private final SwitchedDataSource dataSource = new SwitchedDataSource(database.url());

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.empty();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @Override
    protected MessageBus open() {
        return PostgresBus.builder(dataSource).channel(CHANNEL).build();
    }

    @Override
    protected void breakDown() {
        dataSource.off(true);
        terminate();
    }

    private void terminate() {
        String backends = dataSource.backends();
        if (!backends.isEmpty()) {
            database.execute(
                    "SELECT pg_terminate_backend(pid) FROM unnest(ARRAY[" + backends + "]) pid");
        }
    }

    @Override
    protected void mend() {
        dataSource.off(false);
    }

    @Override
    protected void sendByHand(String message) throws Exception {
        try (Connection connection = database.owner().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, message);
            statement.execute();
        }
    }

    @Test
    void goesOnAfterTheServerEndsItsConnections() {
        MessageBus sender = (MessageBus) node();
        MessageBus receiver = (MessageBus) node();
        Heard heard = new Heard();
        receiver.listen(heard);
        sender.announce(Map.of("a", at(1)));
        heard.await(Map.of("a", at(1)));

        terminate();

        await().until(() -> heard.timesMissed() > 0);
        sender.announce(Map.of("a", at(2)));
        heard.await(Map.of("a", at(2)));
    }

    @Test
    void returnsAPoolsConnectionsAsTheyWere() throws Exception {
        try (HikariDataSource pool = pool()) {
            Heard heard = new Heard();
            try (MessageBus bus = PostgresBus.of(pool)) {
                await().until(bus::isConnected);
                bus.listen(heard);
                bus.announce(Map.of("a", at(1)));
                heard.await(Map.of("a", at(1)));
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(2);
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                for (Connection connection : List.of(one, two)) {
                    assertThat(connection.getAutoCommit()).isFalse();
                    assertThat(single(connection, "SHOW synchronous_commit")).isEqualTo("on");
                    assertThat(single(connection, "SELECT count(*) FROM pg_listening_channels()"))
                            .isEqualTo("0");
                }
            }
        }
    }

    @Test
    void givesAPoolNoBrokenConnectionBack() throws Exception {
        try (HikariDataSource pool = pool()) {
            try (MessageBus bus = PostgresBus.of(pool)) {
                Heard heard = new Heard();
                bus.listen(heard);
                await().until(bus::isConnected);
                int before = heard.timesMissed();
                database.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE query LIKE 'LISTEN \"astir_stream\"%'");
                await().until(() -> heard.timesMissed() > before);
            }
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(single(one, "SELECT 1")).isEqualTo("1");
                assertThat(single(two, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void channelsAreApart() {
        Heard heard = new Heard();
        MessageBus sender = (MessageBus) node();
        node().listen(heard);
        try (MessageBus other = PostgresBus.of(dataSource)) {
            Heard elsewhere = new Heard();
            other.listen(elsewhere);
            await().until(other::isConnected);
            sender.announce(Map.of("a", at(1)));
            heard.await(Map.of("a", at(1)));
            other.announce(Map.of("b", at(1)));
            elsewhere.await(Map.of("b", at(1)));
            assertThat(elsewhere.newest()).hasSize(1);
            assertThat(heard.newest()).hasSize(1);
        }
    }

    @Test
    void connectsByUrl() {
        Heard heard = new Heard();
        try (MessageBus bus = PostgresBus.builder(database.url(), "postgres", "postgres").build()) {
            await().until(bus::isConnected);
            bus.listen(heard);
            bus.announce(Map.of("a", at(1)));
            heard.await(Map.of("a", at(1)));
        }
    }

    @Test
    void refusesChannelsThatPostgresCannotName() {
        for (String channel : List.of("", "x".repeat(64), "é".repeat(32), "a\0b")) {
            assertThatThrownBy(() -> PostgresBus.builder(dataSource).channel(channel))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("channel");
        }
    }

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(2);
        // The server of the tests has it off.
        config.setConnectionInitSql("SET synchronous_commit = on");
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    private static String single(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
