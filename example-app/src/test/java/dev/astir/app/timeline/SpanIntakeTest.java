package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.OneSessionTest;
import dev.astir.app.sessions.SessionChanged.Change;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The time that agents capture, in sessions that have been running for an hour. */
class SpanIntakeTest extends OneSessionTest {

    private final Device desk = device(person);

    @Test
    void countsWhatWasCapturedWithinTheSession() {
        beginEarlier(session, 3_600);
        Instant start = start(running());

        store(
                desk,
                span(start, 60, Span.Kind.ACTIVE),
                span(start.plusSeconds(60), 30, Span.Kind.IDLE),
                span(start.plusSeconds(90), 10, Span.Kind.PRIVATE),
                span(start.minusSeconds(500), 499, Span.Kind.ACTIVE));

        JsonNode after = running();
        assertTotals(after, 70, 30);
        assertThat(Instant.parse(after.get("lastActivityAt").asText()))
                .isEqualTo(start.plusSeconds(100));
        assertThat(after.get("version").intValue()).isEqualTo(2);
        assertThat(changes()).containsExactly(Change.STARTED, Change.UPDATED);
    }

    @Test
    void aSpanOverTheStopEndsThereForTheSession() {
        stop(session);
        beginEarlier(session, 3_600);
        Instant end = Instant.parse(finished().get("endTime").asText());
        person.api().post("/api/sessions/start").expect(201);
        Instant next = start(running());

        store(
                desk,
                span(end.truncatedTo(ChronoUnit.MILLIS).minusSeconds(20), 3_000, Span.Kind.ACTIVE),
                span(end.minusSeconds(100), 50, Span.Kind.IDLE));

        // 50 s of the idle span lie before the active one, and none of the active one is lost to
        // the session that runs now.
        assertTotals(finished(), 20, 50);
        assertThat(running().get("totalActiveSeconds").longValue())
                .isEqualTo(Duration.between(next, end.plusSeconds(2_980)).toSeconds());
    }

    @Test
    void overlappingDevicesCountOnceAndActiveTimeBeforeIdle() {
        beginEarlier(session, 3_600);
        Instant start = start(running());
        Device laptop = device(person);

        store(
                desk,
                span(start, 600, Span.Kind.ACTIVE),
                span(start.plusSeconds(600), 300, Span.Kind.IDLE));
        store(laptop, span(start.plusSeconds(300), 400, Span.Kind.ACTIVE));

        assertTotals(running(), 700, 200);
    }

    @Test
    void stoppingCutsWhatADeviceReportedAhead() {
        Instant start = start(running());
        store(desk, span(start, 1_800, Span.Kind.ACTIVE));
        assertTotals(running(), 1_800, 0);

        stop(session);

        assertThat(finished().get("totalActiveSeconds").longValue())
                .isLessThanOrEqualTo(
                        Duration.between(start, Instant.parse(finished().get("endTime").asText()))
                                .toSeconds());
    }

    @Test
    void countsNothingOutsideOfSessionsAndForOtherPeople() {
        beginEarlier(session, 60);
        Instant start = start(running());
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Emil");

        store(desk, span(start.minusSeconds(100), 99, Span.Kind.ACTIVE));
        store(desk);
        store(device(colleague), span(start, 10, Span.Kind.ACTIVE));

        assertTotals(running(), 0, 0);
        assertThat(running().get("version").intValue()).isEqualTo(1);
    }

    @Test
    void shortSpansAddUpToTheTimeThatTheyCover() {
        beginEarlier(session, 60);
        Instant start = start(running());
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Instant at = start.plusMillis(i * 300L);
            spans.add(span(at, at.plusMillis(300), Span.Kind.ACTIVE));
        }

        store(desk, spans.toArray(Span[]::new));

        assertTotals(running(), 30, 0);
    }

    @Test
    void aResendStoresNothingWhateverTheClockSaysByThen() {
        beginEarlier(session, 3_600);
        Span known = span(start(running()), 60, Span.Kind.ACTIVE);
        assertThat(store(desk, known)).containsExactly(known.id());

        assertThat(store(desk.withSkew(5_000), known)).isEmpty();

        assertTotals(running(), 60, 0);
        assertThat(store(device(person), known)).as("another agent's").hasSize(1);
    }

    @Test
    void takesIdsThatAreNoUuids() {
        beginEarlier(session, 3_600);
        Instant start = start(running());
        Span first =
                new Span(
                        "span 1 ✓",
                        start,
                        start.plusSeconds(5),
                        Span.Kind.ACTIVE,
                        null,
                        null,
                        null,
                        null);
        Span second =
                new Span(
                        "span 2",
                        start.plusSeconds(5),
                        start.plusSeconds(9),
                        Span.Kind.ACTIVE,
                        null,
                        null,
                        null,
                        null);

        assertThat(store(desk, first, second)).containsExactlyInAnyOrder("span 1 ✓", "span 2");
        assertThat(store(desk, second, first)).isEmpty();
        assertTotals(running(), 9, 0);
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
                                            store(desk, span(start, 10, Span.Kind.ACTIVE));
                                            throw new IllegalArgumentException("no");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);

        assertTotals(running(), 0, 0);
        assertThat(changes()).containsExactly(Change.STARTED);
    }

    @Test
    void spansAndActivitiesAtOnceSumExactly() throws Exception {
        beginEarlier(session, 3_600);
        Instant start = start(running());
        List<Callable<Object>> work = new ArrayList<>();
        for (int i : IntStream.range(0, 25).toArray()) {
            work.add(() -> post(active(3)).expect(201));
            Span.Kind kind = i % 2 == 0 ? Span.Kind.ACTIVE : Span.Kind.IDLE;
            work.add(() -> store(desk, span(start.plusSeconds(i * 5L), 5, kind)));
        }

        allAtOnce(work);

        JsonNode after = running();
        assertTotals(after, 25 * 3 + 13 * 5, 12 * 5);
        assertThat(after.get("version").intValue()).isEqualTo(51);
    }

    static Device device(Person person) {
        return new Device(
                UUID.randomUUID(), person.organizationId(), person.userId(), AgentStatus.ACTIVE, 0);
    }

    static Span span(Instant start, int seconds, Span.Kind kind) {
        return span(start, start.plusSeconds(seconds), kind);
    }

    private static Span span(Instant start, Instant end, Span.Kind kind) {
        return new Span(UUID.randomUUID().toString(), start, end, kind, "vim", null, null, null);
    }

    static Set<String> store(Device device, Span... spans) {
        return app().bean(Transactions.class)
                .inOrganization(
                        device.organizationId(),
                        () ->
                                app().bean(SpanIntake.class)
                                        .store(device, List.of(spans), Instant.now()));
    }

    /** The first whole millisecond within the session. */
    private static Instant start(JsonNode session) {
        return Instant.parse(session.get("startTime").asText())
                .truncatedTo(ChronoUnit.MILLIS)
                .plusMillis(1);
    }
}
