package dev.astir.app.integrations;

import static dev.astir.app.integrations.TestSender.body;
import static dev.astir.app.integrations.TestSender.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody tells the feed but who has the secret, or an API token to publish. */
class SenderTest extends AppTest {

    private static final Map<String, String> PUSH = Map.of("X-GitHub-Event", "push");

    private final Person admin = app().registerOrganization();
    private final TestSender gitHub = TestSender.make(app(), admin, "github");
    private final String push = body("github-push");

    @Test
    void whoeverProvesNothingIsToldHowAndNothingElse() {
        Instant now = Instant.now();
        TestSender other = TestSender.make(app(), admin, "github");
        Map<String, String> good = signature(gitHub.secret(), "m-1", now, push);
        List<Map<String, String>> wrong = new ArrayList<>();
        wrong.add(Map.of());
        wrong.add(signature(other.secret(), "m-1", now, push));
        wrong.add(signature(gitHub.secret(), "m-1", now, push + " "));
        wrong.add(signature(gitHub.secret(), "m-1", now.minusSeconds(310), push));
        wrong.add(signature(gitHub.secret(), "m-1", now.plusSeconds(310), push));
        wrong.add(with(good, "webhook-id", "m-2"));
        wrong.add(with(good, "webhook-timestamp", "soon"));
        wrong.add(with(good, "webhook-timestamp", "99999999999999999999"));
        wrong.add(with(good, "webhook-timestamp", Long.toString(Long.MAX_VALUE)));
        wrong.add(with(good, "webhook-signature", "v1,"));
        wrong.add(with(good, "webhook-signature", "v1,%%%"));
        wrong.add(
                with(good, "webhook-signature", good.get("webhook-signature").replace("v1", "v2")));
        wrong.add(Map.of("X-Hub-Signature-256", "sha256="));
        wrong.add(
                Map.of(
                        "X-Hub-Signature-256",
                        Signatures.signAsGitHub(other.secret(), push.getBytes(UTF_8))));
        wrong.add(Map.of("X-Gitlab-Token", gitHub.secret()));
        wrong.add(Map.of("Authorization", "Bearer " + gitHub.secret()));
        wrong.add(Map.of("Authorization", "Bearer " + admin.accessToken()));
        wrong.add(Map.of("Authorization", "Bearer " + IntakeTest.token(admin, "read")));
        wrong.add(
                Map.of(
                        "Authorization",
                        "Bearer " + IntakeTest.token(app().registerOrganization(), "publish")));

        String told = null;
        for (Map<String, String> headers : wrong) {
            Api.Answer answer = gitHub.send(push, TestSender.with(headers, PUSH));
            assertThat(answer.status()).as("%s", headers).isEqualTo(401);
            assertThat(answer.body())
                    .as("%s", headers)
                    .contains("webhook-signature", "X-Hub-Signature-256", "publish")
                    .isEqualTo(told == null ? answer.body() : told);
            told = answer.body();
        }
        app().api()
                .with("X-GitHub-Event", "push")
                .post(gitHub.path() + "?secret=" + gitHub.secret(), push)
                .expect(401);
        assertThat(gitHub.answers()).allMatch(answer -> answer.get("status").asInt() == 401);

        gitHub.send(push, TestSender.with(good, PUSH)).expect(202);
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        Map<String, String> all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }

    @Test
    void oneGoodSignatureOfSeveralIsEnough() {
        Map<String, String> good = signature(gitHub.secret(), "m-1", Instant.now(), push);
        String both = "v1a,abc v1," + Base64.getEncoder().encodeToString(new byte[32]) + " ";

        gitHub.send(
                        push,
                        TestSender.with(
                                with(
                                        good,
                                        "webhook-signature",
                                        both + good.get("webhook-signature")),
                                PUSH))
                .expect(202);
    }

    /** The signature is over the bytes: the same JSON written in another way is another body. */
    @Test
    void aBlankMoreBreaksTheSignature() {
        Map<String, String> headers =
                Map.of(
                        "X-GitHub-Event",
                        "push",
                        "X-Hub-Signature-256",
                        Signatures.signAsGitHub(gitHub.secret(), push.getBytes(UTF_8)));

        gitHub.send(push.replace("\": ", "\":  "), headers).expect(401);
        gitHub.send(push.strip(), headers).expect(401);
        gitHub.send(push, headers).expect(202);
    }

    @Test
    void gitHubsSignatureIsForGitHubAlone() {
        TestSender shop = TestSender.make(app(), admin, "cloudevents");

        shop.asGitHub("push", "d-1", push).expect(401);
    }

    @Test
    void anApiTokenToPublishIsEnoughInItsOrganization() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        for (String scope : List.of("publish", "write")) {
            gitHub.send(
                            push,
                            TestSender.with(
                                    PUSH,
                                    Map.of(
                                            "Authorization",
                                            "Bearer " + IntakeTest.token(bob, scope))))
                    .expect(202);
        }
    }

    @Test
    void theSecretBeforeCountsForADayMore() {
        TestSender rotated =
                TestSender.of(
                        app(),
                        admin,
                        admin.api()
                                .post("/api/integrations/" + gitHub.id() + "/secret")
                                .expect(200)
                                .json());
        assertThat(rotated.secret()).startsWith("whsec_").isNotEqualTo(gitHub.secret());

        gitHub.asGitHub("push", "d-1", push).expect(202);
        rotated.asGitHub("push", "d-2", push).expect(202);

        TestSpans.execute(
                admin,
                "UPDATE integrations SET previous_until = now() - interval '1 second' WHERE id = '%s'"
                        .formatted(gitHub.id()));
        gitHub.asGitHub("push", "d-3", push).expect(401);
        rotated.asGitHub("push", "d-4", push).expect(202);
    }

    @Test
    void nobodyIsThereAtAnotherAddress() {
        for (String id : List.of("in_none", gitHub.id().toString(), "..%2F", "%00")) {
            assertThat(app().api().post("/api/integrations/" + id, push).status())
                    .as(id)
                    .isIn(400, 404);
        }
    }

    @Test
    void whileItIsPausedNothingIsTaken() {
        admin.api()
                .patch("/api/integrations/" + gitHub.id(), Map.of("status", "paused"))
                .expect(200);

        assertThat(gitHub.asGitHub("push", "d-1", push).expect(409).body())
                .contains(":integration-paused");
        // Who cannot sign does not learn that.
        gitHub.send(push, PUSH).expect(401);

        admin.api()
                .patch("/api/integrations/" + gitHub.id(), Map.of("status", "active"))
                .expect(200);
        gitHub.asGitHub("push", "d-1", push).expect(202);
    }

    @Test
    void strangersDoNotPushTheSendersAnswersOut() {
        for (int i = 0; i < Answers.SHOWN; i++) {
            gitHub.asGitHub("push", "d-" + i, push).expect(202);
        }
        for (int i = 0; i < Answers.SHOWN; i++) {
            gitHub.send(push, PUSH).expect(401);
        }

        assertThat(gitHub.answers())
                .hasSize(Answers.SHOWN)
                .filteredOn(answer -> answer.get("status").asInt() == 202)
                .hasSizeGreaterThanOrEqualTo(Answers.SHOWN - 3);
    }
}
