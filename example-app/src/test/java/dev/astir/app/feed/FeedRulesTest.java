package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.TrailEntries;
import dev.astir.stream.EventType;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the app observed is the app's to say. The hole was: an employee published "Ada worked 14
 * hours" as {@code alert.overtime}, another made her own {@code session.stopped} read 9 h 30.
 */
class FeedRulesTest extends AppTest {

    private static final List<String> OBSERVED =
            List.of(
                    "session",
                    "agent",
                    "user",
                    "alert",
                    "idle",
                    "presence",
                    "system",
                    "app",
                    "policy",
                    "person",
                    "integration");

    private final Person admin = app().registerOrganization();
    private final Person dora = app().addUser(admin, Role.MANAGER, "Dora");
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
    private final Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");

    @Test
    void nobodyPublishesWhatTheAppObserves() {
        for (String word : OBSERVED) {
            for (String type :
                    List.of(
                            word,
                            word + ".overtime",
                            word + ".deeper.still",
                            word.toUpperCase(java.util.Locale.ROOT) + ".Stopped",
                            " " + word + ".overtime",
                            word + " .overtime",
                            word + "\t.overtime",
                            word + "\u200b.overtime",
                            // a Cyrillic letter for a Latin one, and full width letters
                            word.replace('e', '\u0435') + ".overtime\u0430",
                            word + "\uff0eovertime",
                            "\ufeff" + word + ".overtime")) {
                for (Person person : List.of(bob, dora, admin)) {
                    JsonNode problem =
                            person.api()
                                    .post(
                                            "/api/activities",
                                            Map.of(
                                                    "eventType",
                                                    type,
                                                    "message",
                                                    "Ada worked 14 hours"))
                                    .expect(400)
                                    .json();
                    assertThat(problem.at("/errors/0/field").asText())
                            .as(type)
                            .isEqualTo("eventType");
                }
            }
        }
        bob.api()
                .post(
                        "/api/activities",
                        "{\"eventType\":\"task.created\",\"eventType\":\"\\u0061lert.overtime\"}")
                .expect(400);
        assertThat(items(admin, "")).isEmpty();
    }

    @Test
    void nobodyPublishesByTheSocket() {
        for (String type : List.of("publish", "put", "patch", "remove", "import")) {
            try (TestReader reader = TestReader.connect(app(), bob)) {
                reader.subscribe("activities");
                reader.send(
                        "{\"type\":\"%s\",\"channel\":\"activities\",\"item\":{\"eventType\":\"alert.overtime\"}}"
                                .formatted(type));
                assertThat(reader.closeCode()).isEqualTo(4010);
            }
        }
        assertThat(items(admin, "")).isEmpty();
    }

    @Test
    void nobodyRewritesOrDeletesWhatTheAppObserved() {
        String id = bob.api().post("/api/sessions/start", Map.of()).json().get("id").asText();
        bob.api().post("/api/sessions/" + id + "/stop").expect(200);
        await().until(() -> items(admin, "?type=session.*").size() == 2);
        for (JsonNode event : items(admin, "?type=session.*")) {
            String path = "/api/activities/" + event.get("id").asText();
            for (Person person : List.of(bob, dora, admin)) {
                person.api().patch(path, Map.of("message", "Bob worked 9 h 30 min")).expect(403);
                person.api().patch(path, Map.of("metadata", Map.of("worked", "9 h"))).expect(403);
                person.api().delete(path).expect(403);
            }
            assertThat(admin.api().get(path).expect(200).json().get("message"))
                    .isEqualTo(event.get("message"));
        }
    }

    @Test
    void aFeatureCannotOpenSuchATypeByMistake() {
        assertThatThrownBy(() -> FeedTypes.open(EventType.of("alert.mine", "x", "red", "{actor}")))
                .hasMessageContaining("alert.mine");
    }

    @Test
    void aRowNamesWhoPublishedIt() {
        JsonNode event =
                bob.api()
                        .post(
                                "/api/activities",
                                Map.of(
                                        "eventType", "note.written",
                                        "message", "Ada worked 14 hours",
                                        "actorId", admin.userId().toString(),
                                        "actorName", "Ada Admin",
                                        "onBehalfOf", "Ada Admin",
                                        "publisher", "Ada Admin"))
                        .json();
        // Either refused, or Bob's: never another's.
        for (JsonNode row : items(admin, "?type=note.*")) {
            assertThat(row.get("actorId").asText()).isEqualTo(bob.userId().toString());
            assertThat(row.get("actorName").asText()).isEqualTo("Bob");
        }
        assertThat(event.path("actorName").asText("Bob")).isEqualTo("Bob");
        String ordinary = posted(bob, "Ada worked 14 hours");
        assertThat(admin.api().get("/api/activities.csv").expect(200).body())
                .contains(ordinary)
                .contains(bob.userId() + ",Bob,")
                .doesNotContain(",Ada Admin,");
        bob.api()
                .patch("/api/activities/" + ordinary, Map.of("actorName", "Ada Admin"))
                .expect(400);
    }

    @Test
    void authorsEditTheirOwnAndTheEditShows() {
        String id = posted(bob, "first words");
        String path = "/api/activities/" + id;
        admin.api().post(path + "/comments", Map.of("body", "hm")).expect(201);
        await().until(() -> items(admin, "?type=user.commented").size() == 1);
        assertThat(bob.api().get(path).json().at("/metadata/editedAt").isMissingNode()).isTrue();

        JsonNode edited = bob.api().patch(path, Map.of("message", "second words")).json();

        assertThat(edited.at("/metadata/editedAt").asText()).startsWith("20");
        assertThat(items(eve, "?type=task.created").get(0).get("metadata"))
                .isEqualTo(edited.get("metadata"));
        assertThat(items(eve, "?type=user.commented").get(0).get("message").asText())
                .isEqualTo("Ada Admin commented on second words");
        for (Person person : List.of(eve, dora)) {
            person.api().patch(path, Map.of("message", "other words")).expect(403);
        }
    }

    @Test
    void anAdministratorEditsWordsAndBothTheEventAndTheTrailSaySo() {
        String path = "/api/activities/" + posted(bob, "first words");
        String comment =
                bob.api().post(path + "/comments", Map.of("body", "hm")).json().get("id").asText();
        admin.api().patch(path + "/comments/" + comment, Map.of("body", "other")).expect(403);
        admin.api().patch(path, Map.of("message", "first words")).expect(200);
        assertThat(TrailEntries.of(app(), admin.organizationId()))
                .noneMatch(entry -> entry.contains("post.edited"));

        JsonNode edited =
                admin.api()
                        .patch(path, Map.of("message", "other words", "metadata", Map.of("n", 1)))
                        .expect(200)
                        .json();

        assertThat(edited.get("message").asText()).isEqualTo("other words");
        assertThat(edited.get("actorName").asText()).isEqualTo("Bob");
        JsonNode shown = eve.api().get(path).expect(200).json().get("metadata");
        assertThat(shown.get("editedAt").asText()).startsWith("20");
        assertThat(shown.at("/editedBy/id").asText()).isEqualTo(admin.userId().toString());
        assertThat(shown.at("/editedBy/name").asText()).isEqualTo("Ada Admin");
        assertThat(TrailEntries.of(app(), admin.organizationId()))
                .filteredOn(entry -> entry.contains("post.edited"))
                .singleElement()
                .asString()
                .contains(bob.userId().toString(), "\"fields\": [\"message\", \"metadata\"]");
    }

    @Test
    void anAdministratorDeletesWordsAndTheTrailSaysWhy() {
        String path = "/api/activities/" + posted(bob, "an insult");
        String comment =
                bob.api()
                        .post(path + "/comments", Map.of("body", "another"))
                        .json()
                        .get("id")
                        .asText();
        await().until(() -> items(admin, "?type=user.commented").size() == 1);
        for (Person person : List.of(eve, dora)) {
            person.api().delete(path).expect(403);
            person.api().delete(path + "/comments/" + comment).expect(403);
        }
        admin.api().delete(path + "?reason=" + "x".repeat(501)).expect(400);

        admin.api().delete(path + "/comments/" + comment + "?reason=rude").expect(204);
        admin.api().delete(path + "?reason=An%20insult").expect(204);

        assertThat(trail())
                .containsExactly(
                        "comment.deleted by %s about %s: rude"
                                .formatted(admin.userId(), bob.userId()),
                        "post.deleted by %s about %s: An insult"
                                .formatted(admin.userId(), bob.userId()));
        // What quoted it is gone as well.
        assertThat(items(admin, "?q=insult")).isEmpty();

        String own = "/api/activities/" + posted(bob, "my own");
        bob.api().delete(own).expect(204);
        assertThat(trail()).hasSize(2);
    }

    private List<String> trail() {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "SELECT action || ' by ' || actor_id || ' about '"
                                                        + " || person_id || ': ' || (details ->>"
                                                        + " 'reason') FROM audit_entries WHERE action"
                                                        + " LIKE '%.deleted' ORDER BY at",
                                                statement -> {
                                                    List<String> found = new ArrayList<>();
                                                    try (var rows = statement.executeQuery()) {
                                                        while (rows.next()) {
                                                            found.add(rows.getString(1));
                                                        }
                                                    }
                                                    return found;
                                                }));
    }

    private static String posted(Person person, String message) {
        return person.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", message))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private static List<JsonNode> items(Person person, String query) {
        Api.Answer answer = person.api().get("/api/activities" + query).expect(200);
        return Stream.of(answer.json().get("items"))
                .flatMap(items -> {
                    List<JsonNode> all = new ArrayList<>();
                    items.forEach(all::add);
                    return all.stream();
                })
                .toList();
    }
}
