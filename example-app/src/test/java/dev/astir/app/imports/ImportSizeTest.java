package dev.astir.app.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Big files, small times, and others who want the same person. */
class ImportSizeTest extends AppTest {

    private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");

    private final Person ada = app().registerOrganization();

    @Test
    void aFileOfFiveThousandSessionsIsStored() {
        StringBuilder file = new StringBuilder("start,end,project\n");
        for (int i = 0; i < 5_000; i++) {
            Instant start = FIRST.plusSeconds(3_600L * i);
            file.append(start).append(',').append(start.plusSeconds(1_800)).append(",Moon\n");
        }
        assertThat(send(file.toString()).get("sessions").asInt()).isEqualTo(5_000);
        assertThat(send(file.toString()).get("knownSessions").asInt()).isEqualTo(5_000);
    }

    @Test
    void whatIsShorterThanASecondIsNotLost() {
        StringBuilder file =
                new StringBuilder("start,end,app\n2026-11-20T09:00Z,2026-11-20T10:00Z,\n");
        for (int i = 0; i < 100; i++) {
            Instant start = Instant.parse("2026-11-20T09:00:00Z").plusMillis(2_000L * i);
            file.append(start).append(',').append(start.plusMillis(1_900)).append(",vim\n");
        }
        send(file.toString());
        assertThat(
                        ada.api()
                                .get("/api/reports/daily?date=2026-11-20")
                                .expect(200)
                                .json()
                                .get("activeSeconds")
                                .asLong())
                .isEqualTo(190);
    }

    /** Whoever approves a week holds the weeks first, and then the person: so does a file. */
    @Test
    void aFileAndAnApprovalDoNotWaitForEachOther() throws Exception {
        Transactions transactions = app().bean(Transactions.class);
        CountDownLatch held = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> approval =
                    executor.submit(() ->
                            transactions.inOrganization(
                                    ada.organizationId(),
                                    () -> {
                                        app().bean(ClosedWeeks.class).hold(ada.userId());
                                        held.countDown();
                                        await().until(() -> waiting() > 0);
                                        app().bean(Users.class).hold(ada.userId());
                                    }));
            held.await();
            JsonNode result =
                    send(
                            """
                            start,end,app
                            2026-11-20T09:00Z,2026-11-20T12:00Z,
                            2026-11-20T09:00Z,2026-11-20T10:30Z,vim
                            """);
            assertThat(result.get("activities").asInt()).isEqualTo(1);
            approval.get();
        }
    }

    private JsonNode send(String file) {
        return ada.api().send("POST", "/api/sessions/import", file).expect(200).json();
    }

    private static long waiting() {
        return app().bean(Transactions.class)
                .asSystem(() ->
                        app().bean(JdbcOperations.class)
                                .prepareStatement(
                                        "SELECT count(*) FROM pg_locks WHERE NOT granted",
                                        statement -> {
                                            try (ResultSet rows = statement.executeQuery()) {
                                                rows.next();
                                                return rows.getLong(1);
                                            }
                                        }));
    }
}
