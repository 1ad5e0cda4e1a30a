package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.feed.Audience;
import dev.astir.app.identity.Role;
import dev.astir.app.platform.JobParts;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an endpoint is told, how often, and what becomes of what it does not take. */
class DeliveryTest extends WebhookScene {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isTriedUntilItArrivesWithOneIdAndATimeOfEachTry() throws Exception {
        JsonNode made = make("task.*");
        endpoint.answers(500, 503, 404, 500, 302);
        publish("task.created", "Wash up");
        run();
        for (int tries = 1; tries <= 5; tries++) {
            assertThat(endpoint.received()).hasSize(tries);
            run();
            assertThat(endpoint.received()).as("before its time").hasSize(tries);
            passPauseAfter(tries);
            run();
        }
        pass(Duration.ofDays(1));
        run();

        assertThat(endpoint.received()).hasSize(6);
        assertThat(endpoint.received())
                .extracting(TestEndpoint.Received::id)
                .containsOnly(delivery(made).get("messageId").asText());
        Set<String> times = new HashSet<>();
        var library = new com.standardwebhooks.Webhook(made.get("secret").asText());
        for (TestEndpoint.Received each : endpoint.received()) {
            String time = each.header("webhook-timestamp");
            times.add(time);
            assertThat(each.header("webhook-signature"))
                    .isEqualTo(library.sign(each.id(), Long.parseLong(time), each.body()));
        }
        assertThat(times).hasSize(6);
        JsonNode delivery = delivery(made);
        assertThat(delivery.get("outcome").asText()).isEqualTo("delivered");
        assertThat(delivery.get("tries"))
                .extracting(each -> each.get("status").asInt())
                .containsExactly(500, 503, 404, 500, 302, 200);
        assertThat(delivery.at("/tries/0/answer").asText()).isEqualTo("said 500");
        assertThat(webhook(made).get("failingSince").isNull()).isTrue();
    }

    @Test
    void isToldOfWhatItWantsAndManagersMaySee() {
        JsonNode made = make("task.*", "note.added");
        Person bob = app.addUser(admin, Role.EMPLOYEE, "Bob");
        publish("task.created", "for all");
        publish("note.added", "also");
        publish("note.removed", "unwanted");
        tell("for Bob alone", Audience.person(bob.userId()));
        tell("for managers", Audience.MANAGERS);
        run();

        assertThat(endpoint.received())
                .extracting(each -> JSON.readTree(each.body()).at("/data/message").asText())
                .containsExactlyInAnyOrder("for all", "also", "for managers");
        assertThat(deliveries(made, "?type=note.added")).hasSize(1);
        assertThat(webhook(made).get("delivered").asInt()).isEqualTo(3);
    }

    /** Before it was read it is as it is then, or gone; after that nobody is told. */
    @Test
    void isNotToldOfChangesAndReactions() {
        make("*");
        String changed = publish("task.created", "Wahs up");
        String gone = publish("task.created", "Never mind");
        api().patch("/api/activities/" + changed, Map.of("message", "Wash up")).expect(200);
        api().delete("/api/activities/" + gone).expect(204);
        run();
        api().patch("/api/activities/" + changed, Map.of("message", "Wash up now")).expect(200);
        api().post("/api/activities/%s/reactions/%%F0%%9F%%91%%8D".formatted(changed));
        run();

        assertThat(endpoint.received())
                .extracting(each -> JSON.readTree(each.body()).at("/data/message").asText())
                .containsExactly("Wash up");
    }

    @Test
    void isGivenUpAfterTheLastTryAndTriedAgainByHand() {
        JsonNode made = make("*");
        endpoint.answers(500, 500, 500, 500, 500, 500, 500, 500);
        publish("task.created", "Wash up");
        run();
        for (int tries = 1; tries < BackOff.TRIES; tries++) {
            passPauseAfter(tries);
            run();
        }
        pass(Duration.ofHours(1));
        run();

        assertThat(endpoint.received()).hasSize(8);
        JsonNode dead = deliveries(made, "?outcome=dead").getFirst();
        assertThat(dead.get("nextTryAt").isNull()).isTrue();

        api().post(path(made) + "/deliveries/" + dead.get("id").asText() + "/retry").expect(200);
        run();

        assertThat(endpoint.received()).hasSize(9);
        assertThat(delivery(made).get("outcome").asText()).isEqualTo("delivered");
        assertThat(delivery(made).get("tries")).hasSize(9);
    }

    @Test
    void waitsForAsLongAsTheServerAsks() {
        make("*");
        endpoint.answers(503, Map.of("Retry-After", "600"), "");
        publish("task.created", "Wash up");
        run();
        pass(Duration.ofSeconds(599));
        run();
        assertThat(endpoint.received()).hasSize(1);

        pass(Duration.ofSeconds(1));
        run();
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void followsNoRedirect() {
        JsonNode made = make("*");
        try (TestEndpoint elsewhere = TestEndpoint.start()) {
            endpoint.answers(307, Map.of("Location", elsewhere.url()), "");
            endpoint.answers(302, Map.of("Location", "http://169.254.169.254/latest"), "");
            publish("task.created", "Wash up");
            run();
            passPauseAfter(1);
            run();

            assertThat(elsewhere.received()).isEmpty();
            assertThat(delivery(made).get("tries"))
                    .extracting(each -> each.get("status").asInt())
                    .containsExactly(307, 302);
        }
    }

    @Test
    void keepsTheBeginningOfAnAnswerWithoutEnd() {
        JsonNode made = make("*");
        endpoint.answers(200, Map.of(), "é\u0000" + "x".repeat(3_000_000));
        publish("task.created", "Wash up");
        run();

        assertThat(delivery(made).get("outcome").asText()).isEqualTo("delivered");
        assertThat(delivery(made).at("/tries/0/answer").asText())
                .startsWith("é\uFFFDxxx")
                .hasSizeLessThanOrEqualTo(Attempts.KEPT);
    }

    @Test
    void bothSecretsSignForADay() throws Exception {
        JsonNode made = make("*");
        JsonNode rotated = api().post(path(made) + "/secret").expect(200).json();
        String old = made.get("secret").asText();
        String fresh = rotated.get("secret").asText();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(webhook(made).get("oldSecretUntil").isNull()).isFalse();

        publish("task.created", "Wash up");
        run();
        assertThat(endpoint.last().header("webhook-signature"))
                .isEqualTo(signature(fresh) + " " + signature(old));

        pass(Webhooks.BOTH_SIGN);
        publish("task.created", "Dry up");
        run();
        assertThat(endpoint.last().header("webhook-signature")).isEqualTo(signature(fresh));
        assertThat(webhook(made).get("oldSecretUntil").isNull()).isTrue();
    }

    private String signature(String secret) throws Exception {
        TestEndpoint.Received last = endpoint.last();
        return new com.standardwebhooks.Webhook(secret)
                .sign(last.id(), Long.parseLong(last.header("webhook-timestamp")), last.body());
    }

    /** The node ends when the server has it, and before the row says so. */
    @Test
    void arrivesAgainWithItsIdWhenItsNodeIsGone() {
        JsonNode made = make("*");
        publish("task.created", "Wash up");
        Transactions transactions = app.bean(Transactions.class);
        app.bean(FeedReading.class).readAll(() -> false, new JobParts());
        DueDelivery taken =
                transactions.asSystem(() ->
                        app.bean(DueDeliveryRepository.class)
                                .take(
                                        WebhookApp.NOW.get(),
                                        WebhookApp.NOW.get().plus(Sender.LEASE),
                                        new UUID[0],
                                        new UUID[0]));
        assertThat(taken.webhookId()).hasToString(made.get("id").asText());
        app.bean(Attempts.class).make(taken);
        run();
        assertThat(endpoint.received()).as("leased").hasSize(1);

        pass(Sender.LEASE);
        run();

        assertThat(endpoint.received()).hasSize(2);
        assertThat(endpoint.received())
                .extracting(TestEndpoint.Received::id)
                .containsOnly(delivery(made).get("messageId").asText());
        assertThat(delivery(made).get("outcome").asText()).isEqualTo("delivered");
    }

    @Test
    void oneThatIsSlowKeepsNoOtherWaiting() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        endpoint.waitFor(gate);
        make("*");
        for (int i = 0; i < Sender.MOST_OF_WEBHOOK + 2; i++) {
            publish("task.created", "Task " + i);
        }
        try (TestEndpoint quick = TestEndpoint.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            make(quick, "note.*");
            Future<?> running = threads.submit(this::run);
            Awaitility.await().until(() -> endpoint.received().size() == Sender.MOST_OF_WEBHOOK);
            publish("note.added", "Quick");
            run(); // reads, and leaves the sending to the one that is at it

            Awaitility.await().until(() -> quick.received().size() == 1);
            assertThat(endpoint.received()).hasSize(Sender.MOST_OF_WEBHOOK);
            gate.countDown();
            running.get(20, TimeUnit.SECONDS);
        }
        // The note as well: this one is told of everything.
        assertThat(endpoint.received()).hasSize(Sender.MOST_OF_WEBHOOK + 3);
    }

    @Test
    void aTestIsAnsweredAtOnceAndNotTriedAgain() throws Exception {
        JsonNode made = make("session.*");
        endpoint.answers(500);
        Api.Answer failed = api().post(path(made) + "/test").expect(200);
        assertThat(failed.json().get("outcome").asText()).isEqualTo("dead");
        assertThat(failed.json().at("/tries/0/status").asInt()).isEqualTo(500);
        pass(Duration.ofDays(1));
        run();
        assertThat(endpoint.received()).hasSize(1);

        api().patch(path(made), Map.of("status", "paused")).expect(200);
        JsonNode arrived = api().post(path(made) + "/test").expect(200).json();

        assertThat(arrived.get("type").asText()).isEqualTo("test");
        assertThat(arrived.get("outcome").asText()).isEqualTo("delivered");
        assertThat(JSON.readTree(endpoint.last().body()).get("type").asText()).isEqualTo("test");
        assertThat(endpoint.last().header("webhook-signature"))
                .isEqualTo(signature(made.get("secret").asText()));
        assertThat(webhook(made).get("failingSince").isNull()).as("nothing was missed").isTrue();
    }

    @Test
    void showsWhatWasSentAndNeverASecret() {
        JsonNode made = make("*");
        publish("task.created", "Wash up");
        run();
        String secret = made.get("secret").asText();
        String id = delivery(made).get("id").asText();

        JsonNode whole = api().get(path(made) + "/deliveries/" + id).expect(200).json();

        assertThat(whole.get("body").asText()).isEqualTo(endpoint.last().body());
        for (String path :
                List.of(
                        "/api/webhooks",
                        path(made),
                        path(made) + "/deliveries",
                        path(made) + "/deliveries/" + id,
                        "/api/audit")) {
            assertThat(api().get(path).expect(200).body()).doesNotContain(secret);
        }
        assertThat(api().get("/api/audit").expect(200).body()).doesNotContain("key=guess");
    }

    @Test
    void nothingIsLeftOfSomebodyWhoIsErased() {
        JsonNode made = make("*");
        Person bob = app.addUser(admin, Role.EMPLOYEE, "Bob Byrne");
        publish("task.created", "Wash up");
        bob.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", "Dry up"))
                .expect(201);
        publish("task.created", "Thank Bob Byrne");
        run();
        assertThat(deliveries(made, "?type=task.created")).hasSize(3);

        api().delete("/api/users/" + bob.userId() + "/data").expect(204);

        assertThat(deliveries(made, "?type=task.created"))
                .singleElement()
                .satisfies(left ->
                        assertThat(
                                        api().get(
                                                        path(made)
                                                                + "/deliveries/"
                                                                + left.get("id").asText())
                                                .body())
                                .contains("Wash up"));
    }

    @Test
    void whoLooksAtWhatNotEverybodyMaySeeIsRemembered() {
        JsonNode made = make("*");
        Person bob = app.addUser(admin, Role.EMPLOYEE, "Bob");
        app.bean(ActivityStream.class)
                .publish(
                        admin.organizationId().toString(),
                        ActivityEvent.builder("app.switched")
                                .actor(bob.userId().toString())
                                .audience(Audience.aboutPerson(bob.userId()).toArray(String[]::new))
                                .build())
                .join();
        run();
        assertThat(views(bob)).isEmpty();

        api().get(path(made) + "/deliveries/" + delivery(made).get("id").asText()).expect(200);

        assertThat(views(bob)).singleElement().isEqualTo("feed");
    }

    private List<String> views(Person person) {
        List<String> looks = new ArrayList<>();
        app.signIn(person.email())
                .api()
                .get("/api/me/views")
                .expect(200)
                .json()
                .get("items")
                .forEach(look -> looks.add(look.get("what").asText()));
        return looks;
    }

    /** A page at a time, newest first. */
    @Test
    void pagesThroughDeliveries() {
        JsonNode made = make("*");
        for (int i = 0; i < 5; i++) {
            publish("task.created", "Task " + i);
            run();
            pass(Duration.ofSeconds(1));
        }
        JsonNode page = api().get(path(made) + "/deliveries?limit=3").expect(200).json();
        JsonNode rest =
                api().get(path(made) + "/deliveries?limit=3&cursor=" + page.get("next").asText())
                        .expect(200)
                        .json();

        assertThat(page.get("items")).hasSize(3);
        assertThat(rest.get("items")).hasSize(2);
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(page.at("/items/0/createdAt").asText())
                .isGreaterThan(rest.at("/items/0/createdAt").asText());
        api().get(path(made) + "/deliveries?cursor=nobody's").expect(400);
        api().get(path(made) + "/deliveries?outcome=lost").expect(400);
    }

    @Test
    void deliveriesAreSweptAfterAMonth() {
        JsonNode made = make("*");
        publish("task.created", "Wash up");
        run();
        pass(Duration.ofDays(30).minusHours(1));
        TestAlerts.run(app, "sweeps");
        assertThat(deliveries(made, "")).hasSize(1);

        pass(Duration.ofHours(2));
        TestAlerts.run(app, "sweeps");

        assertThat(deliveries(made, "")).isEmpty();
    }

    private void tell(String message, String audience) {
        String feed = admin.organizationId().toString();
        app.bean(ActivityStream.class)
                .publish(
                        feed,
                        ActivityEvent.builder("task.created")
                                .message(message)
                                .audience(audience)
                                .build())
                .join();
    }
}
