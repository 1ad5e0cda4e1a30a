package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.OneSessionTest;
import dev.astir.app.sessions.SessionChanged.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivityTest extends OneSessionTest {

    @Test
    void answersTheSessionAndTheActivity() {
        UUID id = UUID.randomUUID();
        Instant timestamp = Instant.now().minusSeconds(60);

        JsonNode answer =
                post(Map.of(
                                "id",
                                id,
                                "timestamp",
                                timestamp.toString(),
                                "activityType",
                                "active",
                                "durationSeconds",
                                60,
                                "appName",
                                "Éditeur ✎",
                                "title",
                                "<b>README</b>",
                                "url",
                                "https://example.org/a?b=c|d"))
                        .expect(201)
                        .json();

        assertThat(answer.fieldNames()).toIterable().containsExactly("session", "activity");
        JsonNode activity = answer.get("activity");
        assertThat(activity.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "sessionId",
                        "timestamp",
                        "activityType",
                        "durationSeconds",
                        "appName",
                        "title",
                        "url");
        assertThat(activity.get("id").asText()).isEqualTo(id.toString());
        assertThat(activity.get("sessionId").asText()).isEqualTo(session.toString());
        assertThat(Instant.parse(activity.get("timestamp").asText()))
                .isBetween(timestamp.minusMillis(1), timestamp);
        assertThat(activity.get("activityType").asText()).isEqualTo("active");
        assertThat(activity.get("durationSeconds").intValue()).isEqualTo(60);
        assertThat(activity.get("appName").asText()).isEqualTo("Éditeur ✎");
        assertThat(activity.get("title").asText()).isEqualTo("<b>README</b>");
        assertThat(activity.get("url").asText()).isEqualTo("https://example.org/a?b=c|d");
        assertThat(answer.at("/session/id").asText()).isEqualTo(session.toString());
        assertTotals(answer.get("session"), 60, 0);
        assertThat(answer.at("/session/version").intValue()).isEqualTo(2);
        assertThat(Instant.parse(answer.at("/session/lastActivityAt").asText()))
                .isBetween(timestamp.plusSeconds(59), Instant.now());
        assertThat(running()).isEqualTo(answer.get("session"));
    }

    @Test
    void needsNoMoreThanTypeAndDuration() {
        Instant before = Instant.now();
        JsonNode answer = post(idle(30)).expect(201).json();

        JsonNode activity = answer.get("activity");
        assertThat(activity.get("id").asText()).hasSize(36);
        assertThat(Instant.parse(activity.get("timestamp").asText()))
                .isBetween(before.minusSeconds(30).minusMillis(1), Instant.now().minusSeconds(30));
        assertThat(activity.get("appName").isNull()).isTrue();
        assertThat(activity.get("title").isNull()).isTrue();
        assertThat(activity.get("url").isNull()).isTrue();
        assertTotals(answer.get("session"), 0, 30);
        assertThat(answer.at("/session/lastActivityAt").isNull()).isTrue();
    }

    @Test
    void aRepeatedIdAnswersWhatIsStoredAndCountsOnce() {
        Map<String, Object> activity = event(active(60));
        JsonNode first = post(activity).expect(201).json();
        activity.put("durationSeconds", 61);

        JsonNode second = post(activity).expect(201).json();

        assertThat(second).isEqualTo(first);
        assertThat(changes()).containsExactly(Change.STARTED, Change.UPDATED);
    }

    @Test
    void theSameIdInAnotherSessionIsAnotherActivity() {
        Map<String, Object> activity = event(active(60));
        post(activity).expect(201);
        Person other = app().addUser(admin, Role.EMPLOYEE, "Emil");
        String id = other.api().post("/api/sessions/start").expect(201).json().get("id").asText();

        JsonNode answer =
                other.api().post("/api/sessions/" + id + "/activity", activity).expect(201).json();

        assertTotals(answer.get("session"), 60, 0);
    }

    @Test
    void aBatchCountsEachIdOnce() {
        Map<String, Object> known = event(active(10));
        post(known).expect(201);
        Map<String, Object> twice = event(active(5));

        JsonNode answer =
                batch(List.of(known, twice, event(idle(7)), twice, event(active(0))))
                        .expect(200)
                        .json();

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("session", "processedCount", "duplicateCount");
        assertThat(answer.get("processedCount").intValue()).isEqualTo(3);
        assertThat(answer.get("duplicateCount").intValue()).isEqualTo(2);
        assertTotals(answer.get("session"), 15, 7);
        assertThat(answer.at("/session/version").intValue()).isEqualTo(3);
        assertThat(answer.get("session")).isEqualTo(running());
    }

    @Test
    void aBatchOfKnownIdsChangesNothing() {
        List<Map<String, Object>> events = List.of(event(active(10)), event(idle(5)));
        JsonNode first = batch(events).expect(200).json();

        JsonNode second = batch(events).expect(200).json();

        assertThat(second.get("processedCount").intValue()).isZero();
        assertThat(second.get("duplicateCount").intValue()).isEqualTo(2);
        assertThat(second.get("session")).isEqualTo(first.get("session"));
        assertThat(changes()).containsExactly(Change.STARTED, Change.UPDATED);
        JsonNode empty = batch(List.of()).expect(200).json();
        assertThat(empty.get("session")).isEqualTo(first.get("session"));
    }

    @Test
    void takesAThousandEventsAtOnceAndNoMore() {
        List<Map<String, Object>> events =
                new ArrayList<>(Stream.generate(() -> event(active(1))).limit(1_000).toList());

        assertThat(batch(events).expect(200).json().get("processedCount").intValue())
                .isEqualTo(1_000);

        events.add(event(active(1)));
        JsonNode problem = batch(events).expect(400).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("events");
        assertThat(problem.at("/errors/0/message").asText())
                .contains("must be an array of at most 1000");
        assertTotals(running(), 1_000, 0);
    }

    @Test
    void aStoppedSessionRefusesWhatIsNew() {
        Map<String, Object> known = event(active(10));
        JsonNode before = post(known).expect(201).json();
        stop(session);

        JsonNode problem = post(active(1)).expect(409).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:session-stopped");
        assertThat(problem.get("sessionId").asText()).isEqualTo(session.toString());
        JsonNode retry = post(known).expect(201).json();
        assertThat(retry.get("activity")).isEqualTo(before.get("activity"));
        assertThat(retry.at("/session/status").asText()).isEqualTo("stopped");
        assertTotals(retry.get("session"), 10, 0);
    }

    @Test
    void nobodyElsePostsToASession() {
        Person employee = app().addUser(admin, Role.EMPLOYEE, "Emil");
        Person manager = app().addUser(admin, Role.MANAGER, "Mara");
        Person stranger = app().registerOrganization();
        String path = "/api/sessions/" + session + "/activity";
        JsonNode unknown =
                employee.api()
                        .post("/api/sessions/" + UUID.randomUUID() + "/activity", active(1))
                        .expect(404)
                        .json();

        for (Person other : List.of(employee, stranger)) {
            assertThat(other.api().post(path, active(1)).expect(404).json()).isEqualTo(unknown);
            assertThat(batch(other, session, List.of(event(active(1)))).expect(404).json())
                    .isEqualTo(unknown);
            assertThat(batch(other, session, List.of()).expect(404).json()).isEqualTo(unknown);
        }
        manager.api().post(path, active(1)).expect(403);
        batch(manager, session, List.of(event(active(1)))).expect(403);
        app().api().post(path, active(1)).expect(401);
        assertTotals(running(), 0, 0);
    }
}
