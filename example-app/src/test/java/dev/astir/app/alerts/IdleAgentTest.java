package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Idle time as agents tell it: at one device, at several, and paused. */
class IdleAgentTest extends AppTest {

    private static final String JOB = "idle-detector";

    private final Person ada = app().registerOrganization();
    private final Person emil = app().addUser(ada, Role.EMPLOYEE, "Emil");

    private void decide() {
        ada.api().patch("/api/organization", Map.of("idleAlerts", true)).expect(200);
    }

    private TestAgent device() {
        TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), emil));
        agent.next("welcome");
        return agent;
    }

    /** Says so, and waits until it is known. */
    private void says(TestAgent agent, String state, Instant at, String shown) {
        agent.state(Map.of("state", state, "at", at.toString()));
        agent.batch(List.of()); // whose answer comes after the state is stored
        await().until(() -> presence().equals(shown));
    }

    private String presence() {
        for (JsonNode person : ada.api().get("/api/presence").json().get("items")) {
            if (person.get("userId").asText().equals(emil.userId().toString())) {
                return person.get("state").asText();
            }
        }
        return "";
    }

    private JsonNode alerts() {
        return ada.api().get("/api/alerts?type=idle").expect(200).json().get("items");
    }

    @Test
    void oneWithoutASessionThatEndsAtWhicheverDeviceSomebodyIs() {
        decide();
        Instant left = Instant.now().minusSeconds(400);
        try (TestAgent desk = device();
                TestAgent laptop = device();
                TestReader manager = TestReader.connect(app(), ada)) {
            manager.subscribe("alerts");
            says(desk, "idle", left.minusSeconds(60), "idle");
            says(laptop, "idle", left, "idle");
            TestAlerts.run(app(), JOB);
            TestAlerts.run(app(), JOB);

            JsonNode put = manager.nextPut("alerts");
            assertThat(put.get("event").asText()).isEqualTo("INACTIVE_ALERT");
            assertThat(put.at("/item/userId").asText()).isEqualTo(emil.userId().toString());
            assertThat(alerts()).hasSize(1);

            Instant back = Instant.now();
            says(desk, "active", back, "active");
            TestAlerts.run(app(), JOB);
            assertThat(manager.nextPut("alerts").at("/item/closedAt").isNull()).isFalse();
        }
    }

    @Test
    void whoIsActiveAtOneDeviceIsNotAway() {
        decide();
        try (TestAgent desk = device();
                TestAgent laptop = device()) {
            says(laptop, "active", Instant.now(), "active");
            desk.state(Map.of("state", "idle", "at", Instant.now().minusSeconds(900).toString()));
            desk.batch(List.of());
            TestAlerts.run(app(), JOB);
            assertThat(alerts()).isEmpty();
        }
    }

    @Test
    void whoPausedIsLeftAlone() {
        decide();
        try (TestAgent desk = device()) {
            emil.api().post("/api/sessions/start").expect(201);
            says(desk, "idle", Instant.now().minusSeconds(900), "idle");
            says(desk, "paused", Instant.now().minusSeconds(900), "paused");
            TestAlerts.run(app(), JOB);
            assertThat(alerts()).isEmpty();
        }
    }

    @Test
    void pausingEndsAnOpenOne() {
        decide();
        try (TestAgent desk = device()) {
            says(desk, "idle", Instant.now().minusSeconds(900), "idle");
            TestAlerts.run(app(), JOB);
            assertThat(alerts().at("/0/closedAt").isNull()).isTrue();
            says(desk, "paused", Instant.now(), "paused");
            TestAlerts.run(app(), JOB);
            assertThat(alerts()).hasSize(1);
            assertThat(alerts().at("/0/closedAt").isNull()).isFalse();
        }
    }

    /** The device is lost for a moment, as when it connects again, and its person is still away. */
    @Test
    void aDeviceThatIsLostForAMomentEndsNone() {
        decide();
        TestAgent.Enrolled enrolled = TestAgent.enrol(app(), emil);
        Instant left = Instant.now().minusSeconds(900);
        try (TestAgent desk = TestAgent.connect(app(), enrolled)) {
            desk.next("welcome");
            says(desk, "idle", left, "idle");
            TestAlerts.run(app(), JOB);
        }
        lose(enrolled);
        assertThat(alerts().at("/0/closedAt").isNull()).isTrue();

        ada.api().post("/api/agents/" + enrolled.agentId() + "/unblock").expect(200);
        try (TestAgent desk = TestAgent.connect(app(), enrolled)) {
            desk.next("welcome");
            says(desk, "idle", left, "idle");
            TestAlerts.run(app(), JOB);
            assertThat(alerts()).hasSize(1);
            assertThat(alerts().at("/0/closedAt").isNull()).isTrue();

            says(desk, "active", Instant.now(), "active");
            TestAlerts.run(app(), JOB);
            assertThat(alerts()).hasSize(1);
            assertThat(alerts().at("/0/closedAt").isNull()).isFalse();
        }
    }

    /** However long: the session says that somebody is at work. */
    @Test
    void inASessionItGoesOnWithoutTheDeviceUntilTheSessionEnds() {
        decide();
        TestAgent.Enrolled enrolled = TestAgent.enrol(app(), emil);
        String session =
                emil.api().post("/api/sessions/start").expect(201).json().get("id").asText();
        begunAnHourAgo(session);
        try (TestAgent desk = TestAgent.connect(app(), enrolled)) {
            desk.next("welcome");
            says(desk, "idle", Instant.now().minusSeconds(900), "idle");
            TestAlerts.run(app(), JOB);
            assertThat(alerts().at("/0/sessionId").asText()).isEqualTo(session);
        }
        lose(enrolled);
        assertThat(alerts().at("/0/closedAt").isNull()).isTrue();

        emil.api().post("/api/sessions/" + session + "/stop").expect(200);
        TestAlerts.run(app(), JOB);
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().at("/0/closedAt").isNull()).isFalse();
    }

    /** Without waiting for the grace of a device that hangs up. */
    private void lose(TestAgent.Enrolled device) {
        ada.api().post("/api/agents/" + device.agentId() + "/block").expect(200);
        await().until(() -> presence().equals("offline"));
        TestAlerts.run(app(), JOB);
    }

    private void begunAnHourAgo(String session) {
        app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "UPDATE work_sessions SET start_time = start_time"
                                                        + " - interval '1 hour' WHERE id = '%s'"
                                                                .formatted(session),
                                                PreparedStatement::execute));
    }
}
