package dev.astir.app.integrations;

import static dev.astir.app.integrations.TestSender.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Other systems tell the feed, and each thing once. */
class IntakeTest extends AppTest {

    private static final Map<String, String> STRUCTURED =
            Map.of("Content-Type", "application/cloudevents+json");

    private final Person admin = app().registerOrganization();

    @Test
    void aPushToGitHubIsInTheFeedOnceThoughItIsSentTwice() {
        TestSender gitHub = TestSender.make(app(), admin, "github");

        JsonNode first = gitHub.asGitHub("push", "d-1", body("github-push")).expect(202).json();
        JsonNode again = gitHub.asGitHub("push", "d-1", body("github-push")).expect(202).json();

        assertThat(first.get("duplicate").asBoolean()).isFalse();
        assertThat(first.has("ignored")).isFalse();
        assertThat(again.get("duplicate").asBoolean()).isTrue();
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(gitHub.told(1)).hasSize(1);
        JsonNode event = gitHub.told(1).getFirst();
        assertThat(event.get("id")).isEqualTo(first.get("id"));
        assertThat(event.get("eventType").asText()).isEqualTo("integration.push");
        assertThat(event.get("message").asText())
                .isEqualTo("octocat pushed 3 commits to main of acme/shop");
        assertThat(event.get("actorId").asText()).isEqualTo("integration:" + gitHub.id());
        assertThat(event.get("actorName").asText()).isEqualTo("octocat");
        assertThat(event.get("entityType").asText()).isEqualTo("repository");
        assertThat(event.get("entityId").asText()).isEqualTo("acme/shop");
        assertThat(event.get("entityUrl").asText())
                .startsWith("https://github.com/acme/shop/compare/");
        assertThat(event.at("/metadata/branch").asText()).isEqualTo("main");
        assertThat(event.at("/metadata/commits").asInt()).isEqualTo(3);
    }

    @Test
    void anIssueAndAPullRequestReadWell() {
        TestSender gitHub = TestSender.make(app(), admin, "github");

        gitHub.asGitHub("issues", "d-1", body("github-issue")).expect(202);
        gitHub.asGitHub("pull_request", "d-2", body("github-pull-request")).expect(202);

        List<JsonNode> told = gitHub.told(2);
        assertThat(told)
                .extracting(event -> event.get("message").asText())
                .containsExactlyInAnyOrder(
                        "octocat opened issue #42 of acme/shop: The basket forgets",
                        "octocat merged pull request #43 of acme/shop: Remember the basket");
        assertThat(told)
                .extracting(event -> event.get("entityReference").asText())
                .containsExactlyInAnyOrder("#42", "#43");
        assertThat(told)
                .extracting(event -> event.get("timestamp").asText())
                .containsExactlyInAnyOrder("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z");
    }

    @Test
    void aMergeRequestOfGitLabIsInTheFeedOnceThoughItIsSentTwice() {
        TestSender gitLab = TestSender.make(app(), admin, "gitlab");
        Map<String, String> headers =
                Map.of("X-Gitlab-Event", "Merge Request Hook", "Idempotency-Key", "key-1");

        gitLab.signed("key-1", body("gitlab-merge-request"), headers).expect(202);
        JsonNode again =
                gitLab.signed("key-1", body("gitlab-merge-request"), headers).expect(202).json();

        assertThat(again.get("duplicate").asBoolean()).isTrue();
        JsonNode event = gitLab.told(1).getFirst();
        assertThat(gitLab.told(1)).hasSize(1);
        assertThat(event.get("eventType").asText()).isEqualTo("integration.pull-request");
        assertThat(event.get("message").asText())
                .isEqualTo("Grace Huber opened merge request !7 of acme/shop: Round prices");
        assertThat(event.get("entityUrl").asText())
                .isEqualTo("https://gitlab.example.org/acme/shop/-/merge_requests/7");
    }

    @Test
    void aPushAndAnIssueOfGitLabReadWell() {
        TestSender gitLab = TestSender.make(app(), admin, "gitlab");

        gitLab.signed("key-1", body("gitlab-push"), Map.of()).expect(202);
        gitLab.signed("key-2", body("gitlab-issue"), Map.of()).expect(202);

        assertThat(gitLab.told(2))
                .extracting(event -> event.get("message").asText())
                .containsExactlyInAnyOrder(
                        "Grace Huber pushed 1 commit to main of acme/shop",
                        "Grace Huber closed issue #12 of acme/shop: Prices look odd");
    }

    @Test
    void aConfidentialIssueIsNobodysToRead() {
        TestSender gitLab = TestSender.make(app(), admin, "gitlab");
        String confidential =
                body("gitlab-issue").replace("\"confidential\": false", "\"confidential\": true");

        JsonNode answer = gitLab.signed("key-1", confidential, Map.of()).expect(202).json();

        assertThat(answer.get("id").isNull()).isTrue();
        assertThat(answer.get("ignored").asText()).contains("confidential");
    }

    @Test
    void aCloudEventIsInTheFeedOnceInWhicheverModeItComes() {
        TestSender shop = TestSender.make(app(), admin, "cloudevents");

        JsonNode structured = shop.signed("m-1", body("cloudevent"), STRUCTURED).expect(202).json();
        JsonNode binary =
                shop.signed(
                                "m-2",
                                "{\"parcels\": 2, \"carrier\": \"Post\"}",
                                Map.of(
                                        "ce-specversion",
                                        "1.0",
                                        "ce-type",
                                        "com.example.order.shipped",
                                        "ce-source",
                                        "/shop/orders",
                                        "ce-id",
                                        "A-1001"))
                        .expect(202)
                        .json();

        assertThat(binary.get("duplicate").asBoolean()).isTrue();
        assertThat(binary.get("id")).isEqualTo(structured.get("id"));
        assertThat(shop.told(1)).hasSize(1);
        JsonNode event = shop.told(1).getFirst();
        assertThat(event.get("eventType").asText())
                .isEqualTo("integration.com.example.order.shipped");
        assertThat(event.get("entityId").asText()).isEqualTo("order 1001");
        assertThat(event.get("timestamp").asText()).isEqualTo("2026-03-02T11:00:00Z");
        assertThat(event.at("/metadata/parcels").asInt()).isEqualTo(2);
        assertThat(event.at("/metadata/source").asText()).isEqualTo("/shop/orders");
    }

    @Test
    void aBinaryCloudEventHasItsAttributesInHeaders() {
        TestSender shop = TestSender.make(app(), admin, "cloudevents");

        shop.signed(
                        "m-1",
                        "{\"parcels\": 2}",
                        Map.of(
                                "ce-specversion",
                                "1.0",
                                "ce-type",
                                "order shipped!",
                                "ce-source",
                                "/shop",
                                "ce-id",
                                "A-1",
                                "ce-subject",
                                "caf%C3%A9",
                                "ce-time",
                                "2026-03-02T12:00:00Z"))
                .expect(202);

        JsonNode event = shop.told(1).getFirst();
        assertThat(event.get("eventType").asText()).isEqualTo("integration.order-shipped-");
        assertThat(event.get("entityName").asText()).isEqualTo("café");
        assertThat(event.get("timestamp").asText()).isEqualTo("2026-03-02T12:00:00Z");
    }

    @Test
    void whatIsNoCloudEventIsRefused() {
        TestSender shop = TestSender.make(app(), admin, "cloudevents");

        shop.signed("m-1", "{\"specversion\": \"1.0\", \"type\": \"t\"}", STRUCTURED).expect(400);
        shop.signed("m-2", "{}", Map.of()).expect(415);
        shop.signed(
                        "m-3",
                        "[" + body("cloudevent") + "]",
                        Map.of("Content-Type", "application/cloudevents-batch+json"))
                .expect(415);
        shop.signed("m-4", body("cloudevent").replace("\"1.0\"", "\"0.3\""), STRUCTURED)
                .expect(400);
    }

    @Test
    void anyJsonIsToldAsItsMappingSays() {
        TestSender builds =
                TestSender.make(
                        app(),
                        admin,
                        Map.of(
                                "name",
                                "Builds",
                                "kind",
                                "json",
                                "mapping",
                                Map.of(
                                        "id",
                                        "/build/id",
                                        "eventType",
                                        "build.finished",
                                        "message",
                                        "Build {/build/number} {/build/status}",
                                        "entityType",
                                        "build",
                                        "entityId",
                                        "/build/id",
                                        "metadata",
                                        Map.of("status", "/build/status"))));
        String build = "{\"build\": {\"id\": \"b1\", \"number\": 17, \"status\": \"failed\"}}";

        builds.signed("m-1", build, Map.of()).expect(202);
        JsonNode again = builds.signed("m-2", build, Map.of()).expect(202).json();

        assertThat(again.get("duplicate").asBoolean()).isTrue();
        JsonNode event = builds.told(1).getFirst();
        assertThat(event.get("eventType").asText()).isEqualTo("integration.build.finished");
        assertThat(event.get("message").asText()).isEqualTo("Build 17 failed");
        assertThat(event.get("actorName").asText()).isEqualTo("Builds");
        assertThat(event.at("/metadata/status").asText()).isEqualTo("failed");
    }

    @Test
    void withoutAnIdOfTheSendersEachRequestIsAnEvent() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        String token = token(admin, "publish");
        Map<String, String> headers =
                Map.of("X-GitHub-Event", "push", "Authorization", "Bearer " + token);

        gitHub.send(body("github-push"), headers).expect(202);
        gitHub.send(body("github-push"), headers).expect(202);

        assertThat(gitHub.told(2)).hasSize(2);
    }

    @Test
    void ofTwoAtOnceOneBecomesAnEvent() throws Exception {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        int senders = 4;
        CyclicBarrier together = new CyclicBarrier(senders);
        Callable<JsonNode> sending =
                () -> {
                    together.await();
                    return gitHub.asGitHub("push", "d-1", body("github-push")).expect(202).json();
                };

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> answers =
                    threads.invokeAll(java.util.Collections.nCopies(senders, sending));
            long firsts = 0;
            for (Future<JsonNode> answer : answers) {
                firsts += answer.get().get("duplicate").asBoolean() ? 0 : 1;
                assertThat(answer.get().get("id")).isEqualTo(answers.getFirst().get().get("id"));
            }
            assertThat(firsts).isEqualTo(1);
        }
        assertThat(gitHub.told(1)).hasSize(1);
    }

    @Test
    void aPersonWithTheSendersEmailDidIt() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        TestSender gitLab = TestSender.make(app(), admin, "gitlab");
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Builder");

        gitHub.asGitHub("push", "d-1", body("github-push").replace("mona@example.org", bob.email()))
                .expect(202);
        gitLab.signed(
                        "key-1",
                        body("gitlab-push")
                                .replace(
                                        "\"user_email\": \"\"",
                                        "\"user_email\": \"%s\"".formatted(bob.email())),
                        Map.of())
                .expect(202);

        assertThat(gitHub.told(2))
                .allSatisfy(event -> {
                    assertThat(event.get("actorId").asText()).isEqualTo(bob.userId().toString());
                    assertThat(event.get("actorName").asText()).isEqualTo("Bob Builder");
                    assertThat(event.get("message").asText()).startsWith("Bob Builder pushed ");
                });
    }

    @Test
    void anAddressInSomebodyElsesCommitMakesNobodyItsAuthor() {
        TestSender gitHub = TestSender.make(app(), admin, "github");
        String forged =
                body("github-push")
                        .replace("mona@example.org", admin.email())
                        .replace("\"login\": \"octocat\"", "\"login\": \"eve\"");

        gitHub.asGitHub("push", "d-1", forged).expect(202);

        assertThat(gitHub.told(1).getFirst().get("actorId").asText())
                .isEqualTo("integration:" + gitHub.id());
    }

    @Test
    void aPingAndWhatIsNotToldAreIgnoredAndSayWhy() {
        TestSender gitHub = TestSender.make(app(), admin, "github");

        for (Api.Answer answer :
                List.of(
                        gitHub.asGitHub("ping", "d-1", "{\"zen\": \"Quiet.\"}"),
                        gitHub.asGitHub("star", "d-2", "{\"action\": \"created\"}"),
                        gitHub.asGitHub(
                                "issues",
                                "d-3",
                                body("github-issue").replace("\"opened\"", "\"labeled\"")))) {
            JsonNode receipt = answer.expect(202).json();
            assertThat(receipt.get("id").isNull()).isTrue();
            assertThat(receipt.get("ignored").asText()).isNotBlank();
        }
        assertThat(gitHub.answers())
                .extracting(answer -> answer.get("type").asText())
                .containsExactly("integration.issue", "star", "ping");
    }

    static String token(Person person, String scope) {
        return person.api()
                .post("/api/tokens", Map.of("name", "Sender", "scopes", List.of(scope)))
                .expect(201)
                .json()
                .get("token")
                .asText();
    }
}
