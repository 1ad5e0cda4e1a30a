package dev.astir.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.feed.Audience;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators read of the trail, and what everybody reads of who looked at them. */
class AuditTest extends AppTest {

    private static final String PERIOD = "from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z";

    private final TestApp.Person ada = app().registerOrganization();

    @Test
    void tellsWhoChangedWhatFromWhatToWhat() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 90)).expect(200);
        ada.api().patch("/api/organization", Map.of("retentionDays", 90)).expect(200);

        List<JsonNode> entries = entries("?action=organization");

        assertThat(entries)
                .extracting(entry -> entry.get("action").asText())
                .containsExactly("organization.changed", "organization.created");
        JsonNode changed = entries.getFirst();
        assertThat(changed.get("actorName").asText()).isEqualTo("Ada Admin");
        assertThat(changed.get("kind").asText()).isEqualTo("change");
        assertThat(changed.get("details"))
                .hasToString("{\"retentionDays\":{\"after\":90,\"before\":365}}");
    }

    @Test
    void remembersProjects() {
        String id =
                ada.api()
                        .post("/api/projects", Map.of("name", "One"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        ada.api().put("/api/projects/" + id, Map.of("name", "Two")).expect(200);
        ada.api().delete("/api/projects/" + id).expect(204);

        assertThat(entries("?action=project"))
                .extracting(entry -> entry.get("action").asText() + entry.get("details"))
                .containsExactly(
                        "project.deleted{\"project\":\"Two\"}",
                        "project.changed{\"name\":{\"after\":\"Two\",\"before\":\"One\"},"
                                + "\"project\":\"Two\"}",
                        "project.created{\"project\":\"One\"}");
    }

    @Test
    void everybodyReadsWhoLookedAtTheirData() {
        TestApp.Person dora = app().addUser(ada, Role.MANAGER, "Dora Manager");
        TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        bob.api().post("/api/sessions/start").expect(201);

        dora.api().get("/api/sessions?userId=" + bob.userId() + "&" + PERIOD).expect(200);
        // Within the same days: to the second it would be as many looks as there are seconds.
        dora.api()
                .get(
                        "/api/sessions?userId="
                                + bob.userId()
                                + "&from=2026-11-24T07:00:01Z&to=2026-11-24T18:00:00Z")
                .expect(200);
        dora.api().get("/api/sessions?userId=" + bob.userId() + "&" + PERIOD).expect(200);
        dora.api().get("/api/sessions/active").expect(200);
        bob.api().get("/api/sessions").expect(200);

        JsonNode views = bob.api().get("/api/me/views").expect(200).json().get("items");
        assertThat(views)
                .extracting(view -> view.get("what").asText())
                .containsExactly("running-sessions", "sessions");
        JsonNode first = views.get(1);
        assertThat(first.at("/actor/id").asText()).isEqualTo(dora.userId().toString());
        assertThat(first.at("/actor/name").asText()).isEqualTo("Dora Manager");
        assertThat(first.at("/actor/role").asText()).isEqualTo("manager");
        assertThat(first.get("via").isNull()).isTrue();
        assertThat(first.at("/details/from").asText()).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(dora.api().get("/api/me/views").expect(200).json().get("items")).isEmpty();
        // And so can an administrator, by whom and whom.
        assertThat(entries("?kind=view&actorId=" + dora.userId() + "&personId=" + bob.userId()))
                .hasSize(2);
        assertThat(entries("?kind=view&actorId=" + bob.userId())).isEmpty();
        assertThat(entries("?personId=" + bob.userId() + "&kind=change&from=2100-01-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void readingAndFollowingTheFeedIsALook() {
        TestApp.Person dora = app().addUser(ada, Role.MANAGER, "Dora Manager");
        TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        TestApp.Person cid = app().addUser(ada, Role.EMPLOYEE, "Cid");
        bob.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", "For all"))
                .expect(201);
        dora.api().get("/api/activities").expect(200);
        assertThat(whats(bob)).as("what is for all is no look").isEmpty();
        bob.api().post("/api/sessions/start").expect(201);
        switches(bob);

        cid.api().get("/api/activities").expect(200);
        assertThat(whats(bob)).isEmpty();
        dora.api().get("/api/activities.csv").expect(200);
        assertThat(whats(bob)).containsExactly("feed");

        TestReader.connect(app(), cid).close();
        try (TestReader reader = TestReader.connect(app(), dora)) {
            reader.subscribe("sessions");
        }
        try (TestReader reader = TestReader.connect(app(), dora)) {
            reader.subscribe("sessions");
        }
        assertThat(whats(bob)).containsExactly("live", "feed");
        assertThat(whats(cid)).containsExactly("live");
    }

    @Test
    void catchingUpWithTheFeedAndCountingItAreLooks() {
        TestApp.Person dora = app().addUser(ada, Role.MANAGER, "Dora Manager");
        TestApp.Person eve = app().addUser(ada, Role.MANAGER, "Eve Manager");
        TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        String position;
        try (TestReader reader = TestReader.connect(app(), dora)) {
            position = reader.subscribe("activities").get("position").asText();
        }
        switches(bob);
        assertThat(whats(bob)).containsExactly("live");

        try (TestReader reader = TestReader.connect(app(), dora)) {
            reader.subscribeAfter("activities", position);
            await().until(() -> whats(bob).contains("feed"));
        }
        assertThat(whats(bob)).containsExactly("feed", "live");

        eve.api().get("/api/activities/stats?type=task.created").expect(200);
        assertThat(whats(bob)).hasSize(2);
        eve.api().get("/api/activities/stats?type=app.switched").expect(200);
        assertThat(whats(bob)).containsExactly("feed", "feed", "live");
        JsonNode views = bob.api().get("/api/me/views").expect(200).json().get("items");
        assertThat(views.at("/0/actor/name").asText()).isEqualTo("Eve Manager");
    }

    @Test
    void aTokenThatReadsTheFeedIsNamed() {
        TestApp.Person dora = app().addUser(ada, Role.MANAGER, "Dora Manager");
        TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        switches(bob);
        String token =
                dora.api()
                        .post("/api/tokens", Map.of("name", "Export", "scopes", List.of("read")))
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();

        app().api().with("Authorization", "Bearer " + token).get("/api/activities").expect(200);

        JsonNode views = bob.api().get("/api/me/views").expect(200).json().get("items");
        assertThat(views).hasSize(1);
        assertThat(views.at("/0/via").asText()).isEqualTo("Export");
    }

    @Test
    void anActorWhoIsNoPersonBreaksNoPage() {
        app().bean(ActivityStream.class)
                .publish(
                        ada.organizationId().toString(),
                        ActivityEvent.builder("task.created")
                                .actor("build-server", "Build server")
                                .message("Built")
                                .audience("managers")
                                .build())
                .join();
        assertThat(ada.api().get("/api/activities").expect(200).body()).contains("Built");
    }

    /** What is not for everybody happens. */
    private void switches(TestApp.Person person) {
        app().bean(OrganizationFeed.class)
                .publish(
                        person.organizationId(),
                        ActivityEvent.builder("app.switched")
                                .actor(person.userId().toString())
                                .audience(
                                        Audience.aboutPerson(person.userId())
                                                .toArray(String[]::new))
                                .build());
        await().until(() -> person.api().get("/api/activities").body().contains("app.switched"));
    }

    private static List<String> whats(TestApp.Person person) {
        List<String> whats = new ArrayList<>();
        person.api()
                .get("/api/me/views")
                .expect(200)
                .json()
                .get("items")
                .forEach(view -> whats.add(view.get("what").asText()));
        return whats;
    }

    @Test
    void oneMayNotReadWhatIsNotOnes() {
        TestApp.Person dora = app().addUser(ada, Role.MANAGER, "Dora");
        dora.api().get("/api/audit").expect(403);
        dora.api().get("/api/audit.csv").expect(403);
        TestApp.Person stranger = app().registerOrganization();
        assertThat(
                        stranger.api()
                                .get("/api/audit?actorId=" + ada.userId())
                                .expect(200)
                                .json()
                                .get("items"))
                .isEmpty();
    }

    @Test
    void pagesAndRefusesWhatItDoesNotKnow() {
        for (int i = 0; i < 5; i++) {
            ada.api().post("/api/projects", Map.of("name", "P" + i)).expect(201);
        }
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    ada.api().get("/api/audit?action=project&limit=2" + after).expect(200).json();
            page.get("items").forEach(item -> found.add(item.at("/details/project").asText()));
            after = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
        } while (after != null);

        assertThat(found).containsExactly("P4", "P3", "P2", "P1", "P0");
        ada.api().get("/api/audit?kind=other").expect(400);
        ada.api().get("/api/audit?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").expect(400);
    }

    @Test
    void theTableIsDefusedAndWhole() {
        TestApp.Person eve = app().addUser(ada, Role.MANAGER, "=HYPERLINK(\"http://evil\")");
        for (int i = 0; i < 205; i++) {
            app().bean(Trail.class)
                    .changed(
                            new Actor(ada.organizationId(), eve.userId(), "+token"),
                            "test.done",
                            null,
                            Map.of("n", i));
        }

        Api.Answer answer = ada.api().get("/api/audit.csv?action=test").expect(200);

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition")).contains("audit.csv");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(206);
        assertThat(lines.getFirst()).startsWith("id,at,kind,action,actorId");
        assertThat(lines.get(1)).contains("\"'=HYPERLINK(\"\"http://evil\"\")\"", "'+token");
    }

    private List<JsonNode> entries(String query) {
        List<JsonNode> entries = new ArrayList<>();
        ada.api().get("/api/audit" + query).expect(200).json().get("items").forEach(entries::add);
        return entries;
    }
}
