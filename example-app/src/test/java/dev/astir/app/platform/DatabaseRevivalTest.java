package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
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

    /** Else nobody would be served any more, or be told why not. */
    @Test
    void whatGoesWrongIsNotTheEndOfTheWatch() throws Exception {
        Path folder = TestApp.temporaryHome();
        try (Home home = Home.take(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(home);
                RecordedLog log = RecordedLog.begin();
                DatabaseWatch watch =
                        DatabaseWatch.start(
                                database.address(),
                                new DatabaseRevival(database, Clock.systemUTC()))) {
            Path data = folder.resolve("database");
            Path number = data.resolve("postmaster.pid");
            Path aside = data.resolve("aside.pid");
            long server = Long.parseLong(Files.readAllLines(number).getFirst().strip());
            Files.move(number, aside);
            Files.createDirectory(number);
            assertThat(ProcessHandle.of(server).orElseThrow().destroyForcibly()).isTrue();
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            log::lines,
                            lines ->
                                    lines.stream().anyMatch(line -> line.contains("looked after")));
            assertThat(watch.isAway()).isTrue();

            Files.delete(number);
            Files.move(aside, number);
            await().until(() -> !watch.isAway());
            assertThat(watch.restarts()).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatIsFullServesThoseWhoHaveAConnection() throws Exception {
        try (Home home = Home.take(TestApp.temporaryHome());
                EmbeddedDatabase database = EmbeddedDatabase.start(home);
                DatabaseWatch watch = DatabaseWatch.start(database.address(), null);
                Connection served = watch.dataSource().getConnection();
                Statement statement = served.createStatement()) {
            await().until(() -> watches(statement) == 1);
            statement.execute("ALTER DATABASE astir CONNECTION LIMIT 1");
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'astir-watch'");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(database.log()).contains("too many connections"));

            statement.execute("ALTER DATABASE astir CONNECTION LIMIT -1");
            await().atMost(Duration.ofSeconds(30)).until(() -> watches(statement) == 1);
            assertThat(watch.outages()).isZero();
        }
    }

    /** As when something between drops one connection without a word. */
    @Test
    void oneConnectionThatIsSilentIsNotTheDatabase() throws Exception {
        try (Home home = Home.take(TestApp.temporaryHome());
                EmbeddedDatabase database = EmbeddedDatabase.start(home);
                DatabaseWatch watch = DatabaseWatch.start(database.address(), null);
                Connection served = watch.dataSource().getConnection();
                Statement statement = served.createStatement()) {
            await().until(() -> watches(statement) == 1);
            int silent =
                    number(
                            statement,
                            "SELECT pid FROM pg_stat_activity"
                                    + " WHERE application_name = 'astir-watch'");
            PostgresProcesses.signal(silent, "STOP");
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> watches(statement) == 2);
                assertThat(watch.isAway()).isFalse();
            } finally {
                PostgresProcesses.signal(silent, "CONT");
            }
            // The stopped one was left by the watch, and sees that when it goes on.
            await().atMost(Duration.ofSeconds(30)).until(() -> watches(statement) == 1);
            assertThat(watch.outages()).isZero();
        }
    }

    private static int watches(Statement statement) throws SQLException {
        return number(
                statement,
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'astir-watch'");
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
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
