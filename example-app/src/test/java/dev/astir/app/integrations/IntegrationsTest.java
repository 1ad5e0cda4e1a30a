package dev.astir.app.integrations;

import static dev.astir.app.integrations.TestSender.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.tracker.ActivityTracker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Administrators make integrations, look at them, try and end them. */
class IntegrationsTest extends AppTest {

    private static final Map<String, String> MAPPING =
            Map.of("eventType", "deploy.finished", "message", "{/app} {/version} is live");

    private final Person admin = app().registerOrganization();

    @Test
    void theSecretIsShownOnceAndNowhereElse() {
        JsonNode made =
                admin.api()
                        .post("/api/integrations", Map.of("name", " Shop ", "kind", "gitlab"))
                        .expect(201)
                        .json();
        String secret = made.get("secret").asText();
        String path = "/api/integrations/" + made.get("id").asText();

        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.get("name").asText()).isEqualTo("Shop");
        assertThat(made.get("url").asText())
                .isEqualTo(app().uri() + "/api/integrations/" + made.get("publicId").asText());
        assertThat(made.get("publicId").asText()).hasSizeGreaterThan(20);
        String again = admin.api().post(path + "/secret").expect(200).json().get("secret").asText();
        for (String answer :
                List.of(
                        admin.api().get("/api/integrations").expect(200).body(),
                        admin.api().get(path).expect(200).body(),
                        admin.api().patch(path, Map.of("name", "Other")).expect(200).body(),
                        admin.api().get("/api/audit?limit=100").expect(200).body())) {
            assertThat(answer)
                    .doesNotContain(secret, again, "\"secret\"")
                    .doesNotContain(secret.substring("whsec_".length()));
        }
    }

    @Test
    void whatCannotBeAnIntegrationIsRefusedByItsField() {
        refused(Map.of("name", "", "kind", "github"), "name");
        refused(Map.of("name", "a\nb", "kind", "github"), "name");
        refused(Map.of("name", "I"), "kind");
        refused(Map.of("name", "I", "kind", "svn"), "kind");
        refused(Map.of("name", "I", "kind", "json"), "mapping");
        refused(Map.of("name", "I", "kind", "github", "mapping", MAPPING), "mapping");
        refused(
                Map.of("name", "I", "kind", "json", "mapping", Map.of("message", "m")),
                "mapping.eventType");
        refused(json("message", "{/a"), "mapping.message");
        refused(json("id", "/a~3"), "mapping.id");
        refused(json("nonsense", "x"), "mapping.nonsense");
        refused(json("metadata", Map.of("m", "/~")), "mapping.metadata.m");
    }

    private void refused(Map<String, ?> request, String field) {
        assertThat(
                        admin.api()
                                .post("/api/integrations", request)
                                .expect(400)
                                .json()
                                .at("/errors/0/field")
                                .asText())
                .isEqualTo(field);
    }

    private static Map<String, ?> json(String field, Object value) {
        Map<String, Object> mapping = new HashMap<>(MAPPING);
        mapping.put(field, value);
        return Map.of("name", "I", "kind", "json", "mapping", mapping);
    }

    @Test
    void aMappingCanBeAnother() {
        TestSender sender =
                TestSender.make(
                        app(), admin, Map.of("name", "D", "kind", "json", "mapping", MAPPING));
        String path = "/api/integrations/" + sender.id();

        admin.api().patch(path, Map.of("mapping", json("id", "/~").get("mapping"))).expect(400);
        JsonNode changed =
                admin.api()
                        .patch(
                                path,
                                Map.of("mapping", Map.of("eventType", "t", "message", "{/app}!")))
                        .expect(200)
                        .json();

        assertThat(changed.at("/mapping/message").asText()).isEqualTo("{/app}!");
        sender.signed("m-1", "{\"app\": \"Shop\"}", Map.of()).expect(202);
        assertThat(sender.told(1).getFirst().get("message").asText()).isEqualTo("Shop!");
    }

    @Test
    void theLastTenAnswersTellWhatBecameOfEach() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        for (int i = 0; i < Answers.SHOWN; i++) {
            gitHub.asGitHub("ping", "p-" + i, "{}").expect(202);
        }
        JsonNode event = gitHub.asGitHub("push", "d-1", body("github-push")).expect(202).json();
        gitHub.asGitHub("push", "d-1", body("github-push")).expect(202);
        gitHub.asGitHub("push", "d-2", "{").expect(400);

        List<JsonNode> answers = gitHub.answers();

        assertThat(answers).hasSize(Answers.SHOWN);
        assertThat(answers.get(0).get("status").asInt()).isEqualTo(400);
        assertThat(answers.get(0).get("senderId").asText()).isEqualTo("d-2");
        assertThat(answers.get(0).get("problem").asText()).contains("JSON");
        assertThat(answers.get(1).get("duplicate").asBoolean()).isTrue();
        assertThat(answers.get(1).get("eventId")).isEqualTo(event.get("id"));
        assertThat(answers.get(2).get("duplicate").asBoolean()).isFalse();
        assertThat(answers.get(2).get("type").asText()).isEqualTo("integration.push");
        assertThat(answers.get(3).get("ignored").asText()).isNotBlank();
        assertThat(answers.getLast().get("senderId").asText()).isEqualTo("p-3");
        JsonNode listed = admin.api().get("/api/integrations").json().at("/items/0");
        assertThat(listed.at("/lastAnswer/status").asInt()).isEqualTo(400);
        assertThat(listed.has("answers")).isFalse();
    }

    @Test
    void aTestGoesTheWayOfARealOne() {
        tested(TestSender.make(app(), admin, "cloudevents"), 1);
        tested(TestSender.make(app(), admin, "github"), 2);
        tested(TestSender.make(app(), admin, "gitlab"), 3);
        tested(
                TestSender.make(
                        app(),
                        admin,
                        Map.of(
                                "name",
                                "D",
                                "kind",
                                "json",
                                "mapping",
                                Map.of(
                                        "id", "/build/id",
                                        "eventType", "/build/type",
                                        "message", "{/build/name}: {/lines/0/text}",
                                        "timestamp", "/at",
                                        "entityUrl", "/build/url",
                                        "metadata", Map.of("all", "/build")))),
                4);
    }

    private void tested(TestSender sender, int events) {
        String path = "/api/integrations/" + sender.id();

        JsonNode result = admin.api().post(path + "/test").expect(200).json();

        assertThat(result.get("status").asInt()).as("%s", result).isEqualTo(202);
        String event = result.at("/receipt/id").asText();
        assertThat(sender.told(events)).extracting(told -> told.get("id").asText()).contains(event);
        assertThat(sender.answers().getFirst().get("eventId").asText()).isEqualTo(event);

        admin.api().patch(path, Map.of("status", "paused")).expect(200);
        assertThat(admin.api().post(path + "/test").expect(200).json().get("status").asInt())
                .isEqualTo(409);
    }

    @Test
    void aPreviewTellsWhatWouldBeAndStoresNothing() {
        JsonNode mapped =
                admin.api()
                        .post(
                                "/api/integrations/preview",
                                Map.of(
                                        "kind",
                                        "json",
                                        "mapping",
                                        MAPPING,
                                        "body",
                                        Map.of("app", "Shop", "version", 4)))
                        .expect(200)
                        .json();
        JsonNode push =
                admin.api()
                        .post(
                                "/api/integrations/preview",
                                Map.of(
                                        "kind", "github",
                                        "headers", Map.of("X-GitHub-Event", "push"),
                                        "body", body("github-push")))
                        .expect(200)
                        .json();
        JsonNode ping =
                admin.api()
                        .post(
                                "/api/integrations/preview",
                                Map.of(
                                        "kind", "github",
                                        "headers", Map.of("X-GitHub-Event", "ping"),
                                        "body", Map.of()))
                        .expect(200)
                        .json();

        assertThat(mapped.at("/event/message").asText()).isEqualTo("Shop 4 is live");
        assertThat(mapped.at("/event/eventType").asText()).isEqualTo("integration.deploy.finished");
        assertThat(push.at("/event/message").asText()).contains("pushed 3 commits");
        assertThat(ping.get("event").isNull()).isTrue();
        assertThat(ping.get("ignored").asText()).isNotBlank();
        assertThat(
                        admin.api()
                                .get("/api/activities?type=integration.*")
                                .expect(200)
                                .json()
                                .get("items"))
                .isEmpty();
    }

    @Test
    void itIsAClientOfTheApiThatCanBeWatched() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        gitHub.asGitHub("ping", "d-1", "{}").expect(202);
        gitHub.asGitHub("ping", "d-2", "{}").expect(202);
        assertThat(app().bean(ActivityTracker.class).flush(Duration.ofSeconds(30))).isTrue();

        JsonNode client =
                admin.api().get("/api/clients?kind=integration").expect(200).json().at("/items/0");
        assertThat(client.get("id").asText()).isEqualTo(gitHub.id().toString());
        assertThat(client.get("name").asText()).isEqualTo("Sender");
        assertThat(client.get("lastSeen").isNull()).isFalse();
        assertThat(client.get("countToday").asInt()).isEqualTo(2);
        assertThat(client.get("ownerId").isNull()).isTrue();
        assertThat(client.get("watched").asBoolean()).isTrue();
        JsonNode changed =
                admin.api()
                        .patch(
                                "/api/clients/" + gitHub.id(),
                                Map.of("watched", true, "silentAfterSeconds", 600))
                        .expect(200)
                        .json();
        assertThat(changed.get("silentAfterSeconds").asInt()).isEqualTo(600);
        assertThat(
                        admin.api()
                                .get("/api/integrations/" + gitHub.id())
                                .expect(200)
                                .json()
                                .get("lastSeen")
                                .isNull())
                .isFalse();
    }

    @Test
    void whatItToldStaysWhenItIsGone() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        gitHub.asGitHub("push", "d-1", body("github-push")).expect(202);
        gitHub.told(1);

        admin.api().delete("/api/integrations/" + gitHub.id()).expect(204);

        gitHub.asGitHub("push", "d-2", body("github-push")).expect(404);
        admin.api().get("/api/integrations/" + gitHub.id()).expect(404);
        assertThat(gitHub.told(1)).hasSize(1);
    }

    @Test
    void anotherOrganizationsAreNobodys() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        Person stranger = app().registerOrganization();
        String path = "/api/integrations/" + gitHub.id();

        stranger.api().get(path).expect(404);
        stranger.api().patch(path, Map.of("status", "paused")).expect(404);
        stranger.api().post(path + "/secret").expect(404);
        stranger.api().post(path + "/test").expect(404);
        stranger.api().delete(path).expect(404);
        assertThat(stranger.api().get("/api/integrations").expect(200).json().get("items"))
                .isEmpty();
        stranger.api().get("/api/integrations/" + UUID.randomUUID()).expect(404);
        stranger.api().get(path + "x").expect(404);
    }
}
