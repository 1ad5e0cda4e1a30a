package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.clients.ClientSilence;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.BeanContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An alert for a device, or a client of the API, that gives no sign any more. */
class SilenceAlertTest extends AlertScene {

    private static final String JOB = "silent-agents";

    /** A device that asks once. */
    private TestAgent.Enrolled device() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), emil);
        sign(device);
        return device;
    }

    private static void sign(TestAgent.Enrolled device) {
        app().api()
                .with("Authorization", "Bearer " + device.agentKey())
                .get("/api/agent/idle")
                .expect(200);
    }

    @Test
    void aDeviceThatWasThereOnceAndIsBack() {
        TestAgent.Enrolled device = device();
        TestAgent.enrol(app(), emil);
        at(monday.plusDays(3), "07:59");
        run(JOB);
        assertThat(alerts("agent-silent")).isEmpty();

        at(monday.plusDays(3), "08:00");
        run(JOB);
        run(JOB);
        JsonNode open = alert("agent-silent");
        assertThat(open.get("agentId").asText()).isEqualTo(device.agentId().toString());
        assertThat(open.get("userId").asText()).isEqualTo(emil.userId().toString());
        assertThat(open.at("/details/hostname").asText()).isEqualTo("desk-1");
        assertThat(time(open, "/details/lastSeen")).isEqualTo(instant(monday, "08:00"));

        at(monday.plusDays(3), "09:00");
        sign(device);
        at(monday.plusDays(3), "09:15");
        run(JOB);
        assertThat(time(alert("agent-silent"), "/closedAt"))
                .isEqualTo(instant(monday.plusDays(3), "09:00"));

        at(monday.plusDays(7), "09:00");
        run(JOB);
        assertThat(alerts("agent-silent")).as("another silence").hasSize(2);
    }

    @Test
    void blockingOrRemovingItEndsIt() {
        TestAgent.Enrolled device = device();
        at(monday.plusDays(3), "08:00");
        run(JOB);
        String path = "/api/agents/" + device.agentId();
        at(monday.plusDays(3), "08:10");
        as(ada).post(path + "/block").expect(200);
        assertThat(time(alert("agent-silent"), "/closedAt"))
                .isEqualTo(instant(monday.plusDays(3), "08:10"));

        at(monday.plusDays(3), "08:20");
        run(JOB);
        as(ada).post(path + "/unblock").expect(200);
        run(JOB);
        assertThat(alerts("agent-silent")).as("it is the same silence").hasSize(1);
    }

    @Test
    void aClientOfSomebodyIsTheirsToKnow() {
        UUID client = UUID.randomUUID();
        publish(client, emil.userId(), true);
        publish(client, emil.userId(), true);
        JsonNode alert = alert("client-silent");
        assertThat(alert.get("clientId").asText()).isEqualTo(client.toString());
        assertThat(alert.get("userId").asText()).isEqualTo(emil.userId().toString());
        assertThat(as(emil).get("/api/alerts").json().get("items")).hasSize(1);

        at(monday, "10:00");
        publish(client, emil.userId(), false);
        assertThat(time(alert("client-silent"), "/closedAt")).isEqualTo(instant(monday, "10:00"));
        publish(UUID.randomUUID(), emil.userId(), false);
        assertThat(alerts("client-silent")).hasSize(1);
    }

    @Test
    void aClientOfNobodyIsForThoseWhoSeeEverybody() {
        Person max = app().addUser(ada, Role.MANAGER, "Max");
        Person tess = app().addUser(ada, Role.MANAGER, "Tess");
        TestTeams.create(ada, "Red", tess);
        publish(UUID.randomUUID(), null, true);

        String id = alert("client-silent").get("id").asText();
        assertThat(as(max).get("/api/alerts").json().get("items")).hasSize(1);
        for (Person other : List.of(emil, tess)) {
            assertThat(as(other).get("/api/alerts").json().get("items")).isEmpty();
            as(other).get("/api/alerts/" + id).expect(404);
        }
        as(max).post("/api/alerts/" + id + "/explanation", Map.of("text", "I")).expect(403);
        as(max).post("/api/alerts/" + id + "/resolve").expect(200);
    }

    private void publish(UUID client, @Nullable UUID owner, boolean isSilent) {
        BeanContext events = app().bean(BeanContext.class);
        app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () ->
                                events.publishEvent(
                                        new ClientSilence(
                                                ada.organizationId(),
                                                client,
                                                "token",
                                                "Nightly export",
                                                owner,
                                                now(),
                                                3_600,
                                                isSilent)));
    }
}
