package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.capture.TestAgent.Enrolled;
import dev.astir.app.identity.Role;
import dev.astir.stream.ActivityEvent;
import java.util.Map;

/** What is open on one node while rights are changed on another. */
final class NodeRights {

    private NodeRights() {}

    /** Every change that is made here is lived there, by whatever is open. */
    static void assertLived(TestApp here, TestApp there) throws Exception {
        Person admin = here.registerOrganization();
        whoIsNoManagerAnyMoreSeesLess(here, there, admin);
        whoIsSuspendedIsOut(here, there, admin);
        whoSignsOutIsOutAndStaysInElsewhere(here, there, admin);
        whoseDeviceIsBlockedLosesItsLine(here, there, admin);
    }

    private static void whoIsNoManagerAnyMoreSeesLess(TestApp here, TestApp there, Person admin) {
        Person mia = here.addUser(admin, Role.MANAGER, "Mia");
        admin.api().post("/api/sessions/start", Map.of()).expect(201);
        try (TestReader reader = TestReader.connect(there, mia)) {
            reader.subscribe("activities");
            assertThat(reader.subscribe("sessions").get("items")).hasSize(1);

            change(admin, mia, "role", "employee");

            assertThat(reader.next("sessions", NodeRights::isSnapshot).get("items")).isEmpty();
            OrganizationFeed feed = here.bean(OrganizationFeed.class);
            feed.publish(
                    admin.organizationId(),
                    ActivityEvent.builder("test.secret").audience(Audience.MANAGERS).build());
            feed.publish(
                    admin.organizationId(), ActivityEvent.builder("test.for-everybody").build());
            assertThat(
                            reader.next(
                                            "activities",
                                            message ->
                                                    message.at("/item/eventType")
                                                            .asText()
                                                            .startsWith("test."))
                                    .at("/item/eventType")
                                    .asText())
                    .isEqualTo("test.for-everybody");
            // And on the way up again.
            change(admin, mia, "role", "manager");
            assertThat(reader.next("sessions", NodeRights::isSnapshot).get("items")).hasSize(1);
        }
    }

    private static void whoIsSuspendedIsOut(TestApp here, TestApp there, Person admin)
            throws Exception {
        Person eve = here.addUser(admin, Role.EMPLOYEE, "Eve");
        Enrolled device = TestAgent.enrol(here, eve);
        Api api = there.api().with("Authorization", "Bearer " + eve.accessToken());
        TestReader reader = TestReader.connect(there, eve);
        TestAgent agent = TestAgent.connect(there, device);
        try (EventStream stream = EventStream.open(there, eve, "?channel=presence")) {
            reader.subscribe("presence");
            agent.next("welcome");
            api.get("/api/auth/me").expect(200);

            change(admin, eve, "status", "suspended");

            assertThat(reader.closeCode()).isEqualTo(4001);
            assertThat(agent.closeCode()).isEqualTo(4009);
            stream.awaitEnd();
            // Nor is it remembered who she was.
            api.get("/api/auth/me").expect(401);
        }
    }

    private static void whoSignsOutIsOutAndStaysInElsewhere(
            TestApp here, TestApp there, Person admin) {
        Person bob = here.addUser(admin, Role.EMPLOYEE, "Bob");
        Person again = here.signIn(bob.email());
        TestReader left = TestReader.connect(there, bob);
        try (TestReader stayed = TestReader.connect(there, again)) {
            left.subscribe("presence");
            stayed.subscribe("presence");

            bob.api().post("/api/auth/logout", Map.of()).expect(204);

            assertThat(left.closeCode()).isEqualTo(4001);
            assertThat(stayed.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    private static void whoseDeviceIsBlockedLosesItsLine(
            TestApp here, TestApp there, Person admin) {
        Person bob = here.addUser(admin, Role.EMPLOYEE, "Bob");
        Enrolled device = TestAgent.enrol(here, bob);
        TestAgent agent = TestAgent.connect(there, device);
        agent.next("welcome");

        admin.api().post("/api/agents/" + device.agentId() + "/block").expect(200);

        assertThat(agent.closeCode()).isEqualTo(4009);
    }

    private static void change(Person admin, Person person, String field, String value) {
        admin.api().patch("/api/users/" + person.userId(), Map.of(field, value)).expect(200);
    }

    private static boolean isSnapshot(JsonNode message) {
        return message.get("type").asText().equals("subscribed");
    }
}
