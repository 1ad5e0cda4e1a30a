package dev.astir.app.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.net.http.WebSocketHandshakeException;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentSocketTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final TestAgent.Enrolled device = TestAgent.enrol(app(), admin);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void helloIsAnsweredWithThePolicyAndTheServersTime() {
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            JsonNode welcome = agent.next();
            assertThat(welcome.get("type").asText()).isEqualTo("welcome");
            assertThat(Instant.parse(welcome.get("serverTime").asText()))
                    .isCloseTo(
                            Instant.now(),
                            org.assertj.core.api.Assertions.within(5, ChronoUnit.SECONDS));
            assertThat(welcome.at("/policy/version").asInt()).isEqualTo(1);
            assertThat(welcome.get("acknowledged").asBoolean()).isTrue();
        }
    }

    @Test
    void unknownKeysAreRefused() {
        assertThatThrownBy(() ->
                        TestAgent.handshake(
                                        app(),
                                        OpaqueTokens.generate("astir_agent_"),
                                        new ReceivedMessages())
                                .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(e ->
                        assertThat(
                                        ((WebSocketHandshakeException) e.getCause())
                                                .getResponse()
                                                .statusCode())
                                .isEqualTo(401));
        app().api().post("/api/agent/batch", Map.of()).expect(401);
        admin.api().post("/api/agent/batch", Map.of()).expect(403);
    }

    @Test
    void agentKeysOpenNothingElse() {
        Api agent = app().api().with("Authorization", "Bearer " + device.agentKey());
        agent.get("/api/presence").expect(401);
        agent.get("/api/sessions").expect(401);
        agent.post("/api/enrolment-tokens", Map.of()).expect(401);
    }

    @Test
    void spansAreKeptOnceHoweverOftenTheyCome() {
        List<Map<String, Object>> spans = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spans.add(
                    TestAgent.span(
                            now.minusSeconds(600 - i * 10), now.minusSeconds(590 - i * 10), "vim"));
        }
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            JsonNode first = agent.batch(spans);
            assertThat(first.get("accepted")).hasSize(20);
            spans.add(TestAgent.span(now.minusSeconds(10), now, "mail"));
            spans.add(spans.getLast());
            JsonNode again = agent.batch(spans);
            assertThat(again.get("accepted")).hasSize(1);
            assertThat(again.get("duplicates")).hasSize(20);
            assertThat(again.get("rejected")).isEmpty();
        }
        assertThat(stored("SELECT count(*) FROM intervals")).isEqualTo("21");
        assertThat(
                        stored(
                                "SELECT sum(extract(epoch FROM ended_at - started_at))::int FROM intervals"))
                .isEqualTo("210");
    }

    @Test
    void skewIsCorrectedAndTheDevicesTimeKeptBeside() {
        Duration slow = Duration.ofMinutes(10);
        Duration took;
        try (TestAgent agent = TestAgent.open(app(), device)) {
            Instant before = Instant.now();
            agent.hello(before.minus(slow));
            agent.next("welcome");
            took = Duration.between(before, Instant.now());
            agent.batch(
                    List.of(
                            TestAgent.span(
                                    now.minus(slow).minusSeconds(60), now.minus(slow), "vim")));
        }
        String corrected =
                stored("SELECT extract(epoch FROM started_at - device_started_at) FROM intervals");
        assertThat(Double.parseDouble(corrected)).isBetween(600.0, 600 + took.toMillis() / 1_000.0);
        assertThat(
                        stored(
                                "SELECT (1000 * extract(epoch FROM device_started_at))::bigint FROM intervals"))
                .isEqualTo(Long.toString(now.minus(slow).minusSeconds(60).toEpochMilli()));
    }

    @Test
    void spansFarAheadAreRejectedWithTheServersTimeAndTheOthersKept() {
        Map<String, Object> ahead =
                TestAgent.span(now, now.plus(Duration.ofHours(2)), "time machine");
        Map<String, Object> old =
                TestAgent.span(
                        now.minus(Duration.ofDays(1000)),
                        now.minus(Duration.ofDays(1000)).plusSeconds(1),
                        "museum");
        Map<String, Object> absurd =
                TestAgent.span(
                        Instant.parse("-100000-01-01T00:00:00Z"),
                        Instant.parse("+100000-01-01T00:00:00Z"),
                        "eternity");
        Map<String, Object> sound = TestAgent.span(now.minusSeconds(5), now, "vim");
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            JsonNode ack = agent.batch(List.of(ahead, old, absurd, sound));
            assertThat(ack.at("/accepted/0").asText()).isEqualTo(sound.get("id"));
            Map<String, String> problems = new HashMap<>();
            ack.get("rejected")
                    .forEach(rejection ->
                            problems.put(
                                    rejection.get("id").asText(),
                                    rejection.get("problem").asText()));
            assertThat(problems.get(ahead.get("id"))).contains("ahead-of-server").contains("20");
            assertThat(problems.get(old.get("id"))).contains("too-old");
            assertThat(problems).containsKey(absurd.get("id").toString());
        }
    }

    @Test
    void whatThePersonDidNotAgreeToIsDropped() {
        Map<String, Object> span = TestAgent.span(now.minusSeconds(5), now, "vim");
        span.put("title", "secret plans");
        span.put("media", "a song");
        Map<String, Object> hidden = TestAgent.span(now.minusSeconds(9), now, "diary");
        hidden.put("kind", "private");
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            agent.batch(List.of(span, hidden));
        }
        assertThat(stored("SELECT count(*) FROM intervals WHERE title IS NULL AND media IS NULL"))
                .isEqualTo("2");
        assertThat(stored("SELECT count(*) FROM intervals WHERE kind = 'private' AND app IS NULL"))
                .isEqualTo("1");
    }

    @Test
    void hostileTextsAreStorableAndSteerNothing() {
        Map<String, Object> span =
                TestAgent.span(
                        now.minusSeconds(5), now, "a\u0000b\ud800c<script>\u202E\n\u001B[2J");
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            assertThat(agent.batch(List.of(span)).get("accepted")).hasSize(1);
        }
        assertThat(stored("SELECT app FROM intervals")).isEqualTo("a\ufffdb\ufffdc<script>  [2J");
    }

    @Test
    void httpTakesTheSameBatchesAlsoPacked() throws Exception {
        Map<String, Object> span = TestAgent.span(now.minusSeconds(5), now, "vim");
        Map<String, Object> batch =
                Map.of("type", "batch", "batchId", "b1", "spans", List.of(span));
        JsonNode ack =
                app().api()
                        .with("Authorization", "Bearer " + device.agentKey())
                        .post("/api/agent/batch", batch)
                        .expect(200)
                        .json();
        assertThat(ack.get("type").asText()).isEqualTo("ack");
        assertThat(ack.get("accepted")).hasSize(1);
        JsonNode again = Packed.post(app(), device.agentKey(), batch);
        assertThat(again.get("duplicates")).hasSize(1);
        app().api()
                .with("Authorization", "Bearer " + device.agentKey())
                .post("/api/agent/batch", Map.of("batchId", "b1", "spans", "none"))
                .expect(400);
    }

    @Test
    void blockingClosesTheSocketAtOnceAndKeepsItOut() {
        TestAgent agent = TestAgent.connect(app(), device);
        agent.next("welcome");
        agent.active("vim");
        await().untilAsserted(() -> assertThat(state()).isEqualTo("active"));

        admin.api().post("/api/agents/" + device.agentId() + "/block").expect(200);
        assertThat(agent.closeCode()).isEqualTo(4009);
        await().untilAsserted(() -> assertThat(state()).isEqualTo("offline"));
        assertThat(TestAgent.open(app(), device).closeCode()).isEqualTo(4009);
        assertThat(
                        app().api()
                                .with("Authorization", "Bearer " + device.agentKey())
                                .post(
                                        "/api/agent/batch",
                                        Map.of("batchId", "b1", "spans", List.of()))
                                .expect(403)
                                .json()
                                .get("type")
                                .asText())
                .isEqualTo("urn:astir:problem:agent-blocked");

        admin.api().post("/api/agents/" + device.agentId() + "/unblock").expect(200);
        try (TestAgent back = TestAgent.connect(app(), device)) {
            back.next("welcome");
        }
        admin.api().delete("/api/agents/" + device.agentId()).expect(204);
        assertThat(TestAgent.open(app(), device).closeCode()).isEqualTo(4009);
    }

    @Test
    void theNewestConnectionsOfADeviceStay() {
        List<TestAgent> agents = new ArrayList<>();
        for (int i = 0; i <= LineShares.MOST_OF_DEVICE; i++) {
            TestAgent agent = TestAgent.connect(app(), device);
            agent.next("welcome");
            agents.add(agent);
        }

        assertThat(agents.getFirst().closeCode()).isEqualTo(4008);
        agents.getLast().active("vim");
        await().untilAsserted(() -> assertThat(state()).isEqualTo("active"));

        agents.get(1).close();
        try (TestAgent next = TestAgent.connect(app(), device)) {
            next.next("welcome");
            agents.get(2).active("vim"); // there was room
            agents.get(2).close();
        }
        agents.getLast().close();
    }

    @Test
    void aSuspendedPersonsDevicesAreOutAtOnce() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        TestAgent.Enrolled desk = TestAgent.enrol(app(), bob);
        TestAgent agent = TestAgent.connect(app(), desk);
        agent.next("welcome");
        admin.api().patch("/api/users/" + bob.userId(), Map.of("status", "suspended")).expect(200);
        assertThat(agent.closeCode()).isEqualTo(4009);
        assertThat(TestAgent.open(app(), desk).closeCode()).isEqualTo(4009);
    }

    @Test
    void aBroaderPolicyCountsOnlyForWhoAgreedToIt() {
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
            agent.batch(List.of(titled("before")));
        }
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            JsonNode welcome = agent.next("welcome");
            assertThat(welcome.at("/policy/version").asInt()).isEqualTo(2);
            assertThat(welcome.at("/policy/captureTitles").asBoolean()).isTrue();
            assertThat(welcome.get("acknowledged").asBoolean()).isFalse();
            agent.batch(List.of(titled("unasked")));
        }
        assertThat(stored("SELECT count(*) FROM intervals WHERE title IS NOT NULL")).isEqualTo("0");
        // Another device of the same person, whose consent is the person's.
        TestAgent.enrol(app(), admin);
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            assertThat(agent.next("welcome").get("acknowledged").asBoolean()).isTrue();
            agent.batch(List.of(titled("agreed")));
        }
        assertThat(stored("SELECT string_agg(title, ',') FROM intervals WHERE title IS NOT NULL"))
                .isEqualTo("agreed");
    }

    private Map<String, Object> titled(String title) {
        Map<String, Object> span = TestAgent.span(now.minusSeconds(5), now, "vim");
        span.put("title", title);
        return span;
    }

    @Test
    void spansCountIntoTheSessionThatTheyLieIn() {
        String session =
                admin.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        Instant start = Instant.now();
        List<Map<String, Object>> spans =
                List.of(
                        TestAgent.span(start.minusSeconds(500), start.minusSeconds(400), "before"),
                        TestAgent.span(start, start.plusSeconds(7), "vim"));
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            agent.batch(spans);
            agent.batch(spans);
        }
        JsonNode active = admin.api().get("/api/sessions/active").json().at("/items/0");
        assertThat(active.get("id").asText()).isEqualTo(session);
        assertThat(active.get("totalActiveSeconds").asInt()).isEqualTo(7);
    }

    @Test
    void badMessagesCloseWithAReason() {
        for (String message :
                List.of(
                        "{",
                        "[]",
                        "{\"type\":\"dance\"}",
                        "{\"type\":\"state\",\"at\":\"now\",\"state\":\"active\"}",
                        "{\"type\":\"hello\",\"agentId\":\""
                                + UUID.randomUUID()
                                + "\",\"version\":\"1\",\"os\":\"L\",\"deviceTime\":\"2026-01-01T00:00:00Z\"}")) {
            TestAgent agent = TestAgent.open(app(), device);
            agent.sendText(message);
            assertThat(agent.closeCode()).as(message).isEqualTo(4010);
        }
        TestAgent early = TestAgent.open(app(), device);
        early.active("vim");
        assertThat(early.closeCode()).isEqualTo(4010);
    }

    @Test
    void fragmentsAreJoinedUpToTheProtocolsSize() {
        String hello =
                "{\"type\":\"hello\",\"agentId\":\""
                        + device.agentId()
                        + "\",\"version\":\"1\",\"os\":\"L\",\"deviceTime\":\""
                        + now
                        + "\"}";
        try (TestAgent agent = TestAgent.open(app(), device)) {
            agent.sendFragment(hello.substring(0, 20));
            agent.sendFragment(hello.substring(20, 60));
            agent.sendText(hello.substring(60));
            agent.next("welcome");
        }
        TestAgent endless = TestAgent.open(app(), device);
        int pieces = 4;
        for (int i = 0; i < pieces; i++) {
            endless.sendFragment(" ".repeat(Frames.LARGEST_MESSAGE / pieces));
        }
        // Small, so that it is written before the server, which does not read on, closes.
        endless.sendFragment(" ");
        assertThat(endless.closeCode()).isEqualTo(4010);
    }

    @Test
    void floodsOfPingsAreEnded() {
        TestAgent agent = TestAgent.connect(app(), device);
        agent.next("welcome");
        // One more than are borne: what came after the close frame could not be sent.
        for (int i = 0; i <= 100; i++) {
            agent.ping();
        }
        assertThat(agent.closeCode()).isEqualTo(4008);
    }

    @Test
    void compressedMessagesAreWelcomeAndInflateNoFurtherThanTheProtocolAllows() throws Exception {
        CompressingClient client = new CompressingClient(app(), device);
        client.send(
                "{\"type\":\"hello\",\"agentId\":\""
                        + device.agentId()
                        + "\",\"version\":\"1\",\"os\":\"L\",\"deviceTime\":\""
                        + now
                        + "\"}");
        assertThat(client.compresses()).isTrue();
        await().until(() -> client.received().contains("welcome"));
        client.send(" ".repeat(64 << 20));
        await().until(client::isClosed);
        // Not refused as a message that is too big (4010): it never became one.
        assertThat(client.closeCode()).isNotEqualTo(4010);
    }

    private String state() {
        return admin.api().get("/api/presence").expect(200).json().at("/items/0/state").asText();
    }

    /** One value, as the organization's own rows have it. */
    private String stored(String sql) {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    try (ResultSet row = statement.executeQuery()) {
                                                        assertThat(row.next()).isTrue();
                                                        return row.getString(1);
                                                    }
                                                }));
    }
}
