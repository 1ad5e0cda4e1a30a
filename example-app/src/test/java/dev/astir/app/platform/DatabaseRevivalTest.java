package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** With a real server that is killed. */
class DatabaseRevivalTest {

    @Test
    void startsItAgainSoManyTimesInAWhile() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
        SettableClock clock = new SettableClock(now);
        Path folder = TestApp.temporaryHome();
        try (Home home = Home.take(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            DatabaseRevival revival = new DatabaseRevival(database, clock);
            Path data = folder.resolve("database");
            execute(database, "CREATE TABLE kept (n int)");

            for (int i = 1; i <= DatabaseRevival.MOST; i++) {
                execute(database, "INSERT INTO kept VALUES (" + i + ")");
                PostgresProcesses.killFirst(data);
                revival.run();
                assertThat(count(database)).isEqualTo(i);
                revival.run();
                assertThat(database.isRunning()).isTrue();
            }

            PostgresProcesses.killFirst(data);
            now.updateAndGet(time -> time.plus(DatabaseRevival.WITHIN).minusSeconds(1));
            revival.run();
            assertThat(database.isRunning()).as("it dies again and again").isFalse();

            now.updateAndGet(time -> time.plusSeconds(2));
            revival.run();
            assertThat(count(database)).isEqualTo(DatabaseRevival.MOST);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = Migrations.dataSource(database.address()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(EmbeddedDatabase database) throws SQLException, IOException {
        try (Connection connection = Migrations.dataSource(database.address()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
