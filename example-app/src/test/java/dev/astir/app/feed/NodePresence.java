package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.SilentAgent;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.capture.TestAgent.Enrolled;
import dev.astir.app.capture.TestLineTime;
import dev.astir.app.identity.Role;
import dev.astir.app.presence.CrashedLine;
import dev.astir.app.presence.PresenceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who is there, as the sockets of two nodes hear of it. */
final class NodePresence {

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final TestApp one;
    private final TestApp two;
    private final PresenceTime time;
    private final TestLineTime lines;
    private final Person admin;
    private final Person bob;
    private final Person eve;

    NodePresence(TestApp one, TestApp two, PresenceTime time, TestLineTime lines) {
        this.one = one;
        this.two = two;
        this.time = time;
        this.lines = lines;
        admin = one.registerOrganization();
        bob = one.addUser(admin, Role.EMPLOYEE, "Bob");
        eve = one.addUser(admin, Role.EMPLOYEE, "Eve");
    }

    /** Everything that is said of presence holds over these nodes. */
    void assertLived() throws Exception {
        comesAndGoesOnceWhateverDevicesAndNodes();
        whoseNodeCrashedIsGoneSinceTheirLastSignOfLife();
        whoIsSilentIsGoneSinceTheyWereHeard();
        pausedIsAStateOfItsOwn();
        sessionsAreSeenOverThere();
        whoIsSuspendedIsTakenAwayAtOnce();
    }

    private void comesAndGoesOnceWhateverDevicesAndNodes() {
        Enrolled laptop = TestAgent.enrol(one, bob);
        Enrolled desk = TestAgent.enrol(one, bob);
        try (TestReader near = reader(one);
                TestReader far = reader(two)) {
            TestAgent first = TestAgent.connect(one, laptop);
            first.active("vim");
            assertThat(until(near, "vim")).containsOnlyOnce("USER_ONLINE");
            assertThat(until(far, "vim")).containsOnlyOnce("USER_ONLINE");
            TestAgent second = TestAgent.connect(two, desk);
            second.active("mail");
            assertThat(until(near, "mail")).containsOnly("put");
            assertThat(until(far, "mail")).containsOnly("put");

            // The laptop goes, and the person stays; the desk reconnects to the other node.
            first.close();
            awaitLeft(one);
            time.pass(GRACE, bob.organizationId(), laptop.agentId());
            second.close();
            awaitLeft(two);
            try (TestAgent third = TestAgent.connect(one, desk)) {
                third.active("xterm");
                assertThat(until(near, "xterm")).containsOnly("put");
                assertThat(until(far, "xterm")).containsOnly("put");
            }
            awaitLeft(one);
            time.pass(GRACE, bob.organizationId(), desk.agentId());
            assertGoneOnce(near, far);
        }
    }

    private void whoseNodeCrashedIsGoneSinceTheirLastSignOfLife() {
        Enrolled device = TestAgent.enrol(one, bob);
        try (TestReader near = reader(one);
                TestReader far = reader(two)) {
            Instant before = Instant.now();
            CrashedLine.report(two, bob, device.agentId(), "vim");
            CrashedLine.settle(two, bob);
            Instant after = Instant.now();
            until(near, "vim");
            until(far, "vim");

            time.pass(LIFE, bob.organizationId(), device.agentId());

            assertGoneOnce(near, far);
            // By the time that passed for it, it was heard so much earlier.
            assertThat(lastSeen()).isBetween(before.minus(LIFE).minusMillis(5), after);
        }
    }

    private void whoIsSilentIsGoneSinceTheyWereHeard() throws Exception {
        Enrolled device = TestAgent.enrol(one, bob);
        try (TestReader near = reader(one);
                TestReader far = reader(two);
                SilentAgent silent = new SilentAgent(one, device)) {
            silent.says("{\"state\":\"active\",\"app\":\"vim\"}");
            until(near, "vim");
            until(far, "vim");
            Instant heard = Instant.now();

            lines.pass(Duration.ofSeconds(25));
            silent.awaitPing();
            lines.pass(Duration.ofSeconds(26));
            silent.awaitClose();
            awaitLeft(one);
            time.pass(GRACE, bob.organizationId(), device.agentId());

            assertGoneOnce(near, far);
            assertThat(lastSeen()).isBefore(heard);
        }
    }

    private void pausedIsAStateOfItsOwn() {
        Enrolled device = TestAgent.enrol(one, bob);
        try (TestReader far = reader(two);
                TestAgent agent = TestAgent.connect(one, device)) {
            agent.active("vim");
            until(far, "vim");
            agent.state(Map.of("state", "paused"));
            JsonNode paused = nextOf(far, bob);
            assertThat(paused.at("/item/state").asText()).isEqualTo("paused");
            assertThat(bobNow(two).get("state").asText()).isEqualTo("paused");
        }
    }

    private void sessionsAreSeenOverThere() {
        try (TestReader far = TestReader.connect(two, admin)) {
            far.subscribe("sessions");
            String id =
                    bob.api()
                            .post("/api/sessions/start", Map.of())
                            .expect(201)
                            .json()
                            .get("id")
                            .asText();
            JsonNode started = far.nextPut("sessions");
            assertThat(started.get("event").asText()).isEqualTo("SESSION_UPDATE");
            assertThat(started.at("/item/id").asText()).isEqualTo(id);

            bob.api().post("/api/sessions/" + id + "/stop", Map.of()).expect(200);

            assertThat(far.nextPut("sessions").at("/item/status").asText()).isEqualTo("stopped");
            far.next("sessions", NodePresence::isRemoval);
        }
    }

    private void whoIsSuspendedIsTakenAwayAtOnce() {
        try (TestReader near = reader(one);
                TestReader far = reader(two)) {
            admin.api()
                    .patch("/api/users/" + bob.userId(), Map.of("status", "suspended"))
                    .expect(200);
            for (TestReader reader : List.of(near, far)) {
                JsonNode gone = reader.next("presence", NodePresence::isRemoval);
                assertThat(gone.get("id").asText()).isEqualTo(bob.userId().toString());
            }
            admin.api().patch("/api/users/" + bob.userId(), Map.of("status", "active")).expect(200);
            for (TestReader reader : List.of(near, far)) {
                assertThat(nextOf(reader, bob).at("/item/name").asText()).isEqualTo("Bob");
            }
        }
    }

    private TestReader reader(TestApp app) {
        TestReader reader = TestReader.connect(app, admin);
        reader.subscribe("presence");
        return reader;
    }

    /** Bob goes offline, which each of them hears once. */
    private void assertGoneOnce(TestReader... readers) {
        for (TestReader reader : readers) {
            JsonNode gone =
                    reader.next(
                            "presence",
                            message ->
                                    isOf(message, bob)
                                            && message.path("event")
                                                    .asText()
                                                    .equals("USER_OFFLINE"));
            assertThat(gone.at("/item/state").asText()).isEqualTo("offline");
        }
        // Something that everybody hears after what was told before.
        String zone = eveNow().get("timeZone").asText();
        String other = zone.equals("Asia/Tokyo") ? "Europe/Rome" : "Asia/Tokyo";
        admin.api().patch("/api/users/" + eve.userId(), Map.of("timeZone", other)).expect(200);
        for (TestReader reader : readers) {
            assertThat(untilMarker(reader)).doesNotContain("USER_OFFLINE", "USER_ONLINE");
        }
    }

    /** What happened to Bob until Eve's marker came; a change without a name is a put. */
    private List<String> untilMarker(TestReader reader) {
        List<String> events = new ArrayList<>();
        while (true) {
            JsonNode message = reader.next("presence", any -> true);
            if (isOf(message, eve)) {
                return events;
            }
            if (isOf(message, bob)) {
                events.add(message.path("event").asText("put"));
            }
        }
    }

    private List<String> until(TestReader reader, String app) {
        List<String> events = new ArrayList<>();
        JsonNode message;
        do {
            message = nextOf(reader, bob);
            events.add(message.path("event").asText("put"));
        } while (!Objects.equals(message.at("/item/app").asText(), app));
        return events;
    }

    private static JsonNode nextOf(TestReader reader, Person person) {
        return reader.next(
                "presence",
                message -> message.get("type").asText().equals("put") && isOf(message, person));
    }

    private static boolean isOf(JsonNode message, Person person) {
        return message.path("id").asText().equals(person.userId().toString());
    }

    private static boolean isRemoval(JsonNode message) {
        return message.get("type").asText().equals("remove");
    }

    /** Waits until the end of Bob's line to a node is stored. */
    private void awaitLeft(TestApp app) {
        await().until(() -> !CrashedLine.isOpen(app, bob));
    }

    private Instant lastSeen() {
        return Instant.parse(bobNow(two).get("lastSeen").asText());
    }

    private JsonNode bobNow(TestApp app) {
        return now(app, bob);
    }

    private JsonNode eveNow() {
        return now(one, eve);
    }

    private JsonNode now(TestApp app, Person person) {
        JsonNode items =
                app.api()
                        .with("Authorization", "Bearer " + admin.accessToken())
                        .get("/api/presence")
                        .expect(200)
                        .json()
                        .get("items");
        for (JsonNode item : items) {
            if (item.get("userId").asText().equals(person.userId().toString())) {
                return item;
            }
        }
        throw new AssertionError("not shown");
    }
}
