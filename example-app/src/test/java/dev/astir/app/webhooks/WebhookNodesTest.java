package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, both of which are woken by each event and run the job. */
class WebhookNodesTest {

    private static final int EVENTS = 60;

    private static EmbeddedPostgres postgres;
    private static TestApp one;
    private static TestApp two;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Map<String, String> variables =
                Map.of(
                        "ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "ASTIR_DATABASE_USER", "postgres",
                        "ASTIR_PUBLIC_URL", "http://astir.example.org",
                        "ASTIR_WEBHOOK_NETWORKS", "127.0.0.1",
                        "ASTIR_SECRET", "a secret of both nodes, 32 bytes");
        one = TestApp.start(variables, List.of(new WebhookPace(true)));
        two = TestApp.start(variables, List.of(new WebhookPace(true)));
    }

    @AfterAll
    static void stop() throws IOException {
        two.close();
        one.close();
        postgres.close();
    }

    @Test
    void eachEventIsOneDeliveryOfEachWebhook() throws Exception {
        Person admin = one.registerOrganization();
        Api other = two.signIn(admin.email()).api();
        try (TestEndpoint all = TestEndpoint.start();
                TestEndpoint tasks = TestEndpoint.start()) {
            JsonNode everything = make(admin, all, "task.*", "note.*");
            JsonNode some = make(admin, tasks, "task.*");
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                Api node = i % 2 == 0 ? admin.api() : other;
                String type = i % 3 == 0 ? "note.added" : "task.created";
                work.add(() -> {
                    node.post("/api/activities", Map.of("eventType", type, "message", "x"))
                            .expect(201);
                    return null;
                });
                TestApp running = i % 4 < 2 ? one : two;
                work.add(() -> {
                    TestAlerts.run(running, "webhooks");
                    return null;
                });
            }
            atOnce(work);
            TestAlerts.run(one, "webhooks");

            await().until(() ->
                    all.received().size() >= EVENTS && tasks.received().size() >= EVENTS * 2 / 3);
            assertOnce(admin, everything, all, EVENTS);
            assertOnce(admin, some, tasks, EVENTS * 2 / 3);
        }
    }

    /** By the hint that wakes the subscribers of the feed: no job runs here. */
    @Test
    void anEventIsToldAtOnceWhicheverNodeItCameFrom() {
        Person admin = one.registerOrganization();
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            make(admin, endpoint, "*");
            two.signIn(admin.email())
                    .api()
                    .post("/api/activities", Map.of("eventType", "task.created", "message", "x"))
                    .expect(201);

            await().until(() -> endpoint.received().size() == 1);
        }
    }

    private static void assertOnce(
            Person admin, JsonNode made, TestEndpoint endpoint, int expected) {
        JsonNode items =
                admin.api()
                        .get(
                                "/api/webhooks/%s/deliveries?limit=200"
                                        .formatted(made.get("id").asText()))
                        .expect(200)
                        .json()
                        .get("items");
        Set<String> events = new HashSet<>();
        Set<String> messages = new HashSet<>();
        items.forEach(each -> {
            events.add(each.get("eventId").asText());
            messages.add(each.get("messageId").asText());
        });
        assertThat(items).hasSize(expected);
        assertThat(events).hasSize(expected);
        assertThat(endpoint.received())
                .extracting(TestEndpoint.Received::id)
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    private static JsonNode make(Person admin, TestEndpoint at, String... types) {
        return admin.api()
                .post("/api/webhooks", Map.of("url", at.url(), "eventTypes", types))
                .expect(201)
                .json();
    }

    private static void atOnce(List<Callable<Void>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        }
    }
}
