package dev.astir.app.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Authenticator;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import dev.astir.stream.rest.FeedRest;
import dev.astir.stream.rest.RestAnswer;
import dev.astir.stream.rest.RestRequest;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivitiesTest extends AppTest {

    private final Person admin = app().registerOrganization();

    @Test
    void customEventsAreCompletedAndAnsweredWithTheirPosition() {
        JsonNode event =
                admin.api()
                        .post(
                                "/api/activities",
                                Map.of(
                                        "eventType", "task.completed",
                                        "entityType", "task",
                                        "entityId", "42",
                                        "entityName", "Fix <b>login</b>",
                                        "entityUrl", "/tasks/42",
                                        "metadata", Map.of("minutes", 42, "tags", List.of("a"))))
                        .expect(201)
                        .json();
        assertThat(event.get("position").asText()).contains("-");
        assertThat(event.get("actorId").asText()).isEqualTo(admin.userId().toString());
        assertThat(event.get("actorName").asText()).isEqualTo("Ada Admin");
        assertThat(event.get("message").asText()).isEqualTo("Ada Admin completed Fix <b>login</b>");
        assertThat(event.at("/metadata/minutes").asInt()).isEqualTo(42);
        assertThat(event.get("icon").asText()).isNotBlank();

        String path = "/api/activities/" + event.get("id").asText();
        assertThat(admin.api().get(path).expect(200).json().get("message"))
                .isEqualTo(event.get("message"));
        app().registerOrganization().api().get(path).expect(404);
        admin.api().get("/api/activities/" + UUID.randomUUID()).expect(404);
        app().api().get(path).expect(401);
    }

    @Test
    void pagesGoBackWithoutGapOrRepeat() {
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            published.add(
                    admin.api()
                            .post(
                                    "/api/activities",
                                    Map.of("eventType", "task.created", "message", "number " + i))
                            .expect(201)
                            .json()
                            .get("id")
                            .asText());
        }
        List<String> seen = new ArrayList<>();
        String path = "/api/activities?limit=3&type=task.*";
        JsonNode page = admin.api().get(path).expect(200).json();
        assertThat(page.get("position").asText()).isNotBlank();
        while (true) {
            page.get("items").forEach(event -> seen.add(event.get("id").asText()));
            if (page.get("next").isNull()) {
                break;
            }
            page = admin.api().get(path + "&before=" + page.get("next").asText()).json();
        }
        assertThat(seen).containsExactlyElementsOf(published.reversed());
        assertThat(admin.api().get("/api/activities?q=number+5").expect(200).json().get("items"))
                .hasSize(1);
    }

    @Test
    void whatCannotBeAcceptedNamesTheField() {
        for (Map.Entry<String, Map<String, Object>> bad :
                Map.<String, Map<String, Object>>of(
                                "eventType", Map.of("eventType", "no spaces"),
                                "metadata", Map.of("eventType", "a.b", "metadata", "text"),
                                "important", Map.of("eventType", "a.b", "important", "very"),
                                "entityUrl",
                                        Map.of("eventType", "a.b", "entityUrl", "javascript:x"),
                                "message", Map.of("eventType", "a.b", "message", 7))
                        .entrySet()) {
            JsonNode problem =
                    admin.api().post("/api/activities", bad.getValue()).expect(400).json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo(bad.getKey());
        }
        admin.api().post("/api/activities", Map.of("message", "no type")).expect(400);
        admin.api().post("/api/activities", "[1]").expect(400);
        admin.api().post("/api/activities", Map.of("eventType", "session.started")).expect(400);
        admin.api().get("/api/activities?limit=0").expect(400);
        admin.api().get("/api/activities?limit=201").expect(400);
        admin.api().get("/api/activities?before=nonsense").expect(400);
        admin.api().get("/api/activities?from=yesterday").expect(400);
    }

    @Test
    void aFileIsForThoseWhoMayStillComeIn() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Identity before =
                app().bean(Authenticator.class).authenticate(bob.accessToken()).orElseThrow();
        FeedRest rest = app().bean(FeedRest.class);
        RestRequest file = new RestRequest("GET", ".csv", Map.of(), "");
        RestAnswer allowed = rest.answer(file, Readers.access(before));
        assertThat(allowed).isInstanceOf(RestAnswer.Download.class);
        ((RestAnswer.Download) allowed).content().close();

        admin.api().patch("/api/users/" + bob.userId(), Map.of("status", "suspended")).expect(200);

        assertThat(rest.answer(file, Readers.access(before)).status()).isEqualTo(401);
    }

    @Test
    void authorsAndAdministratorsEditAndDelete() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Person eve = app().addUser(admin, Role.MANAGER, "Eve");
        String path = "/api/activities/" + published(bob, "first words");
        Map<String, Object> edit = Map.of("message", "second words");
        eve.api().patch(path, edit).expect(403);
        eve.api().delete(path).expect(403);
        app().registerOrganization().api().patch(path, edit).expect(404);
        assertThat(bob.api().patch(path, edit).expect(200).json().get("message").asText())
                .isEqualTo("second words");
        admin.api().delete(path).expect(204);
        bob.api().get(path).expect(404);
    }

    @Test
    void reactionsAndCommentsAreKeptAndTold() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        String path = "/api/activities/" + published(bob, "look at this");
        String thumb = path + "/reactions/" + URLEncoder.encode("👍", UTF_8);
        JsonNode event = admin.api().post(thumb).expect(200).json();
        assertThat(event.at("/reactions/👍").asInt()).isEqualTo(1);
        assertThat(bob.api().get(path).expect(200).json().get("myReactions")).isEmpty();
        assertThat(admin.api().delete(thumb).expect(200).json().get("reactions")).isEmpty();

        JsonNode comment =
                admin.api()
                        .post(path + "/comments", Map.of("body", "seen <i>it</i>"))
                        .expect(201)
                        .json();
        assertThat(comment.get("authorName").asText()).isEqualTo("Ada Admin");
        bob.api()
                .post(
                        path + "/comments",
                        Map.of("body", "good", "parentId", comment.get("id").asText()))
                .expect(201);
        JsonNode thread = bob.api().get(path + "/comments").expect(200).json().get("items");
        assertThat(thread).hasSize(2);
        assertThat(thread.get(0).get("mine").asBoolean()).isFalse();
        assertThat(thread.get(1).get("mine").asBoolean()).isTrue();
        app().registerOrganization().api().get(path + "/comments").expect(404);
        assertThat(bob.api().get(path).expect(200).json().get("commentCount").asInt()).isEqualTo(2);
        await().untilAsserted(() ->
                assertThat(messages())
                        .contains(
                                "Ada Admin commented on look at this",
                                "Bob commented on look at this"));
    }

    private static String published(Person person, String message) {
        return person.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", message))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    @Test
    void sessionsAndEnrolmentsReachTheFeed() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        TestAgent.enrol(app(), bob);
        String session =
                bob.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        bob.api().post("/api/sessions/" + session + "/stop").expect(200);
        await().untilAsserted(() ->
                assertThat(messages())
                        .hasSize(3)
                        .element(2)
                        .isEqualTo("Bob connected the device desk-1"));
        assertThat(messages().get(1)).isEqualTo("Bob started working");
        assertThat(messages().get(0)).startsWith("Bob stopped working after ");
    }

    private List<String> messages() {
        List<String> messages = new ArrayList<>();
        admin.api()
                .get("/api/activities")
                .expect(200)
                .json()
                .get("items")
                .forEach(event -> messages.add(event.get("message").asText()));
        return messages;
    }

    @Test
    void namesTheTypesThatFeaturesDeclare() {
        JsonNode types = admin.api().get("/api/activities/types").expect(200).json().get("items");

        assertThat(types.findValuesAsText("name"))
                .contains("session.started", "agent.enrolled", "app.switched", "task.completed")
                .isSorted();
        for (JsonNode type : types) {
            boolean own = !type.get("name").asText().matches("(task|code)[.].*");
            assertThat(type.get("reserved").asBoolean()).as("%s", type).isEqualTo(own);
        }
    }
}
