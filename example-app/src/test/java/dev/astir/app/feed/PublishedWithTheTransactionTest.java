package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Sight;
import dev.astir.app.sessions.Sessions;
import dev.astir.app.tenancy.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the app does in a transaction is published by that transaction, or not at all. */
class PublishedWithTheTransactionTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void aStartThatIsRolledBackIsNotPublished() {
        Caller caller =
                new Caller(
                        bob.userId(),
                        bob.organizationId(),
                        Role.EMPLOYEE,
                        "Bob",
                        Sight.own(bob.userId()));
        Sessions sessions = app().bean(Sessions.class);
        assertThatThrownBy(() ->
                        app().bean(Transactions.class)
                                .inOrganization(
                                        bob.organizationId(),
                                        () -> {
                                            sessions.start(caller, null, null);
                                            throw new IllegalStateException("the disk is full");
                                        }))
                .hasMessage("the disk is full");
        assertThat(bob.api().get("/api/sessions/active").expect(200).json().get("items")).isEmpty();

        String id = workASession();

        // In the outbox, what was written first comes first.
        assertThat(published()).containsExactly("session.stopped " + id, "session.started " + id);
    }

    @Test
    void whatIsCommittedIsPublishedOnce() {
        String first = workASession();
        String second = workASession();

        assertThat(published())
                .containsExactly(
                        "session.stopped " + second,
                        "session.started " + second,
                        "session.stopped " + first,
                        "session.started " + first);
    }

    @Test
    void carriesTheNameOfThePerson() {
        String id = workASession();

        assertThat(activities("session.started").getFirst().get("message").asText())
                .isEqualTo("Bob started working");
        assertThat(activities("session.started").getFirst().get("entityId").asText()).isEqualTo(id);
    }

    @Test
    void anEnrolmentIsPublishedOnce() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);

        await().atMost(Duration.ofSeconds(30)).until(() -> !activities("agent.enrolled").isEmpty());
        workASession();
        assertThat(activities("agent.enrolled"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.get("entityId").asText())
                                .isEqualTo(device.agentId().toString()));
    }

    /** Starts and stops a session, and waits until both are published. */
    private String workASession() {
        String id =
                bob.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        bob.api().post("/api/sessions/" + UUID.fromString(id) + "/stop").expect(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> published().contains("session.stopped " + id));
        return id;
    }

    /** Type and session of everything about sessions, newest first. */
    private List<String> published() {
        return activities("session.*").stream()
                .map(event ->
                        event.get("eventType").asText() + " " + event.get("entityId").asText())
                .toList();
    }

    private List<JsonNode> activities(String type) {
        List<JsonNode> found = new ArrayList<>();
        admin.api()
                .get("/api/activities?limit=200&type=" + type)
                .expect(200)
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }
}
