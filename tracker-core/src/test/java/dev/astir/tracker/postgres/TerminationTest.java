package dev.astir.tracker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a process that records. */
@ExtendWith(TestPostgres.class)
class TerminationTest {

    /** By SIGTERM, as an orchestrator does it. */
    @Test
    void storesAllThatWasAcceptedBeforeTheProcessEnds(DataSource empty) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(empty);
        Process service =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                TerminatedService.class.getName(),
                                database.url())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        // A read of its output cannot be interrupted, but ends with the process.
        CompletableFuture.delayedExecutor(120, TimeUnit.SECONDS).execute(service::destroyForcibly);
        try (BufferedReader output = service.inputReader()) {
            assertThat(output.readLine()).isEqualTo("recording");
            await().atMost(Duration.ofSeconds(60)).until(() -> database.clients().size() > 10);
            service.toHandle().destroy(); // which leaves its output open

            long records = 0;
            long clients = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] counts = line.split(" ");
                records += Long.parseLong(counts[0]);
                clients += Long.parseLong(counts[1]);
            }
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(records).isPositive();
            // Of the record that a thread was refused, the sighting may have been taken before the
            // end, and only its activity refused.
            assertThat(database.clients())
                    .hasSizeBetween((int) clients, (int) clients + TerminatedService.THREADS);
            assertThat(sumOfHits(database.dataSource())).isEqualTo(records);
        } finally {
            service.destroyForcibly();
        }
    }

    private static long sumOfHits(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT sum(hits) FROM client_activity_daily")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
