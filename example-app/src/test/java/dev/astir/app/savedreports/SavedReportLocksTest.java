package dev.astir.app.savedreports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Saved reports that change at the same time as people, and as each other. */
class SavedReportLocksTest extends AppTest {

    private static final String SAVED = "/api/reports/saved";

    private final Person ada = app().registerOrganization();
    private final Person tess = app().addUser(ada, Role.MANAGER, "Tess");

    /** Whoever changes a person has them first, and their reports then; so has this. */
    @Test
    void aReportThatIsChangedWhileItsOwnerIsWaitsForThatAndIsChanged() throws Exception {
        String id = tess.api().post(SAVED, report(tess)).expect(201).json().get("id").asText();
        SavedReportRepository rows = app().bean(SavedReportRepository.class);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> change =
                    app().bean(Transactions.class)
                            .inOrganization(
                                    ada.organizationId(),
                                    () -> {
                                        run(
                                                "SELECT FROM users WHERE id = '%s' FOR NO KEY UPDATE"
                                                        .formatted(tess.userId()));
                                        Future<Integer> changing =
                                                executor.submit(() ->
                                                        tess.api()
                                                                .put(SAVED + "/" + id, report(ada))
                                                                .status());
                                        await().pollInSameThread()
                                                .until(() ->
                                                        run(
                                                                "SELECT FROM pg_locks WHERE NOT granted"));
                                        rows.of(ada.organizationId(), tess.userId());
                                        return changing;
                                    });
            assertThat(change.get()).isEqualTo(200);
        }
    }

    /** Its owner changes a report at the moment at which the organization changes its clock. */
    @Test
    void anOrganizationThatChangesWaitsForNobodyWhoWaitsForIt() throws Exception {
        changeWhileAReportIsHeld("/api/organization");
    }

    @Test
    void aPersonWhoChangesWaitsForNobodyWhoWaitsForTheirOrganization() throws Exception {
        changeWhileAReportIsHeld("/api/users/" + tess.userId());
    }

    private void changeWhileAReportIsHeld(String whoseClock) throws Exception {
        String id = tess.api().post(SAVED, report(tess)).expect(201).json().get("id").asText();
        Transactions transactions = app().bean(Transactions.class);
        UUID organization = ada.organizationId();
        transactions.inOrganization(
                organization,
                () ->
                        run(
                                """
                                UPDATE saved_reports
                                SET every = 'day', at = '07:00', format = 'csv',
                                    next_due_at = now() + interval '1 hour',
                                    next_attempt_at = now() + interval '1 hour'
                                WHERE id = '%s' RETURNING id
                                """
                                        .formatted(id)));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> change =
                    transactions.inOrganization(
                            organization,
                            () -> {
                                app().bean(SavedReportRepository.class)
                                        .hold(organization, UUID.fromString(id));
                                Future<Integer> changing =
                                        executor.submit(() ->
                                                ada.api()
                                                        .patch(
                                                                whoseClock,
                                                                Map.of("timeZone", "Asia/Tokyo"))
                                                        .status());
                                await().pollInSameThread()
                                        .until(() -> run("SELECT FROM pg_locks WHERE NOT granted"));
                                app().bean(Trail.class)
                                        .changed(
                                                Actor.app(organization),
                                                "saved-report.changed",
                                                tess.userId(),
                                                Map.of());
                                return changing;
                            });
            assertThat(change.get()).isEqualTo(200);
        }
        String due =
                transactions.inOrganization(
                        organization,
                        () ->
                                app().bean(SavedReportRepository.class)
                                        .hold(organization, UUID.fromString(id))
                                        .map(SavedRow::nextDueAt)
                                        .map(at -> at.atZone(ZoneId.of("Asia/Tokyo")))
                                        .map(at -> at.toLocalTime().toString())
                                        .orElseThrow());
        assertThat(due).isEqualTo("07:00");
    }

    @Test
    void twoWhoNameEachOtherAtOnceBothSave() throws Exception {
        int times = 25;
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < times; i++) {
                answers.add(
                        executor.submit(() -> {
                            together.await();
                            return ada.api().post(SAVED, report(tess)).status();
                        }));
                answers.add(
                        executor.submit(() -> {
                            together.await();
                            return tess.api().post(SAVED, report(ada)).status();
                        }));
            }
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(201);
        }
    }

    private static Map<String, Object> report(Person recipient) {
        return Map.of(
                "name", "Usage",
                "report", "usage",
                "period", "last-week",
                "recipients", List.of(recipient.userId()));
    }

    /** Whether there is a row. */
    private static boolean run(String sql) {
        return app().bean(JdbcOperations.class)
                .prepareStatement(
                        sql,
                        (PreparedStatement statement) -> {
                            try (ResultSet rows = statement.executeQuery()) {
                                return rows.next();
                            }
                        });
    }
}
