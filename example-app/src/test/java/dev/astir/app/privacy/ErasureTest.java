package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Authenticator;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Users;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.LastAdministrator;
import dev.astir.app.people.People;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.people.PersonErased;
import dev.astir.app.people.WaysIn;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamException;
import io.micronaut.context.BeanContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing of an erased person is left, wherever it was, and nothing comes after. */
class ErasureTest extends AppTest {

    private static final String NAME = "Alice Moreau";
    private static final String GONE = "Erased person";

    /** Their rows are of the server's setup, and neither role reads them. */
    private static final List<String> SETUP =
            List.of(
                    "astir_schema_history",
                    "astir_tracker_history",
                    "astir_feed_history",
                    "astir_clients_history",
                    "astir_stream_history",
                    "client_activity_sync",
                    "client_activity_silence",
                    "activity_events_row");

    private final TestApp.Person ada = app().registerOrganization();
    private final TestApp.Person alice = app().addUser(ada, Role.EMPLOYEE, NAME);
    private final Owned owned = Owned.create(app(), ada, alice);

    @Test
    void theWholeDatabaseKnowsNothingOfThem() {
        tellOthersAbout();
        alice.api()
                .post("/api/me/erasure-request", Map.of("reason", "Alice Moreau leaves"))
                .expect(201);
        await().atMost(Duration.ofSeconds(10)).until(() -> !found(NAME).isEmpty());
        assertThat(found(alice.email())).contains("users", "audit_entries");
        assertThat(found(Owned.TITLE)).contains("intervals");
        assertThat(found("desk-1")).contains("agents", "activity_events");

        ada.api().delete(data()).expect(204);

        // By which the second pass finds what was under way.
        assertThat(found(NAME)).containsExactly("erasures");
        settle();
        for (String text : List.of(NAME, alice.email(), "desk-1", Owned.TITLE, "203.0.113.9")) {
            assertThat(found(text)).as(text).isEmpty();
        }
        // What others wrote is there, without her.
        assertThat(feed()).contains("Bob thanks " + GONE + " for the plan");
        JsonNode entry =
                ada.api()
                        .get("/api/audit?action=person.renamed&personId=" + alice.userId())
                        .expect(200)
                        .json()
                        .at("/items/0");
        assertThat(entry.get("personName").asText()).isEqualTo(GONE);
        assertThat(entry.get("details").toString()).contains(GONE).doesNotContain("Smith");
        assertThat(found("Alice Smith")).isEmpty();
    }

    /** Years of a feed take minutes: as if hers were, by a row of it that somebody holds. */
    @Test
    void nobodyWaitsForAFeedOfYearsAndTheNextIsErasedAfterIt() throws Exception {
        TestApp.Person boss = app().registerOrganization();
        TestApp.Person bob = app().addUser(boss, Role.EMPLOYEE, "Bob");
        String finished = "SELECT finished_at IS NOT NULL FROM erasures";
        Erasures erasures = impatient();
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> held = threads.submit(() -> holdFeed(isHeld, release));
            try {
                assertThat(isHeld.await(10, TimeUnit.SECONDS)).isTrue();
                erasures.erase(caller(ada), alice.userId(), null);
                erasures.erase(caller(boss), bob.userId(), null);
                erasures.erase(caller(ada), alice.userId(), null);

                alice.api().get("/api/auth/me").expect(401);
                bob.api().get("/api/auth/me").expect(401);
                assertThat(owned.stored(app(), finished)).containsExactly("f");
                assertThat(Owned.asTenant(app(), boss.organizationId(), finished))
                        .containsExactly("f");
            } finally {
                release.countDown();
            }
            held.get(10, TimeUnit.SECONDS);
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        owned.stored(app(), finished).equals(List.of("t"))
                                && Owned.asTenant(app(), boss.organizationId(), finished)
                                        .equals(List.of("t")));
        assertThat(found(NAME)).containsExactly("erasures");
    }

    @Test
    void oneIsErasedAtATimeAndNobodyTwice() {
        List<Runnable> begun = new ArrayList<>();
        List<String> erased = new ArrayList<>();
        ErasureQueue queue = new ErasureQueue(begun::add);
        UUID eve = UUID.randomUUID();
        CompletableFuture<Void> failing =
                queue.add(
                        eve,
                        () -> {
                            throw new StreamException("no database");
                        });
        CompletableFuture<Void> next = queue.add(alice.userId(), () -> erased.add("alice"));

        assertThat(queue.add(eve, () -> erased.add("eve"))).isSameAs(failing);
        assertThat(queue.add(alice.userId(), () -> erased.add("again"))).isSameAs(next);
        assertThat(begun).hasSize(1);
        begun.getFirst().run();
        assertThat(failing).isCompletedExceptionally();
        assertThat(begun).hasSize(2);
        begun.getLast().run();

        assertThat(next).isCompleted();
        assertThat(erased).containsExactly("alice");
        assertThat(queue.add(eve, () -> erased.add("eve"))).isNotSameAs(failing);
        begun.getLast().run();
        assertThat(erased).containsExactly("alice", "eve");
    }

    private void holdFeed(CountDownLatch isHeld, CountDownLatch release) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.asSystem(() -> {
            Owned.asSystem(
                    app(),
                    "SELECT head FROM activity_feeds WHERE feed = '%s' FOR UPDATE"
                            .formatted(ada.organizationId()));
            isHeld.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The app's own, but that nobody waits for the end. */
    private static Erasures impatient() {
        return new Erasures(
                app().bean(ErasureRepository.class),
                app().bean(PersonalTables.class),
                app().bean(RetentionRepository.class),
                app().bean(Pseudonyms.class),
                app().bean(Names.class),
                app().bean(Users.class),
                app().bean(Organizations.class),
                app().bean(LastAdministrator.class),
                app().bean(WaysIn.class),
                app().bean(ActivityStream.class),
                app().bean(OrganizationFeed.class),
                app().bean(Transactions.class),
                app().bean(Trail.class),
                app().bean(BeanContext.class).getEventPublisher(PersonChanged.class),
                app().bean(BeanContext.class).getEventPublisher(PersonErased.class),
                app().bean(ErasureQueue.class),
                new ErasurePatience(Duration.ZERO),
                app().bean(Clock.class));
    }

    private void tellOthersAbout() {
        Trail trail = app().bean(Trail.class);
        trail.changed(
                Actor.person(ada.organizationId(), ada.userId()),
                "person.renamed",
                alice.userId(),
                Map.of("name", Map.of("before", "Alice Smith", "after", NAME)));
        trail.changed(
                new Actor(ada.organizationId(), alice.userId(), "alice's script"),
                "sign-in.begun",
                alice.userId(),
                Map.of("address", "203.0.113.9", "email", alice.email()));
        trail.changed(
                Actor.person(ada.organizationId(), ada.userId()),
                "team.changed",
                null,
                Map.of("members", List.of(NAME, "Bob")));
        Owned.publish(
                app(),
                ada.organizationId(),
                ActivityEvent.builder("task.completed")
                        .actor(ada.userId().toString(), "Ada Admin")
                        .message("Bob thanks Alice Smith for the plan")
                        .metadata(Map.of("for", NAME, "to", alice.email()))
                        .build());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> feed().stream().anyMatch(text -> text.contains("Alice Smith")));
    }

    private static boolean isRemoved(JsonNode message, String channel) {
        return message.path("channel").asText().equals(channel)
                && message.get("type").asText().equals("remove");
    }

    @Test
    void theyAreOutAtOnceAndTheirAddressIsFree() {
        TestAgent agent = TestAgent.connect(app(), owned.device());
        agent.next("welcome");
        TestReader reader = TestReader.connect(app(), alice);
        reader.subscribe("activities");

        try (TestReader admin = TestReader.connect(app(), ada)) {
            assertThat(admin.subscribe("sessions").get("items")).hasSize(1);
            admin.subscribe("presence");
            TestAlerts.open(app(), alice);
            admin.subscribe("alerts");
            ada.api().delete(data()).expect(204);

            // The channels are told beside each other, neither of them first.
            admin.nextOfEach(
                    List.of(
                            message -> isRemoved(message, "sessions"),
                            message -> isRemoved(message, "alerts"),
                            message ->
                                    isRemoved(message, "presence")
                                            && message.get("id")
                                                    .asText()
                                                    .equals(alice.userId().toString())));
        }

        assertThat(agent.closeCode()).isEqualTo(4009);
        alice.api().get("/api/auth/me").expect(401);
        app().api()
                .post("/api/auth/refresh", Map.of("refreshToken", alice.refreshToken()))
                .expect(401);
        app().api()
                .post(
                        "/api/auth/login",
                        Map.of("email", alice.email(), "password", TestApp.PASSWORD))
                .expect(401);
        // What a device of hers still has is refused.
        Api device = app().api().with("Authorization", "Bearer " + owned.device().agentKey());
        assertThat(
                        device.post(
                                        "/api/agent/batch",
                                        Map.of(
                                                "type",
                                                "batch",
                                                "batchId",
                                                UUID.randomUUID().toString(),
                                                "spans",
                                                List.of(
                                                        TestAgent.span(
                                                                Instant.now().minusSeconds(5),
                                                                Instant.now(),
                                                                "Word"))))
                                .status())
                .isIn(401, 403);
        assertThat(owned.stored(app(), "SELECT count(*) FROM intervals")).containsExactly("0");
        app().bean(People.class)
                .add(
                        ada.organizationId(),
                        "Another",
                        alice.email(),
                        TestApp.PASSWORD,
                        Role.EMPLOYEE);
        app().signIn(alice.email());
    }

    @Test
    void onceMoreChangesNothing() {
        ada.api().delete(data()).expect(204);
        List<String> before = owned.stored(app(), "SELECT u::text FROM users u ORDER BY 1");

        ada.api().delete(data()).expect(204);

        assertThat(owned.stored(app(), "SELECT u::text FROM users u ORDER BY 1")).isEqualTo(before);
        assertThat(ada.api().get("/api/audit?action=person.erased").expect(200).json().get("items"))
                .hasSize(1);
    }

    @Test
    void anotherNodeGoesOnWhereOneDied() {
        Erasures erasures = app().bean(Erasures.class);
        // As if the node were killed after the transaction that shuts her out.
        erasures.shutOut(caller(ada), alice.userId(), null);
        assertThat(found(NAME)).contains("activity_events", "erasures");
        alice.api().get("/api/auth/me").expect(401);

        app().bean(RetentionSweeper.class).run(() -> false);
        assertThat(found(NAME)).as("it may be at it").contains("activity_events");
        Owned.asTenant(
                app(),
                ada.organizationId(),
                "UPDATE erasures SET started_at = started_at - interval '11 minutes' RETURNING 1");
        app().bean(RetentionSweeper.class).run(() -> false);
        assertThat(found(NAME)).containsExactly("erasures");
        settle();

        assertThat(found(NAME)).isEmpty();
        assertThat(found(alice.email())).isEmpty();
    }

    @Test
    void theLastAdministratorStays() {
        ada.api().delete("/api/users/" + ada.userId() + "/data").expect(409);
        assertThat(
                        app().api()
                                .with("Authorization", "Bearer " + ada.accessToken())
                                .get("/api/auth/me")
                                .status())
                .isEqualTo(200);
        TestApp.Person second = app().addUser(ada, Role.ADMIN, "Second");
        second.api().delete("/api/users/" + ada.userId() + "/data").expect(204);
        second.api().delete("/api/users/" + second.userId() + "/data").expect(409);
    }

    @Test
    void aWishIsAskedWithdrawnDeclinedAndGranted() {
        alice.api().get("/api/me/erasure-request").expect(204);
        alice.api().post("/api/me/erasure-request", Map.of("reason", "I leave")).expect(201);
        alice.api().post("/api/me/erasure-request").expect(409);
        alice.api().delete("/api/me/erasure-request").expect(204);
        alice.api().delete("/api/me/erasure-request").expect(404);
        String second = id(alice.api().post("/api/me/erasure-request").expect(201));
        ada.api().post("/api/erasure-requests/" + second + "/decline", Map.of()).expect(400);

        ada.api()
                .post("/api/erasure-requests/" + second + "/decline", Map.of("note", "Not yet"))
                .expect(200);

        JsonNode answer = alice.api().get("/api/me/erasure-request").expect(200).json();
        assertThat(answer.get("status").asText()).isEqualTo("declined");
        assertThat(answer.get("note").asText()).isEqualTo("Not yet");
        ada.api().post("/api/erasure-requests/" + second + "/approve").expect(409);
        String third = id(alice.api().post("/api/me/erasure-request").expect(201));
        assertThat(ada.api().get("/api/erasure-requests").expect(200).json().get("items"))
                .hasSize(3)
                .allMatch(wish -> wish.get("userName").asText().equals(NAME));
        alice.api().get("/api/erasure-requests").expect(403);

        ada.api().post("/api/erasure-requests/" + third + "/approve").expect(204);

        alice.api().get("/api/auth/me").expect(401);
        assertThat(ada.api().get("/api/erasure-requests").expect(200).json().get("items"))
                .isEmpty();
        assertThat(
                        ada.api()
                                .get("/api/audit?action=erasure&personId=" + alice.userId())
                                .expect(200)
                                .json()
                                .get("items"))
                .extracting(entry -> entry.get("action").asText())
                .containsExactly(
                        "erasure.requested",
                        "erasure.declined",
                        "erasure.requested",
                        "erasure.withdrawn",
                        "erasure.requested");
    }

    /** The second pass, as if ten minutes had gone. */
    private void settle() {
        Owned.asTenant(
                app(),
                ada.organizationId(),
                "UPDATE erasures SET finished_at = finished_at - interval '11 minutes' RETURNING 1");
        app().bean(RetentionSweeper.class).run(() -> false);
    }

    private static Caller caller(TestApp.Person person) {
        return app().bean(Authenticator.class)
                .authenticate(person.accessToken())
                .map(Identity::caller)
                .orElseThrow();
    }

    private String data() {
        return "/api/users/" + alice.userId() + "/data";
    }

    private static String id(Api.Answer created) {
        return created.json().get("id").asText();
    }

    private List<String> feed() {
        List<String> messages = new ArrayList<>();
        ada.api()
                .get("/api/activities?limit=200")
                .expect(200)
                .json()
                .get("items")
                .forEach(event -> messages.add(event.get("message").asText()));
        return messages;
    }

    /** Every table that has a row of this organization with the text in any column. */
    private List<String> found(String text) {
        List<String> tables =
                Owned.asTenant(
                        app(),
                        ada.organizationId(),
                        """
                        SELECT c.relname FROM pg_class c
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
                        """);
        assertThat(tables).contains("users", "activity_events", "audit_entries", "presence");
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            String sql =
                    "SELECT count(*) FROM \"%s\" t WHERE t::text ILIKE '%%%s%%'"
                            .formatted(table, text.replace("'", "''"));
            if (SETUP.contains(table)) {
                continue;
            }
            boolean isTenants = hasColumn(table, "organization_id");
            List<String> count;
            if (isTenants || table.equals("organizations")) {
                count = Owned.asTenant(app(), ada.organizationId(), sql);
            } else {
                // Other organizations' people may be called the same.
                String own =
                        hasColumn(table, "feed")
                                ? sql + " AND feed = '" + ada.organizationId() + "'"
                                : sql;
                count = Owned.asSystem(app(), own);
            }
            if (!count.equals(List.of("0"))) {
                found.add(table);
            }
        }
        return found;
    }

    private boolean hasColumn(String table, String column) {
        return !Owned.asTenant(
                        app(),
                        ada.organizationId(),
                        """
                        SELECT 1 FROM pg_attribute
                        WHERE attrelid = '"%s"'::regclass AND attname = '%s'
                        """
                                .formatted(table, column))
                .isEmpty();
    }
}
