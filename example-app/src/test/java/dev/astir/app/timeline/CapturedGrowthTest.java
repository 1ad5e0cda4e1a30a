package dev.astir.app.timeline;

import static dev.astir.app.timeline.SpanIntakeTest.device;
import static dev.astir.app.timeline.SpanIntakeTest.span;
import static dev.astir.app.timeline.SpanIntakeTest.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.devices.Device;
import dev.astir.app.sessions.OneSessionTest;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Span;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added to a session is what all of it comes to. */
class CapturedGrowthTest extends OneSessionTest {

    private static final int STEPS = 60;

    /** What the totals of each session must be, and are; as the database's own ranges tell it. */
    private static final String BOTH =
            """
            SELECT s.id, round((SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))), 0)
                          FROM unnest(within * active) AS r), 3) AS active,
                   round((SELECT COALESCE(sum(extract(epoch FROM upper(r) - lower(r))), 0)
                    FROM unnest(within * (idle - active)) AS r), 3) AS idle,
                   s.captured_active_seconds, s.captured_idle_seconds
            FROM work_sessions s,
                LATERAL tstzmultirange(tstzrange(s.start_time, s.end_time)) AS within,
                LATERAL (
                    SELECT COALESCE(range_agg(tstzrange(started_at, ended_at))
                               FILTER (WHERE kind <> 'idle'), '{}') AS active,
                           COALESCE(range_agg(tstzrange(started_at, ended_at))
                               FILTER (WHERE kind = 'idle'), '{}') AS idle
                    FROM intervals i
                    WHERE i.person_id = s.user_id AND source = 'agent' AND NOT kept_aside) AS lying
            WHERE s.user_id = ?
            """;

    private final Instant begin = Instant.now().minusSeconds(1_800).truncatedTo(ChronoUnit.SECONDS);
    private final List<Device> devices = List.of(device(person), device(person), device(person));
    private final List<Instant> recorded = new ArrayList<>(List.of(begin, begin, begin));
    private final List<Span> known = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverComesInWhateverOrderComesToTheSame(long seed) {
        Random random = new Random(seed);
        beginEarlier(session, 7_200);
        for (int step = 0; step < STEPS; step++) {
            String what = step(random);
            assertTotalsAreWhole(seed + ", " + step + ": " + what);
        }
        assertThat(known).hasSizeGreaterThan(STEPS);
    }

    private String step(Random random) {
        int device = random.nextInt(4) % 3; // one more than the others
        switch (random.nextInt(12)) {
            case 0 -> {
                store(devices.get(device), known.toArray(Span[]::new));
                return "a resend, of this device or another";
            }
            case 1 -> {
                Instant past = begin.minusSeconds(random.nextInt(7_200));
                keep(device, List.of(next(random, past)));
                return "out of order";
            }
            case 2 -> {
                stop(current());
                person.api().post("/api/sessions/start", Map.of()).expect(201);
                return "a stop and a start";
            }
            case 3 -> {
                if (current().equals(session)) {
                    beginEarlier(session, random.nextInt(600));
                    keep(device, List.of(next(random, recorded.get(device))));
                }
                return "bounds that nobody counted, and a span";
            }
            case 4 -> {
                Instant before = begin.minusSeconds(7_200 - random.nextInt(1_800));
                forgetAndDelete(before);
                return "retention";
            }
            case 5 -> {
                return keptAside(random, device);
            }
            default -> {
                List<Span> spans = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    Span span = next(random, recorded.get(device));
                    recorded.set(device, span.end());
                    spans.add(span);
                }
                keep(device, spans);
                return "in order";
            }
        }
    }

    /** Mostly at once after the last one of its device, and some milliseconds long or a minute. */
    private static Span next(Random random, Instant after) {
        Instant start = after.plusMillis(random.nextBoolean() ? 0 : random.nextInt(30_000));
        Instant end = start.plusMillis(random.nextInt(random.nextBoolean() ? 900 : 60_000));
        Span.Kind kind = Span.Kind.values()[random.nextInt(Span.Kind.values().length)];
        return new Span(UUID.randomUUID().toString(), start, end, kind, "vim", null, null, null);
    }

    private void keep(int device, List<Span> spans) {
        known.addAll(spans);
        store(devices.get(device), spans.toArray(Span[]::new));
    }

    private static UUID current() {
        return UUID.fromString(
                person.api()
                        .get("/api/sessions/active")
                        .expect(200)
                        .json()
                        .at("/items/0/id")
                        .asText());
    }

    private static void forgetAndDelete(Instant before) {
        inOrganization(() -> {
            app().bean(SessionTotals.class)
                    .forgetCaptured(
                            person.organizationId(),
                            person.userId(),
                            Instant.EPOCH,
                            before.plus(Duration.ofDays(1)));
            change("DELETE FROM intervals WHERE started_at < ?::timestamptz", before.toString());
        });
        // What is counted once stays until more comes.
        inOrganization(() ->
                app().bean(SessionTotals.class)
                        .recapture(
                                person.organizationId(),
                                person.userId(),
                                Instant.EPOCH,
                                before.plus(Duration.ofDays(9))));
    }

    /** A span that comes while its week is closed, and counts when it is open. */
    private String keptAside(Random random, int device) {
        Instant since = begin.minus(Duration.ofDays(3));
        Instant until = recorded.get(device).plusSeconds(3_600);
        change(
                """
                INSERT INTO closed_weeks (organization_id, person_id, week, since, until,
                    night_shifts, idle_after_seconds)
                VALUES (?, ?, '2026-01-05', ?::timestamptz, ?::timestamptz, false, 300)
                """,
                person.organizationId(),
                person.userId(),
                since.toString(),
                until.toString());
        Span span = next(random, recorded.get(device));
        keep(device, List.of(span));
        recorded.set(device, span.end());
        assertTotalsAreWhole("kept aside");
        change("DELETE FROM closed_weeks WHERE person_id = ?", person.userId());
        inOrganization(() ->
                app().bean(KeptAside.class)
                        .count(person.organizationId(), person.userId(), since, until));
        return "kept aside for a time";
    }

    private static void inOrganization(Runnable work) {
        app().bean(Transactions.class).inOrganization(person.organizationId(), work);
    }

    private static void assertTotalsAreWhole(String when) {
        inOrganization(() ->
                app().bean(JdbcOperations.class)
                        .prepareStatement(
                                BOTH,
                                statement -> {
                                    statement.setObject(1, person.userId());
                                    try (ResultSet rows = statement.executeQuery()) {
                                        while (rows.next()) {
                                            assertThat(List.of(rows.getLong(4), rows.getLong(5)))
                                                    .as(when)
                                                    .containsExactly(
                                                            rows.getBigDecimal(2).longValue(),
                                                            rows.getBigDecimal(3).longValue());
                                        }
                                    }
                                    return true;
                                }));
    }

    @Test
    void whatWasCountedIsNotReadAgainForWhatComesAfterIt() {
        beginEarlier(session, 3_600);
        Instant start = begin.minusSeconds(600);
        store(devices.getFirst(), span(start, 60, Span.Kind.ACTIVE));
        change("DELETE FROM intervals WHERE person_id = ?", person.userId());

        store(
                devices.getFirst(),
                span(start.plusSeconds(60), 30, Span.Kind.ACTIVE),
                span(start.plusSeconds(80), 30, Span.Kind.IDLE));

        assertTotals(running(), 90, 20);
        assertThat(Instant.parse(running().get("lastActivityAt").asText()))
                .isEqualTo(start.plusSeconds(90));

        store(devices.get(1), span(start.plusSeconds(100), 10, Span.Kind.ACTIVE));

        assertTotals(running(), 40, 10);
    }
}
