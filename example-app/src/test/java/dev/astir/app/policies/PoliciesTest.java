package dev.astir.app.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.organizations.OrganizationChanges;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Policy;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Policies are made with the settings that they tell of. */
class PoliciesTest extends AppTest {

    private final TestApp.Person admin = app().registerOrganization();
    private final Transactions transactions = app().bean(Transactions.class);
    private final Policies policies = app().bean(Policies.class);

    @Test
    void anOrganizationHasOneFromTheStart() {
        assertThat(versions()).containsExactly(1);
        assertThat(policies.current(admin.organizationId()).text())
                .contains("Organization of " + admin.email(), "no titles of windows");
    }

    @Test
    void anotherSettingOfWhatIsCapturedMakesAnotherVersion() {
        change(Map.of("captureTitles", true));
        assertThat(versions()).containsExactly(1, 2);
        change(Map.of("introspection", true, "idleAfterSeconds", 60));
        assertThat(versions()).containsExactly(1, 2, 3);

        PolicyVersion current = policies.current(admin.organizationId());
        assertThat(current.settings().captureTitles()).isTrue();
        assertThat(current.settings().introspection()).isTrue();
        assertThat(current.settings().idleAfterSeconds()).isEqualTo(60);
        assertThat(current.text()).contains("the titles of windows", "for 1 minute or more");
    }

    @Test
    void aLengthOfTimeIsToldInItsLargestUnit() {
        Map<Integer, String> told =
                Map.of(90, "90 seconds", 1, "1 second", 300, "5 minutes", 7_200, "2 hours");
        told.forEach((seconds, words) -> {
            Policy policy = new Policy(1, false, false, List.of(), seconds);
            assertThat(
                            PolicyText.sentences(
                                            "O",
                                            policy,
                                            365,
                                            false,
                                            AlertReach.NONE,
                                            AlertReach.NONE)
                                    .toString())
                    .contains("the mouse for " + words + " or more");
        });
    }

    @Test
    void whatCapturesNothingElseMakesNone() {
        change(Map.of("captureTitles", true));
        change(Map.of("captureTitles", true));
        change(Map.of("name", "Another name", "retentionDays", 30, "timeZone", "Asia/Tokyo"));

        assertThat(versions()).containsExactly(1, 2);
    }

    @Test
    void isGoneWithTheChangeThatMadeIt() {
        UUID id = admin.organizationId();
        OrganizationChanges titles =
                new OrganizationChanges(
                        null, null, null, null, null, null, null, null, null, null, true, null,
                        null, null, null, null, null, null, null);

        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                id,
                                () -> {
                                    app().bean(Organizations.class).change(id, titles);
                                    assertThat(policies.current(id).version()).isEqualTo(2);
                                    throw new IllegalStateException("and then it fails");
                                }))
                .hasMessage("and then it fails");

        assertThat(versions()).containsExactly(1);
        assertThat(app().bean(Organizations.class).get(id).captureTitles()).isFalse();
    }

    @Test
    void changesAtOnceMakeOneVersionEach() throws Exception {
        List<Callable<Api.Answer>> changes =
                IntStream.range(0, 8)
                        .<Callable<Api.Answer>>mapToObj(i ->
                                () ->
                                        admin.api()
                                                .patch(
                                                        "/api/organization",
                                                        Map.of("idleAfterSeconds", 100 + i)))
                        .toList();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Api.Answer> answer : executor.invokeAll(changes)) {
                answer.resultNow().expect(200);
            }
        }

        assertThat(versions()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(policies.current(admin.organizationId()).settings().idleAfterSeconds())
                .isEqualTo(
                        app().bean(Organizations.class)
                                .get(admin.organizationId())
                                .idleAfterSeconds());
    }

    private void change(Map<String, ?> changes) {
        admin.api().patch("/api/organization", changes).expect(200);
    }

    /** As they are stored, since reading by the app is not to make one. */
    private List<Integer> versions() {
        return transactions.inOrganization(
                admin.organizationId(),
                () ->
                        app().bean(JdbcOperations.class)
                                .prepareStatement(
                                        "SELECT version FROM policies ORDER BY version",
                                        statement -> {
                                            List<Integer> versions = new ArrayList<>();
                                            try (ResultSet rows = statement.executeQuery()) {
                                                while (rows.next()) {
                                                    versions.add(rows.getInt(1));
                                                }
                                            }
                                            return versions;
                                        }));
    }
}
