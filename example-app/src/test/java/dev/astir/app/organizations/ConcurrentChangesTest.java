package dev.astir.app.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two changes at once: the second waits for the first, and does not undo it. */
class ConcurrentChangesTest extends AppTest {

    private final TestApp.Person admin = app().registerOrganization();

    @Test
    void aSettingDoesNotUndoAnother() {
        JsonNode organization =
                meanwhile(
                        "UPDATE organizations SET introspection = true",
                        "/api/organization",
                        Map.of("idleAfterSeconds", 120));

        assertThat(organization.get("idleAfterSeconds").asInt()).isEqualTo(120);
        assertThat(organization.get("introspection").asBoolean()).isTrue();
    }

    @Test
    void aTimeZoneDoesNotUndoASuspension() {
        TestApp.Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");

        JsonNode changed =
                meanwhile(
                        "UPDATE users SET status = 'suspended' WHERE role = 'employee'",
                        "/api/users/" + eve.userId(),
                        Map.of("timeZone", "Asia/Tokyo"));

        assertThat(changed.get("timeZone").asText()).isEqualTo("Asia/Tokyo");
        assertThat(changed.get("status").asText()).isEqualTo("suspended");
    }

    @Test
    void twoAdministratorsCannotRemoveEachOther() {
        TestApp.Person ann = app().addUser(admin, Role.ADMIN, "Ann");
        Map<String, String> removal = Map.of("role", "employee");

        CompletableFuture<Api.Answer> first =
                CompletableFuture.supplyAsync(
                        () -> admin.api().patch("/api/users/" + ann.userId(), removal));
        Api.Answer second = ann.api().patch("/api/users/" + admin.userId(), removal);

        // Who comes second is no administrator any more, or would be the last one.
        assertThat(new int[] {first.join().status(), second.status()})
                .contains(200)
                .containsAnyOf(403, 409);
    }

    /** Sends the change while a transaction that executed the SQL is still open. */
    private JsonNode meanwhile(String sql, String path, Map<String, ?> change) {
        JdbcOperations jdbc = app().bean(JdbcOperations.class);
        CompletableFuture<Api.Answer> answer =
                app().bean(Transactions.class)
                        .inOrganization(
                                admin.organizationId(),
                                () -> {
                                    app().bean(Organizations.class).hold(admin.organizationId());
                                    jdbc.prepareStatement(
                                            sql, statement -> statement.executeUpdate());
                                    CompletableFuture<Api.Answer> sent =
                                            CompletableFuture.supplyAsync(
                                                    () -> admin.api().patch(path, change));
                                    await().pollInSameThread().until(() -> somebodyWaits(jdbc));
                                    return sent;
                                });
        return answer.join().expect(200).json();
    }

    private static boolean somebodyWaits(JdbcOperations jdbc) {
        return jdbc.prepareStatement(
                "SELECT EXISTS (SELECT FROM pg_stat_activity"
                        + " WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))",
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() && rows.getBoolean(1);
                    }
                });
    }
}
