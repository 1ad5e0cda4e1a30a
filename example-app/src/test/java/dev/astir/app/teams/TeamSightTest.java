package dev.astir.app.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.Audience;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.stream.ActivityEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Mia manages the team of Ann. Of Bea, who is in another one, she finds nothing but what everybody
 * is told, on whatever way out: her presence, and events that are for all. Of Ann she finds all.
 */
class TeamSightTest extends AppTest {

    /** The whole organization sees who is at work. */
    private static final String PRESENCE = "/api/presence";

    /** Names alone, which presence has of everybody, too. */
    private static final String MENTIONS = "/api/mentions";

    /** What the feed tells of people, and not to everybody. */
    private static final String OBSERVED = "type=app.*&type=user.*";

    /** It may not be asked for, or there is none of it. */
    private static final Set<Integer> NOTHING_TO_READ = Set.of(204, 403);

    private static Person admin;
    private static Person mia;
    private static Person ann;
    private static Person bea;
    private static String beforeTheirEvents;

    /** Of each: a session that ended, one that runs, a device, a switch, and a word about that. */
    @BeforeAll
    static void work() {
        admin = app().registerOrganization();
        mia = app().addUser(admin, Role.MANAGER, "Mia Miller");
        ann = app().addUser(admin, Role.EMPLOYEE, "Ann Archer");
        bea = app().addUser(admin, Role.EMPLOYEE, "Bea Barker");
        TestTeams.move(admin, ann, TestTeams.create(admin, "Team of Ann", mia));
        TestTeams.move(admin, bea, TestTeams.create(admin, "Team of Bea", admin));
        beforeTheirEvents = admin.api().get("/api/activities").json().get("position").asText();
        for (Person person : List.of(ann, bea)) {
            TestAgent.enrol(app(), person);
            stop(person, start(person)).expect(200);
            start(person);
            switchTo(person);
            person.api()
                    .post(
                            "/api/activities/" + switched(person) + "/comments",
                            Map.of("body", "Mine: " + person.userId()))
                    .expect(201);
            await().until(() ->
                    !actors(admin, "/api/activities?type=user.commented&actor=" + person.userId())
                            .isEmpty());
        }
    }

    @TestFactory
    Stream<DynamicTest> noListTellsOfAnotherTeamsPeople() {
        return lists().map(path ->
                dynamicTest(
                        path,
                        () ->
                                assertThat(mia.api().get(path).expect(200).body())
                                        .doesNotContain(bea.userId().toString())
                                        .doesNotContainIgnoringCase("Bea Barker")
                                        .doesNotContain("Team of Bea")));
    }

    /** The lists of the walk have something to hide, and something to show. */
    @Test
    void whoSeesEverybodyFindsThemInTheSameLists() {
        List<String> both =
                lists().filter(path -> tells(admin, path, bea) && tells(mia, path, ann)).toList();

        assertThat(both)
                .contains(
                        "/api/activities?" + OBSERVED,
                        "/api/activities.csv?" + OBSERVED,
                        "/api/agents",
                        "/api/sessions",
                        "/api/sessions/active",
                        "/api/users");
        assertThat(tells(mia, PRESENCE, bea)).isTrue();
    }

    private static boolean tells(Person reader, String path, Person of) {
        return reader.api().get(path).body().contains(of.userId().toString());
    }

    /** Every list of the API that needs no id. */
    private static Stream<String> lists() {
        List<String> paths = new ArrayList<>();
        JsonNode described = app().api().get("/openapi.json").expect(200).json().get("paths");
        described
                .properties()
                .forEach(path -> {
                    if (path.getValue().has("get") && path.getValue().get("get").has("security")) {
                        paths.add(path.getKey());
                    }
                });
        return paths.stream()
                .filter(path -> !path.contains("{"))
                .filter(path -> !path.equals(PRESENCE) && !path.equals(MENTIONS))
                .map(path -> path.startsWith("/api/activities") ? path + "?" + OBSERVED : path)
                .filter(path -> !NOTHING_TO_READ.contains(mia.api().get(path).status()));
    }

    @Test
    void anIdOutOfSightIsNobodys() {
        String running = running(admin, bea);
        String unknown = mia.api().get("/api/sessions?userId=" + UUID.randomUUID()).body();

        assertThat(mia.api().get("/api/sessions?userId=" + bea.userId()).expect(404).body())
                .isEqualTo(unknown);
        assertThat(mia.api().get("/api/sessions?userId=" + ann.userId()).expect(200).json())
                .isEqualTo(admin.api().get("/api/sessions?userId=" + ann.userId()).json());
        stop(mia, running).expect(404);
        mia.api().post("/api/sessions/" + running + "/activity", IDLE).expect(404);
        stop(mia, running(mia, ann)).expect(400);
    }

    private static final Map<String, Object> IDLE =
            Map.of("activityType", "idle", "durationSeconds", 0);

    @Test
    void aPlaceInAListThatIsOutOfSightLeadsNowhere() {
        mia.api().get("/api/users?after=" + bea.userId()).expect(404);
        mia.api().get("/api/users?after=" + ann.userId()).expect(200);
        // Of a page that somebody else was given.
        String next =
                admin.api().get("/api/sessions?limit=1").expect(200).json().get("next").asText();
        assertThat(userIds(mia.api().get("/api/sessions?before=" + next).json()))
                .containsOnly(ann.userId().toString());
    }

    @Test
    void theFeedIsSilentAboutThem() {
        List<String> seen = actors(mia, "/api/activities?limit=200&" + OBSERVED);
        assertThat(seen).contains(ann.userId().toString()).doesNotContain(bea.userId().toString());
        assertThat(actors(mia, "/api/activities?actor=" + bea.userId() + "&" + OBSERVED)).isEmpty();
        assertThat(actors(mia, "/api/activities?q=Barker&" + OBSERVED)).isEmpty();
        assertThat(actors(mia, "/api/activities?q=Archer&" + OBSERVED)).isNotEmpty();
        assertThat(mia.api().get("/api/activities.csv?actor=" + bea.userId()).body())
                .contains("session.stopped")
                .doesNotContain("app.switched", "user.commented");
        assertThat(mia.api().get("/api/activities/stats?bucket=day&actor=" + bea.userId()).body())
                .contains("session.stopped")
                .doesNotContain("app.switched", "user.commented");
        String event = switched(bea);
        mia.api().get("/api/activities/" + event).expect(404);
        mia.api().get("/api/activities/" + event + "/comments").expect(404);
        mia.api().post("/api/activities/" + event + "/reactions/%F0%9F%91%8D").expect(404);
    }

    @Test
    void everybodyIsToldWhoStartsStopsAndConnectsAComputer() {
        for (Person reader : List.of(ann, mia)) {
            for (String type : List.of("session.started", "session.stopped", "agent.enrolled")) {
                assertThat(actors(reader, "/api/activities?type=" + type))
                        .contains(ann.userId().toString(), bea.userId().toString());
            }
        }
    }

    @Test
    void whatIsLiveIsTheSame() {
        try (TestReader reader = TestReader.connect(app(), mia)) {
            assertThat(userIds(reader.subscribe("sessions"))).containsOnly(ann.userId().toString());
            // What was missed comes first, then what happens.
            JsonNode resumed = reader.subscribeAfter("activities", beforeTheirEvents);
            assertThat(resumed.get("recovered").asBoolean()).isTrue();
            Person cleo = app().addUser(admin, Role.EMPLOYEE, "Cleo");
            switchTo(cleo);
            admin.api()
                    .post("/api/activities", Map.of("eventType", "test.end", "message", "end"))
                    .expect(201);

            List<String> told = new ArrayList<>();
            JsonNode item;
            do {
                item = reader.nextPut("activities").get("item");
                if (item.get("eventType").asText().matches("(app|user)\\..*")) {
                    told.add(item.get("actorId").asText());
                }
            } while (!item.get("eventType").asText().equals("test.end"));
            assertThat(told)
                    .contains(ann.userId().toString())
                    .doesNotContain(bea.userId().toString(), cleo.userId().toString());
        }
    }

    /** The event that tells of somebody's switch to another application, which follows it. */
    private static String switched(Person person) {
        String path = "/api/activities?type=app.switched&actor=" + person.userId();
        return await().until(
                        () -> admin.api().get(path).json().at("/items/0/id").asText(),
                        id -> !id.isEmpty());
    }

    /** As the app tells of what it observed. */
    private static void switchTo(Person person) {
        app().bean(OrganizationFeed.class)
                .publish(
                        person.organizationId(),
                        ActivityEvent.builder("app.switched")
                                .actor(person.userId().toString())
                                .entity("app", "Editor")
                                .audience(
                                        Audience.aboutPerson(person.userId())
                                                .toArray(String[]::new))
                                .build());
    }

    private static List<String> actors(Person reader, String path) {
        return reader.api().get(path).expect(200).json().get("items").findValuesAsText("actorId");
    }

    private static List<String> userIds(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.has("item") ? item.get("item") : item)
                .map(item -> item.get("userId").asText())
                .toList();
    }

    private static String start(Person person) {
        return person.api().post("/api/sessions/start").expect(201).json().get("id").asText();
    }

    private static Api.Answer stop(Person person, String session) {
        return person.api().post("/api/sessions/" + session + "/stop");
    }

    private static String running(Person reader, Person of) {
        return StreamSupport.stream(
                        reader.api()
                                .get("/api/sessions/active")
                                .expect(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(session -> session.get("userId").asText().equals(of.userId().toString()))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
    }
}
