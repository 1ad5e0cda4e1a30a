package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** Base of tests that do something to one running session of an employee. */
public abstract class OneSessionTest extends AppTest {

    protected static Person admin;
    protected static Person person;

    /** Each test works in a session of its own, which is all that the person has. */
    protected final UUID session = newSession();

    @BeforeAll
    static void addPeople() {
        admin = app().registerOrganization();
        person = app().addUser(admin, Role.EMPLOYEE, "Edda");
    }

    private static UUID newSession() {
        change("DELETE FROM work_sessions WHERE user_id = ?", person.userId());
        change("DELETE FROM intervals WHERE person_id = ?", person.userId());
        return UUID.fromString(
                person.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

    protected static Map<String, Object> active(int seconds) {
        return Map.of("activityType", "active", "durationSeconds", seconds);
    }

    protected static Map<String, Object> idle(int seconds) {
        return Map.of("activityType", "idle", "durationSeconds", seconds);
    }

    protected static Map<String, Object> at(Instant start, Map<String, Object> activity) {
        Map<String, Object> dated = new HashMap<>(activity);
        dated.put("timestamp", start.toString());
        return dated;
    }

    /** The same with an id. */
    protected static Map<String, Object> event(Map<String, Object> activity) {
        Map<String, Object> event = new HashMap<>(activity);
        event.put("id", UUID.randomUUID());
        return event;
    }

    protected Api.Answer post(Map<String, Object> activity) {
        return person.api().post("/api/sessions/" + session + "/activity", activity);
    }

    protected Api.Answer batch(List<Map<String, Object>> events) {
        return batch(person, session, events);
    }

    protected static Api.Answer batch(
            Person person, UUID session, List<Map<String, Object>> events) {
        return person.api()
                .post("/api/activity/batch", Map.of("sessionId", session, "events", events));
    }

    protected static void stop(UUID id) {
        person.api().post("/api/sessions/" + id + "/stop").expect(200);
    }

    protected JsonNode running() {
        return person.api().get("/api/sessions/active").expect(200).json().at("/items/0");
    }

    /** The session of this test, when it is stopped. */
    protected JsonNode finished() {
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
    protected static void beginEarlier(UUID id, int seconds) {
        change(
                """
                UPDATE work_sessions SET start_time = start_time - make_interval(secs => ?)
                WHERE id = ?
                """,
                seconds,
                id);
    }

    protected static void change(String sql, Object... values) {
        app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    for (int i = 0; i < values.length; i++) {
                                                        statement.setObject(i + 1, values[i]);
                                                    }
                                                    return statement.executeUpdate();
                                                }));
    }

    protected List<Change> changes() {
        return app().bean(SessionChanges.class).of(session).stream()
                .map(SessionChanged::change)
                .toList();
    }

    protected static void assertTotals(JsonNode session, long active, long idle) {
        assertThat(session.get("totalActiveSeconds").longValue()).isEqualTo(active);
        assertThat(session.get("totalIdleSeconds").longValue()).isEqualTo(idle);
    }

    protected static List<Api.Answer> atOnce(Stream<Callable<Api.Answer>> requests)
            throws Exception {
        return allAtOnce(requests.toList());
    }

    /** The results in the order of the work; fails if any of it did. */
    protected static <T> List<T> allAtOnce(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
