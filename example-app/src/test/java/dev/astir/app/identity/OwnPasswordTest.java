package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Who knows the present password changes it. */
class OwnPasswordTest extends AppTest {

    private static final String NEW = "a better battery";

    private final Person admin = app().registerOrganization();

    @Test
    void changesItAndEndsEveryOtherSignIn() {
        Person elsewhere = app().signIn(admin.email());
        elsewhere.api().get("/api/auth/me").expect(200);

        change(admin, TestApp.PASSWORD, NEW).expect(204);

        elsewhere.api().get("/api/auth/me").expect(401);
        refresh(elsewhere).expect(401);
        admin.api().get("/api/auth/me").expect(200);
        refresh(admin).expect(200);
        login(TestApp.PASSWORD).expect(401);
        login(NEW).expect(200);
        assertThat(TrailLines.about(app(), admin))
                .containsExactly("password.changed by " + admin.userId());
    }

    @Test
    void namesThePresentPasswordWhenItIsWrong() {
        JsonNode problem = change(admin, "not the password", NEW).expect(403).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:wrong-password");
        assertThat(problem.get("errors"))
                .hasToString(
                        "[{\"field\":\"currentPassword\","
                                + "\"message\":\"must be your current password\"}]");
        assertThat(TrailLines.about(app(), admin)).isEmpty();
    }

    @Test
    void saysSoToWhoHasNone() {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () -> {
                            app().bean(JdbcOperations.class)
                                    .prepareStatement(
                                            "UPDATE users SET password_hash = 'none'",
                                            PreparedStatement::executeUpdate);
                        });

        JsonNode problem = change(admin, TestApp.PASSWORD, NEW).expect(409).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:no-password");
    }

    @Test
    void namesTheNewPasswordWhenTheRulesDoNotAllowIt() {
        for (String refused : List.of("short", "x".repeat(73), "with a \0 in it")) {
            JsonNode problem = change(admin, TestApp.PASSWORD, refused).expect(400).json();

            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("newPassword");
            assertThat(problem.toString()).doesNotContain(refused);
        }
    }

    @Test
    void nobodyGuessesAtAnOpenScreen() {
        for (int i = 0; i < OwnPassword.LIMIT.capacity(); i++) {
            change(admin, "guess " + i + " of many", NEW).expect(403);
        }

        Api.Answer refused = change(admin, TestApp.PASSWORD, NEW).expect(429);

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        // Others are not kept from it.
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        change(bob, TestApp.PASSWORD, NEW).expect(204);
    }

    @Test
    void ofTwoChangesAtOnceOneWins() {
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String wanted : List.of("one new password", "another new one")) {
                threads.submit(
                        () -> statuses.add(change(admin, TestApp.PASSWORD, wanted).status()));
            }
        }

        assertThat(statuses).containsExactlyInAnyOrder(204, 403);
    }

    private static Api.Answer change(Person person, String present, String wanted) {
        return person.api()
                .post(
                        "/api/auth/change-password",
                        Map.of("currentPassword", present, "newPassword", wanted));
    }

    private Api.Answer login(String password) {
        return app().api()
                .post("/api/auth/login", Map.of("email", admin.email(), "password", password));
    }

    private static Api.Answer refresh(Person person) {
        return app().api().post("/api/auth/refresh", Map.of("refreshToken", person.refreshToken()));
    }
}
