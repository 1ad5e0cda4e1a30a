package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.people.People;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nothing of an erased person is left, wherever it was, and nothing comes after. */
class ErasureTest extends ErasureScene {

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
}
