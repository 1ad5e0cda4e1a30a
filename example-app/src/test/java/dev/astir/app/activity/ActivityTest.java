package dev.astir.app.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.accounts.Role;
import dev.astir.app.sessions.SessionChanged;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.sessions.SessionChanges;
import dev.astir.app.system.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest extends AppTest {

    private static Person admin;
    private static Person person;

    /** Each test works in a session of its own; the one before is stopped. */
    private final UUID session = newSession();

    @BeforeAll
    static void addPeople() {
        admin = app().registerOrganization();
        person = app().addUser(admin, Role.EMPLOYEE, "Edda");
    }

    private static UUID newSession() {
        for (JsonNode running :
                person.api().get("/api/sessions/active").expect(200).json().get("items")) {
            stop(UUID.fromString(running.get("id").asText()));
        }
        return UUID.fromString(
                person.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

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
    void theSameActivityManyTimesAtOnceCountsOnce() throws Exception {
        Map<String, Object> activity = event(active(60));

        List<Api.Answer> answers =
                atOnce(IntStream.range(0, 20).mapToObj(i -> () -> post(activity)));

        for (Api.Answer answer : answers) {
            assertThat(answer.expect(201).json().at("/activity/id").asText())
                    .isEqualTo(activity.get("id").toString());
        }
        assertTotals(running(), 60, 0);
    }

    @Test
    void fiftyRequestsAtOnceSumExactly() throws Exception {
        List<Api.Answer> answers =
                atOnce(
                        IntStream.rangeClosed(1, 50)
                                .mapToObj(i -> () -> post(i % 2 == 0 ? active(i) : idle(i))));

        answers.forEach(answer -> answer.expect(201));
        JsonNode after = running();
        assertTotals(after, 650, 625);
        assertThat(after.get("version").intValue()).isEqualTo(51);
        assertThat(answers.stream().map(a -> a.json().at("/session/version").intValue()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 51).boxed().toList());
        assertThat(changes()).hasSize(51);
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
    void overlappingBatchesAtOnceCountEachIdOnce() throws Exception {
        List<Map<String, Object>> events =
                Stream.generate(() -> event(active(1))).limit(300).toList();
        // Each request has two thirds of them, half of the requests in the opposite order.
        List<Callable<Api.Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Map<String, Object>> part = new ArrayList<>(events.subList(0, 200));
            part.addAll(events.subList(200, 300));
            part.subList(i % 3 * 100, i % 3 * 100 + 100).clear();
            List<Map<String, Object>> sent = i % 2 == 0 ? part : part.reversed();
            requests.add(() -> batch(sent));
        }

        List<Api.Answer> answers = atOnce(requests.stream());

        int processed = 0;
        for (Api.Answer answer : answers) {
            JsonNode json = answer.expect(200).json();
            processed += json.get("processedCount").intValue();
            assertThat(
                            json.get("processedCount").intValue()
                                    + json.get("duplicateCount").intValue())
                    .isEqualTo(200);
        }
        assertThat(processed).isEqualTo(300);
        assertTotals(running(), 300, 0);
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
    void aStoppedSessionTakesWhatLiesWithinIt() {
        stop(session);
        beginEarlier(session, 600);
        JsonNode stopped = finished();
        Instant start = Instant.parse(stopped.get("startTime").asText());
        Instant end = Instant.parse(stopped.get("endTime").asText());
        Map<String, Object> first = event(at(start, active(60)));
        Map<String, Object> last = event(at(end.minusSeconds(60), idle(60)));
        Map<String, Object> tooEarly = event(at(start.minusMillis(1), active(60)));
        Map<String, Object> tooLate = event(at(end.minusSeconds(59), active(60)));

        JsonNode problem = batch(List.of(first, tooEarly, last, tooLate)).expect(409).json();

        assertThat(problem.get("refused"))
                .extracting(JsonNode::asText)
                .containsExactly(tooEarly.get("id").toString(), tooLate.get("id").toString());
        assertThat(finished()).isEqualTo(stopped);
        JsonNode taken = batch(List.of(first, last)).expect(200).json();
        assertThat(taken.get("processedCount").intValue()).isEqualTo(2);
        assertTotals(taken.get("session"), 60, 60);
        assertThat(taken.at("/session/status").asText()).isEqualTo("stopped");
        assertThat(taken.at("/session/endTime").asText()).isEqualTo(end.toString());
        assertThat(taken.at("/session/lastActivityAt").asText())
                .isEqualTo(start.plusSeconds(60).toString());
    }

    @Test
    void activitiesAndAStopAtOnceAgree() throws Exception {
        List<Callable<Api.Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(() -> post(active(1)));
        }
        requests.add(10, () -> person.api().post("/api/sessions/" + session + "/stop"));

        List<Api.Answer> answers = atOnce(requests.stream());

        answers.get(10).expect(200);
        long taken = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(answers).extracting(Api.Answer::status).isSubsetOf(200, 201, 409);
        assertTotals(finished(), taken, 0);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activityType    | null                        | \"active\" or \"idle\"",
                "activityType    | \"busy\"                    | \"active\" or \"idle\"",
                "activityType    | \"ACTIVE\"                  | \"active\" or \"idle\"",
                "durationSeconds | null                        | from 0 to 86400",
                "durationSeconds | -1                          | from 0 to 86400",
                "durationSeconds | 86401                       | from 0 to 86400",
                "durationSeconds | 1e300                       | from 0 to 86400",
                "durationSeconds | 1.5                         | from 0 to 86400",
                "id              | \"1\"                       | a UUID",
                "id              | \"1-1-1-1-1\"               | a UUID",
                "timestamp       | \"yesterday\"               | a time such as",
                "timestamp       | \"1970-01-01T00:00:00Z\"    | from 2000-01-01",
                "timestamp       | \"+10000-01-01T00:00:00Z\"  | an hour ahead of the server",
                "timestamp       | \"AHEAD\"                   | whose time is NOW",
                "appName         | \"a\\u0000b\"               | 255 characters",
                "appName         | \"LONG256\"                 | 255 characters",
                "title           | \"a\\u0000b\"               | 1024 characters",
                "title           | \"LONG1025\"                | 1024 characters",
                "url             | \"javascript:alert(1)\"     | http:// or https://",
                "url             | \"file:///etc/passwd\"      | http:// or https://",
                "url             | \"https://a b\"             | http:// or https://",
                "url             | \"https://a\\u0000b\"       | http:// or https://",
                "url             | \"https://LONG2048\"        | 2048 characters",
            })
    void refusesABadField(String field, String value, String allowed) {
        Instant now = Instant.now();
        String sent =
                value.replace("AHEAD", now.plusSeconds(3_660).toString())
                        .replace("LONG256", "x".repeat(256))
                        .replace("LONG1025", "x".repeat(1_025))
                        .replace("LONG2048", "x".repeat(2_048));
        String rest =
                field.equals("activityType") ? "durationSeconds\":1" : "activityType\":\"idle\"";
        if (!field.equals("activityType") && !field.equals("durationSeconds")) {
            rest += ",\"durationSeconds\":1";
        }
        String body = "{\"%s\":%s,\"%s}".formatted(field, sent, rest);
        String expected = allowed.replace("NOW", now.toString().substring(0, 16));

        JsonNode problem =
                person.api()
                        .post("/api/sessions/" + session + "/activity", body)
                        .expect(400)
                        .json();

        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).contains(expected);
        assertTotals(running(), 0, 0);
    }

    @Test
    void namesEveryBadEventOfABatch() {
        List<Map<String, Object>> events =
                List.of(event(active(1)), active(1), event(active(-1)), event(active(1)));

        JsonNode problem = batch(events).expect(400).json();

        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactly("events[1].id", "events[2].durationSeconds");
        assertTotals(running(), 0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"events\":[]}                             | sessionId",
                "{\"sessionId\":\"x\",\"events\":[]}         | sessionId",
                "{\"sessionId\":\"SESSION\"}                 | events",
                "{\"sessionId\":\"SESSION\",\"events\":null} | events",
                "{\"sessionId\":\"SESSION\",\"events\":[null]} | events[0]",
                "{\"sessionId\":\"SESSION\",\"activities\":[]} | events",
            })
    void refusesABadBatch(String body, String field) {
        JsonNode problem =
                person.api()
                        .post("/api/activity/batch", body.replace("SESSION", session.toString()))
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
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
        assertThat(problem.at("/errors/0/message").asText()).contains("1001", "at most 1000");
        assertTotals(running(), 1_000, 0);
    }

    private static Map<String, Object> active(int seconds) {
        return Map.of("activityType", "active", "durationSeconds", seconds);
    }

    private static Map<String, Object> idle(int seconds) {
        return Map.of("activityType", "idle", "durationSeconds", seconds);
    }

    private static Map<String, Object> at(Instant start, Map<String, Object> activity) {
        Map<String, Object> dated = new HashMap<>(activity);
        dated.put("timestamp", start.toString());
        return dated;
    }

    /** The same with an id. */
    private static Map<String, Object> event(Map<String, Object> activity) {
        Map<String, Object> event = new HashMap<>(activity);
        event.put("id", UUID.randomUUID());
        return event;
    }

    private Api.Answer post(Map<String, Object> activity) {
        return person.api().post("/api/sessions/" + session + "/activity", activity);
    }

    private Api.Answer batch(List<Map<String, Object>> events) {
        return batch(person, session, events);
    }

    private static Api.Answer batch(Person person, UUID session, List<Map<String, Object>> events) {
        return person.api()
                .post("/api/activity/batch", Map.of("sessionId", session, "events", events));
    }

    private static void stop(UUID id) {
        person.api().post("/api/sessions/" + id + "/stop").expect(200);
    }

    private JsonNode running() {
        return person.api().get("/api/sessions/active").expect(200).json().at("/items/0");
    }

    /** The session of this test, when it is stopped. */
    private JsonNode finished() {
        for (JsonNode item :
                person.api()
                        .get("/api/sessions?userId=" + person.userId())
                        .expect(200)
                        .json()
                        .get("items")) {
            if (item.get("id").asText().equals(session.toString())) {
                return item;
            }
        }
        throw new AssertionError("no session " + session);
    }

    /** What no client can do: a session that has been running for a while. */
    private void beginEarlier(UUID id, int seconds) {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                """
                                                UPDATE work_sessions
                                                SET start_time = start_time - make_interval(secs => ?)
                                                WHERE id = ?
                                                """,
                                                statement -> {
                                                    statement.setInt(1, seconds);
                                                    statement.setObject(2, id);
                                                    return statement.executeUpdate();
                                                }));
    }

    private List<Change> changes() {
        return app().bean(SessionChanges.class).of(session).stream()
                .map(SessionChanged::change)
                .toList();
    }

    private static void assertTotals(JsonNode session, long active, long idle) {
        assertThat(session.get("totalActiveSeconds").longValue()).isEqualTo(active);
        assertThat(session.get("totalIdleSeconds").longValue()).isEqualTo(idle);
    }

    private static List<Api.Answer> atOnce(Stream<Callable<Api.Answer>> requests) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> answer : threads.invokeAll(requests.toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
