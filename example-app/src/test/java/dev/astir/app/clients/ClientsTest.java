package dev.astir.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.clients.TestClients.Token;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.trail.TrailEntries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void aRequestByTokenIsSeenOfTheTokenAndItsPersonAndCountedOnce() {
        Token token = TestClients.token(app(), bob, "Nightly export");
        assertThat(one(token.id()).get("lastSeen").isNull()).isTrue();
        long before = count(one(bob.userId()));

        Instant first = seen(() -> token.api().get("/api/auth/me").expect(200), token.id());
        Instant second = seen(() -> token.api().get("/api/auth/me").expect(200), token.id());

        assertThat(second).isAfterOrEqualTo(first);
        JsonNode shown = one(token.id());
        assertThat(shown.get("kind").asText()).isEqualTo("token");
        assertThat(shown.get("name").asText()).isEqualTo("Nightly export");
        assertThat(shown.get("ownerId").asText()).isEqualTo(bob.userId().toString());
        assertThat(shown.get("ownerName").asText()).isEqualTo("Bob");
        assertThat(shown.get("watched").asBoolean()).isTrue();
        assertThat(shown.get("silentAfterSeconds").asInt()).isEqualTo(86_400);
        assertThat(shown.get("counts")).hasSize(14);
        assertThat(count(shown)).isEqualTo(2);
        JsonNode person = one(bob.userId());
        assertThat(Instant.parse(person.get("lastSeen").asText())).isAfterOrEqualTo(second);
        assertThat(count(person)).isEqualTo(before);
    }

    @Test
    void requestsAreCountedExactly() {
        long before = count(one(bob.userId()));

        for (int i = 0; i < 25; i++) {
            bob.api().get("/api/auth/me").expect(200);
        }

        assertThat(count(one(bob.userId())) - before).isEqualTo(25);
        JsonNode shown = one(bob.userId());
        assertThat(shown.get("kind").asText()).isEqualTo("person");
        assertThat(shown.get("watched").asBoolean()).isFalse();
        assertThat(shown.get("silentAfterSeconds").isNull()).isTrue();
        assertThat(shown.get("isSilent").asBoolean()).isFalse();
        JsonNode last = shown.get("counts").get(13);
        assertThat(last.get("count").asLong()).isEqualTo(shown.get("countToday").asLong());
    }

    /** Each message is a sign, not only that it connected. */
    @Test
    void anAgentIsSeenWithEachMessage() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            Instant first =
                    seen(
                            () -> agent.batch(List.of(TestAgent.span(ago(60), ago(30), "Word"))),
                            device.agentId());
            Instant second =
                    seen(
                            () -> agent.batch(List.of(TestAgent.span(ago(30), ago(10), "Word"))),
                            device.agentId());

            assertThat(second).isAfterOrEqualTo(first);
        }
        JsonNode shown = one(device.agentId());
        assertThat(shown.get("kind").asText()).isEqualTo("agent");
        assertThat(shown.get("name").asText()).isEqualTo("desk-1");
        assertThat(shown.get("ownerName").asText()).isEqualTo("Bob");
        assertThat(shown.get("silentAfterSeconds").asInt()).isEqualTo(259_200);
        // The connection, hello and two batches.
        assertThat(count(shown)).isEqualTo(4);
    }

    /** What follows the feed for days asks for nothing, and is there. */
    @Test
    void aTokenThatIsConnectedIsSeenAlsoWhenTheFrameworkDoesNotKnowIt() {
        Token token = TestClients.token(app(), bob, "Wallboard");

        try (TestReader reader = TestReader.connectBySubprotocol(app(), token.secret())) {
            reader.subscribe("activities");

            assertThat(one(token.id()).get("lastSeen").isNull()).isFalse();
        }
    }

    @Test
    void nobodySeesAnotherOrganizationsClients() {
        Person stranger = app().registerOrganization();
        Token theirs = TestClients.token(app(), stranger, "Theirs");
        theirs.api().get("/api/auth/me").expect(200);
        TestAgent.Enrolled device = TestAgent.enrol(app(), stranger);
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
        }
        Token ours = TestClients.token(app(), bob, "Ours");

        assertThat(ids(TestClients.list(app(), admin, "")))
                .containsExactlyInAnyOrder(admin.userId(), bob.userId(), ours.id());
        assertThat(ids(TestClients.list(app(), stranger, "")))
                .containsExactlyInAnyOrder(stranger.userId(), theirs.id(), device.agentId());
    }

    @Test
    void managersSeeThePeopleAndAgentsInTheirSightAndNoToken() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        TestTeams.move(admin, bob, TestTeams.create(admin, "Red", mia));
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        TestAgent.Enrolled other = TestAgent.enrol(app(), eve);
        TestClients.token(app(), bob, "Of Bob");
        TestClients.token(app(), mia, "Of Mia");

        List<JsonNode> shown = TestClients.list(app(), mia, "");

        assertThat(ids(shown))
                .containsExactlyInAnyOrder(mia.userId(), bob.userId(), device.agentId())
                .doesNotContain(other.agentId());
        JsonNode answer = mia.api().get("/api/clients").json();
        assertThat(answer.get("buffer").isNull()).isTrue();
        bob.api().get("/api/clients").expect(403);
    }

    @Test
    void eachLookIsRememberedForThosePeople() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");

        mia.api().get("/api/clients?q=bob").expect(200);

        assertThat(bob.api().get("/api/me/views").expect(200).json().get("items"))
                .anySatisfy(view -> {
                    assertThat(view.toString()).contains("\"Mia\"", "\"clients\"");
                });
    }

    @Test
    void isSortedFilteredAndTurnedPageByPage() {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Token token = TestClients.token(app(), bob, "Token %d of Bob".formatted(i));
            token.api().get("/api/auth/me").expect(200);
            tokens.add(token);
        }
        Token never = TestClients.token(app(), bob, "Never used, 100 % new_");
        TestClients.settle(app());

        List<UUID> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    admin.api().get("/api/clients?kind=token&limit=2" + next).expect(200).json();
            page.get("items").forEach(item -> paged.add(id(item)));
            next = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
        } while (next != null);

        List<UUID> expected = new ArrayList<>(tokens.reversed().stream().map(Token::id).toList());
        expected.add(never.id());
        assertThat(paged).containsExactlyElementsOf(expected);
        assertThat(ids(TestClients.list(app(), admin, "&q=TOKEN%203")))
                .containsExactly(tokens.get(3).id());
        assertThat(ids(TestClients.list(app(), admin, "&q=100%20%25%20new_")))
                .containsExactly(never.id());
        assertThat(ids(TestClients.list(app(), admin, "&kind=person&q=bob")))
                .containsExactly(bob.userId());
        assertThat(TestClients.list(app(), admin, "&silent=true")).isEmpty();
        assertThat(TestClients.list(app(), admin, "&silent=false")).hasSize(8);
        assertThat(TestClients.list(app(), admin, "&kind=integration")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=robot", "silent=maybe", "after=x", "after=zzzzzzzzzzzzzz.1"})
    void refusesWhatIsNoQuestion(String query) {
        admin.api().get("/api/clients?" + query).expect(400);
    }

    @Test
    void administratorsSeeHowTheBufferDoes() {
        TestClients.settle(app());

        JsonNode buffer = admin.api().get("/api/clients").expect(200).json().get("buffer");

        assertThat(buffer.get("capacity").asLong()).isEqualTo(100_000);
        assertThat(buffer.get("flushIntervalSeconds").asDouble()).isEqualTo(1);
        assertThat(buffer.get("maxBatchSize").asInt()).isEqualTo(100);
        assertThat(buffer.get("stored").asLong()).isPositive();
        assertThat(buffer.get("countsStored").asLong()).isPositive();
        assertThat(buffer.get("lastSuccess").isNull()).isFalse();
        assertThat(buffer.get("dropped").asLong()).isZero();
        assertThat(buffer.at("/refused/full").asLong()).isZero();
    }

    @Test
    void administratorsDecideWhatIsWatched() {
        Token token = TestClients.token(app(), bob, "Deploys");
        String path = "/api/clients/" + token.id();

        JsonNode changed =
                admin.api()
                        .patch(path, Map.of("watched", false, "silentAfterSeconds", 600))
                        .expect(200)
                        .json();

        assertThat(changed.get("watched").asBoolean()).isFalse();
        assertThat(changed.get("silentAfterSeconds").asInt()).isEqualTo(600);
        assertThat(changed).isEqualTo(one(token.id()));
        admin.api().patch(path, Map.of("watched", true)).expect(200);
        assertThat(one(token.id()).get("silentAfterSeconds").asInt()).isEqualTo(600);
        admin.api().patch(path, "{\"silentAfterSeconds\":null}").expect(200);
        assertThat(one(token.id()).get("silentAfterSeconds").asInt()).isEqualTo(86_400);
        admin.api().patch(path, Map.of()).expect(200);
        assertThat(TrailEntries.of(app(), admin.organizationId()))
                .filteredOn(entry -> entry.contains(" client.changed "))
                .hasSize(3)
                .allMatch(entry -> entry.contains(bob.userId().toString()))
                .last()
                .asString()
                .contains("\"silentAfterSeconds\": 600", "\"silentAfterSeconds\": null");
    }

    @Test
    void onlyTokensOfTheOrganizationAreWatchedAndByItsAdministrators() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");
        Person stranger = app().registerOrganization();
        Token token = TestClients.token(app(), bob, "Deploys");
        UUID agent = TestAgent.enrol(app(), bob).agentId();
        Map<String, Object> off = Map.of("watched", false);

        for (UUID id : List.of(bob.userId(), agent)) {
            Api.Answer refused = admin.api().patch("/api/clients/" + id, off).expect(409);
            assertThat(refused.json().get("type").asText()).endsWith(":not-watchable");
            stranger.api().patch("/api/clients/" + id, off).expect(404);
        }
        stranger.api().patch("/api/clients/" + token.id(), off).expect(404);
        mia.api().patch("/api/clients/" + token.id(), off).expect(403);
        for (Object wrong : List.of(59, 31_536_001, "soon")) {
            admin.api()
                    .patch("/api/clients/" + token.id(), Map.of("silentAfterSeconds", wrong))
                    .expect(400);
        }
        assertThat(one(token.id()).get("watched").asBoolean()).isTrue();
    }

    private static Instant ago(int seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    private JsonNode one(UUID id) {
        return TestClients.one(app(), admin, id);
    }

    /** When it was seen by what is done now. */
    private Instant seen(Runnable work, UUID id) {
        Instant before = Instant.now().minusMillis(1);
        work.run();
        Instant seen = Instant.parse(one(id).get("lastSeen").asText());
        assertThat(seen).isBetween(before, Instant.now());
        return seen;
    }

    /** Of all days, since a test may run through midnight. */
    private static long count(JsonNode client) {
        return StreamSupport.stream(client.get("counts").spliterator(), false)
                .mapToLong(day -> day.get("count").asLong())
                .sum();
    }

    private static UUID id(JsonNode client) {
        return UUID.fromString(client.get("id").asText());
    }

    private static Set<UUID> ids(List<JsonNode> clients) {
        return clients.stream().map(ClientsTest::id).collect(Collectors.toSet());
    }
}
