package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveTest extends AppTest {

    /** So many changes of application at once are announced of one person. */
    private static final int MOST_SWITCHES = 6;

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void anEventThatIsPublishedReachesEverybodyInTheOrganizationAlone() {
        Person stranger = app().registerOrganization();
        try (TestReader reader = TestReader.connect(app(), bob);
                TestReader outsider = TestReader.connect(app(), stranger)) {
            assertThat(reader.subscribe("activities").get("recovered").isBoolean()).isTrue();
            outsider.subscribe("activities");
            JsonNode published = publish("one");
            JsonNode put = reader.nextPut("activities");
            assertThat(put.at("/item/id")).isEqualTo(published.get("id"));
            assertThat(put.get("position")).isEqualTo(published.get("position"));
            assertThat(outsider.puts("activities", Duration.ofMillis(500))).isEmpty();
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissedAndNothingTwice() {
        publish("seen");
        String position =
                admin.api().get("/api/activities").expect(200).json().get("position").asText();
        publish("missed 1");
        publish("missed 2");
        try (TestReader reader = TestReader.connect(app(), bob)) {
            JsonNode subscribed = reader.subscribe("activities", ",\"after\":\"" + position + "\"");
            assertThat(subscribed.get("recovered").asBoolean()).isTrue();
            publish("live");
            assertThat(reader.nextPut("activities").at("/item/message").asText())
                    .isEqualTo("missed 1");
            assertThat(reader.nextPut("activities").at("/item/message").asText())
                    .isEqualTo("missed 2");
            assertThat(reader.nextPut("activities").at("/item/message").asText()).isEqualTo("live");
            assertThat(reader.puts("activities", Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void theFirstMessageIsNeverLostHoweverQuickItComes() {
        for (int i = 0; i < 30; i++) {
            try (TestReader reader = TestReader.connect(app(), bob)) {
                assertThat(reader.subscribe("presence").get("type").asText())
                        .isEqualTo("subscribed");
            }
        }
    }

    @Test
    void credentialsComeByHeaderSubprotocolOrCookie() {
        try (TestReader reader = TestReader.connectBySubprotocol(app(), bob.accessToken())) {
            assertThat(reader.protocol()).isEqualTo("astir.v1");
            assertThat(reader.subscribe("presence").get("items")).hasSize(2);
        }
        String cookie = cookie(bob.email());
        try (TestReader reader = TestReader.connect(app(), "Cookie", cookie)) {
            assertThat(reader.subscribe("presence").get("items")).hasSize(2);
        }
        assertThat(TestReader.connect(app(), "X-Test", "none").closeCode()).isEqualTo(4001);
        assertThat(TestReader.connectBySubprotocol(app(), "nonsense").closeCode()).isEqualTo(4001);
        assertThatThrownBy(() ->
                        TestReader.handshake(
                                        app(),
                                        new ReceivedMessages(),
                                        "Origin",
                                        "https://evil.example",
                                        "astir.v1")
                                .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(e ->
                        assertThat(
                                        ((WebSocketHandshakeException) e.getCause())
                                                .getResponse()
                                                .statusCode())
                                .isEqualTo(403));
    }

    @Test
    void signingOutClosesTheSocketAtOnce() {
        TestReader reader = TestReader.connect(app(), bob);
        reader.subscribe("presence");
        bob.api().post("/api/auth/logout", Map.of("refreshToken", bob.refreshToken())).expect(204);
        assertThat(reader.closeCode()).isEqualTo(4001);
    }

    @Test
    void whoIsSuspendedLeavesThePresenceAndWhoIsBackComesAgain() {
        try (TestReader reader = TestReader.connect(app(), admin)) {
            assertThat(reader.subscribe("presence").get("items")).hasSize(2);

            admin.api().patch("/api/users/" + bob.userId(), Map.of("timeZone", "Asia/Tokyo"));
            assertThat(reader.nextPut("presence").at("/item/timeZone").asText())
                    .isEqualTo("Asia/Tokyo");

            admin.api().patch("/api/users/" + bob.userId(), Map.of("status", "suspended"));
            JsonNode gone =
                    reader.next(
                            "presence", message -> message.get("type").asText().equals("remove"));
            assertThat(gone.get("id").asText()).isEqualTo(bob.userId().toString());

            admin.api().patch("/api/users/" + bob.userId(), Map.of("status", "active"));
            assertThat(reader.nextPut("presence").get("id").asText())
                    .isEqualTo(bob.userId().toString());
        }
    }

    @Test
    void switchingTheWindowShowsInPresenceAndFeed() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        try (TestReader reader = TestReader.connect(app(), admin);
                TestAgent agent = TestAgent.connect(app(), device)) {
            assertThat(reader.subscribe("presence").get("items")).hasSize(2);
            reader.subscribe("activities");
            agent.next("welcome");
            agent.active("Firefox");
            JsonNode online = reader.nextPut("presence");
            assertThat(online.get("event").asText()).isEqualTo("USER_ONLINE");
            assertThat(online.get("id").asText()).isEqualTo(bob.userId().toString());
            assertThat(online.at("/item/state").asText()).isEqualTo("active");
            assertThat(online.at("/item/app").asText()).isEqualTo("Firefox");

            agent.active("xterm");
            JsonNode there = reader.nextPut("presence");
            assertThat(there.has("event")).isFalse();
            assertThat(there.at("/item/app").asText()).isEqualTo("xterm");
            // The device's enrolment may be told late.
            JsonNode event =
                    reader.next(
                                    "activities",
                                    message ->
                                            message.at("/item/eventType")
                                                    .asText()
                                                    .equals("app.switched"))
                            .get("item");
            assertThat(event.get("message").asText()).isEqualTo("Bob switched to xterm");

            admin.api().post("/api/agents/" + device.agentId() + "/block").expect(200);
            JsonNode offline = reader.nextPut("presence");
            assertThat(offline.get("event").asText()).isEqualTo("USER_OFFLINE");
            assertThat(offline.at("/item/state").asText()).isEqualTo("offline");
        }
    }

    @Test
    void aReconnectMakesNoOffline() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        try (TestReader reader = TestReader.connect(app(), admin)) {
            reader.subscribe("presence");
            TestAgent agent = TestAgent.connect(app(), device);
            agent.active("Firefox");
            assertThat(reader.nextPut("presence").get("event").asText()).isEqualTo("USER_ONLINE");
            agent.close();
            try (TestAgent back = TestAgent.connect(app(), device)) {
                back.next("welcome");
                back.active("xterm");
                JsonNode put = reader.nextPut("presence");
                assertThat(put.has("event")).isFalse();
                assertThat(put.at("/item/app").asText()).isEqualTo("xterm");
            }
        }
    }

    @Test
    void sessionsAreSeenByManagersAndThePersonAndAtMostOnceASecond() {
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        try (TestReader manager = TestReader.connect(app(), admin);
                TestReader self = TestReader.connect(app(), bob);
                TestReader colleague = TestReader.connect(app(), eve)) {
            for (TestReader reader : List.of(manager, self, colleague)) {
                assertThat(reader.subscribe("sessions").get("items")).isEmpty();
            }
            UUID session =
                    UUID.fromString(
                            bob.api()
                                    .post("/api/sessions/start", Map.of())
                                    .expect(201)
                                    .json()
                                    .get("id")
                                    .asText());
            for (int i = 0; i < 20; i++) {
                bob.api()
                        .post(
                                "/api/sessions/" + session + "/activity",
                                Map.of("activityType", "active", "durationSeconds", 3))
                        .expect(201);
            }
            JsonNode last =
                    manager.next(
                            "sessions", put -> put.at("/item/totalActiveSeconds").asInt() == 60);
            assertThat(last.get("event").asText()).isEqualTo("SESSION_UPDATE");
            try (TestReader late = TestReader.connect(app(), bob)) {
                JsonNode items = late.subscribe("sessions").get("items");
                assertThat(items).hasSize(1);
            }
            bob.api().post("/api/sessions/" + session + "/stop").expect(200);
            JsonNode stopped =
                    self.next("sessions", put -> put.at("/item/status").asText().equals("stopped"));
            assertThat(stopped.get("id").asText()).isEqualTo(session.toString());
            self.next("sessions", message -> message.get("type").asText().equals("remove"));
            assertThat(colleague.puts("sessions", Duration.ofMillis(200))).isEmpty();
        }
    }

    @Test
    void twoPartsOfAPageSubscribeToSessionsOnOneSocket() {
        try (TestReader page = TestReader.connect(app(), bob)) {
            assertThat(page.subscribe("sessions").get("items")).isEmpty();
            bob.api().post("/api/sessions/start", Map.of()).expect(201);
            String head = ",\"subscription\":\"head\"";
            JsonNode second = page.subscribe("sessions", head);
            assertThat(second.get("subscription").asText()).isEqualTo("head");
            assertThat(second.get("items")).hasSize(1);

            bob.api().post("/api/sessions/" + second.at("/items/0/id").asText() + "/stop");

            Set<String> told = new HashSet<>();
            while (told.size() < 2) {
                JsonNode stopped =
                        page.next(
                                "sessions",
                                put -> put.at("/item/status").asText().equals("stopped"));
                assertThat(stopped.get("id")).isEqualTo(second.at("/items/0/id"));
                told.add(stopped.path("subscription").asText());
            }
            assertThat(told).containsExactlyInAnyOrder("", "head");
        }
    }

    @Test
    void hostileNamesStayText() {
        String hostile = "<img src=x onerror=alert(1)>\u0000";
        try (TestReader reader = TestReader.connect(app(), admin);
                TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            reader.subscribe("activities");
            agent.active("first");
            await().until(() -> shown(bob, "first"));
            agent.active(hostile);
            JsonNode switched =
                    reader.next(
                            "activities",
                            put -> put.at("/item/eventType").asText().equals("app.switched"));
            assertThat(switched.at("/item/message").asText())
                    .isEqualTo("Bob switched to <img src=x onerror=alert(1)>\ufffd");
        }
    }

    @Test
    void everyStateOfPresenceEndsWithTheLastOne() {
        try (TestReader reader = TestReader.connect(app(), admin);
                TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            reader.subscribe("presence");
            agent.next("welcome");
            for (int i = 0; i <= 100; i++) {
                agent.active("app " + i);
            }
            reader.next("presence", put -> put.at("/item/app").asText().equals("app 100"));
            assertThat(
                            admin.api()
                                    .get("/api/activities?type=app.switched")
                                    .json()
                                    .get("items")
                                    .size())
                    .isLessThanOrEqualTo(MOST_SWITCHES);
        }
    }

    @Test
    void eventStreamsTellTheSame() throws Exception {
        try (EventStream stream = EventStream.open(app(), bob, "?channel=activities&type=task.*")) {
            stream.next("subscribed");
            admin.api().post("/api/activities", Map.of("eventType", "user.commented"));
            JsonNode published = publish("over SSE");
            EventStream.Event put = stream.next("put");
            assertThat(put.data().at("/item/message").asText()).isEqualTo("over SSE");
            assertThat(put.id()).isEqualTo(published.get("position").asText());
        }
        assertThat(app().api().get("/api/live/events").status()).isEqualTo(401);
    }

    @Test
    void unknownChannelsAreRefusedAndOthersGoOn() {
        try (TestReader reader = TestReader.connect(app(), admin)) {
            assertThat(reader.subscribe("nonsense").get("type").asText()).isEqualTo("error");
            assertThat(reader.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    private static boolean shown(Person person, String application) {
        for (JsonNode item : person.api().get("/api/presence").json().get("items")) {
            if (item.get("app").asText().equals(application)) {
                return true;
            }
        }
        return false;
    }

    private static String cookie(String email) {
        return String.join(
                "; ",
                app()
                        .api()
                        .with("X-Astir-Session", "cookie")
                        .post(
                                "/api/auth/login",
                                Map.of("email", email, "password", dev.astir.app.TestApp.PASSWORD))
                        .expect(200)
                        .response()
                        .headers()
                        .allValues("Set-Cookie")
                        .stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
    }

    private JsonNode publish(String message) {
        return admin.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", message))
                .expect(201)
                .json();
    }
}
