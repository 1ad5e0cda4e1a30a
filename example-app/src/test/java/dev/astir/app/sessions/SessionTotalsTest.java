package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The time that devices report, in sessions that have been running for an hour. */
class SessionTotalsTest extends OneSessionTest {

    @Test
    void countsSpansThatStartInTheSession() {
        beginEarlier(session, 3_600);
        Instant start = start(running());

        List<SessionChanged> changes =
                add(
                        span(start, 60, true),
                        span(start.plusSeconds(60), 30, false),
                        span(start.plusSeconds(90), 10, true),
                        span(start.minusMillis(1), 500, true));

        JsonNode after = running();
        assertTotals(after, 70, 30);
        assertThat(after.get("lastActivityAt").asText())
                .isEqualTo(start.plusSeconds(100).toString());
        assertThat(after.get("version").intValue()).isEqualTo(2);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().session().version()).isEqualTo(2);
        assertThat(changes.getFirst().organizationId()).isEqualTo(admin.organizationId());
        assertThat(changes.getFirst().change()).isEqualTo(SessionChanged.Change.UPDATED);
    }

    @Test
    void countsLateSpansInTheSessionThatTheyStartedIn() {
        stop(session);
        beginEarlier(session, 3_600);
        JsonNode stopped = finished();
        Instant end = Instant.parse(stopped.get("endTime").asText());
        person.api().post("/api/sessions/start").expect(201);
        Instant next = start(running());

        List<SessionChanged> changes =
                add(
                        span(end.minusMillis(1), 20, true),
                        span(end, 400, true),
                        span(next.minusMillis(1), 300, true),
                        span(next, 7, true));

        assertTotals(finished(), 20, 0);
        assertTotals(running(), 7, 0);
        assertThat(changes).hasSize(2);
    }

    @Test
    void countsNothingOutsideOfSessionsAndForOtherPeople() {
        beginEarlier(session, 60);
        Instant start = start(running());
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Emil");

        assertThat(add(span(start.minusSeconds(100), 99, true))).isEmpty();
        assertThat(add()).isEmpty();
        assertThat(add(colleague, span(start, 10, true))).isEmpty();

        assertTotals(running(), 0, 0);
        assertThat(running().get("version").intValue()).isEqualTo(1);
    }

    @Test
    void shortSpansAddUpToTheTimeThatTheyCover() {
        beginEarlier(session, 60);
        Instant start = start(running());
        List<WorkSpan> spans = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Instant at = start.plusMillis(i * 300L);
            spans.add(new WorkSpan(at, at.plusMillis(300), true));
        }

        add(spans.toArray(WorkSpan[]::new));

        assertTotals(running(), 30, 0);
    }

    @Test
    void aRolledBackTransactionCountsNothing() {
        beginEarlier(session, 60);
        Instant start = start(running());

        assertThatThrownBy(() ->
                        app().bean(Transactions.class)
                                .inOrganization(
                                        admin.organizationId(),
                                        () -> {
                                            addInTransaction(person, span(start, 10, true));
                                            throw new IllegalArgumentException("no");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertTotals(running(), 0, 0);
    }

    @Test
    void spansAndActivitiesAtOnceSumExactly() throws Exception {
        beginEarlier(session, 3_600);
        Instant start = start(running());
        List<Callable<Object>> work = new ArrayList<>();
        for (int i : IntStream.range(0, 25).toArray()) {
            work.add(() -> post(active(3)).expect(201));
            work.add(() -> add(span(start.plusSeconds(i), 5, i % 2 == 0)));
        }

        allAtOnce(work);

        JsonNode after = running();
        assertTotals(after, 25 * 3 + 13 * 5, 12 * 5);
        assertThat(after.get("version").intValue()).isEqualTo(51);
    }

    @Test
    void aListenerThatFailsDoesNotUndoTheAnswer() {
        UUID other =
                UUID.fromString(
                        admin.api()
                                .post("/api/sessions/start")
                                .expect(201)
                                .json()
                                .get("id")
                                .asText());
        app().bean(SessionChanges.class).failAt(other);

        Api.Answer answer = admin.api().post("/api/sessions/" + other + "/activity", active(9));

        assertTotals(answer.expect(201).json().get("session"), 9, 0);
        admin.api().post("/api/sessions/" + other + "/stop").expect(200);
        assertThat(app().bean(SessionChanges.class).of(other)).hasSize(3);
    }

    private static WorkSpan span(Instant start, int seconds, boolean active) {
        return new WorkSpan(start, start.plus(Duration.ofSeconds(seconds)), active);
    }

    private List<SessionChanged> add(WorkSpan... spans) {
        return add(person, spans);
    }

    private static List<SessionChanged> add(Person person, WorkSpan... spans) {
        return app().bean(Transactions.class)
                .inOrganization(person.organizationId(), () -> addInTransaction(person, spans));
    }

    private static List<SessionChanged> addInTransaction(Person person, WorkSpan... spans) {
        return app().bean(SessionTotals.class)
                .addSpans(person.organizationId(), person.userId(), List.of(spans));
    }

    private static Instant start(JsonNode session) {
        return Instant.parse(session.get("startTime").asText());
    }
}
