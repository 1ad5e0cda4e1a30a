package dev.astir.app.timeline;

import static dev.astir.app.sessions.Worker.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.AutomaticSweep;
import dev.astir.app.sessions.Worker;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Sessions that agents make, where an idle time of half an hour ends one. */
class AutomaticSessionTest extends AppTest {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static Person admin;

    private final Worker emil = new Worker(app().addUser(admin, Role.EMPLOYEE, "Emil"));
    private final Device desk = SpanIntakeTest.device(emil.person());

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
        automatic(admin, true);
    }

    private static void automatic(Person admin, boolean on) {
        admin.api()
                .patch(
                        "/api/organization",
                        Map.of("automaticSessions", on, "sessionEndsAfterSeconds", 1_800))
                .expect(200);
    }

    @Test
    void reachFromTheFirstActivityToALongIdleTime() {
        captured("09:00-09:20", "09:49-10:00", "10:30-11:00");

        assertThat(sessions()).containsExactly("agent 09:00-10:00 1860", "agent 10:30-11:00 1800");
    }

    @Test
    void lateUploadsExtendJoinAndAdd() {
        captured("09:00-09:20");
        captured("11:00-11:20");
        assertThat(sessions()).containsExactly("agent 09:00-09:20 1200", "agent 11:00-11:20 1200");
        JsonNode first = list().get(0);
        emil.decides(first, at("09:05").toString(), at("09:10").toString(), "keep").expect(200);
        JsonNode second = list().get(1);
        emil.decides(second, at("11:05").toString(), at("11:10").toString(), "keep").expect(200);

        captured("08:45-09:00", "10:50-11:10");
        assertThat(sessions()).containsExactly("agent 08:45-09:20 2100", "agent 10:50-11:20 1800");
        captured("09:40-10:30");
        assertThat(sessions()).containsExactly("agent 08:45-11:20 6900");
        assertThat(emil.stated(list().get(0)))
                .containsExactly("keep 09:05-09:10", "keep 11:05-11:10");
        captured("14:00-14:01", "06:00-06:01");
        assertThat(sessions())
                .containsExactly(
                        "agent 06:00-06:01 60", "agent 08:45-11:20 6900", "agent 14:00-14:01 60");
    }

    @Test
    void idleTimeMakesNone() {
        SpanIntakeTest.store(desk, span(at("09:00"), at("09:30"), Span.Kind.IDLE));
        assertThat(sessions()).isEmpty();
    }

    @Test
    void neverReachIntoWhatWasMadeByHand() {
        emil.add(at("09:30").toString(), at("10:00").toString());

        captured("09:00-09:40", "09:50-10:05", "10:10-10:20");

        assertThat(sessions())
                .containsExactly(
                        "agent 09:00-09:30 1800",
                        "manual 09:30-10:00 1200",
                        "agent 10:10-10:20 600");
    }

    @Test
    void oneThatWasCorrectedStaysSo() {
        captured("09:00-09:20");
        emil.corrects(list().get(0), "startTime", at("09:05").toString()).expect(200);

        captured("08:50-09:00", "09:20-09:30");

        assertThat(sessions())
                .containsExactly(
                        "agent 08:50-09:00 600", "agent 09:05-09:20 900", "agent 09:20-09:30 600");
    }

    @RepeatedTest(8)
    void theOrderOfUploadsMakesNoDifference(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        emil.add(at("12:00").toString(), at("13:00").toString());
        List<String> spans = new ArrayList<>();
        List<int[]> minutes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int start = random.nextInt(1_400);
            int end = start + 1 + random.nextInt(30);
            minutes.add(new int[] {start, end});
            spans.add(clock(start) + "-" + clock(end));
        }
        Collections.shuffle(spans, random);
        List<Callable<Object>> uploads = new ArrayList<>();
        for (int i = 0; i < 20; i += 4) {
            String[] batch = spans.subList(i, i + 4).toArray(String[]::new);
            uploads.add(() -> captured(batch));
        }
        boolean atOnce = repetition.getCurrentRepetition() % 2 == 0;
        try (ExecutorService threads =
                atOnce
                        ? Executors.newVirtualThreadPerTaskExecutor()
                        : Executors.newSingleThreadExecutor()) {
            for (Future<Object> upload : threads.invokeAll(uploads)) {
                upload.get();
            }
        }
        List<String> expected = bounds(groups(minutes));

        assertThat(sessions().stream().map(session -> session.replaceAll(" \\d+$", "")))
                .containsExactlyElementsOf(expected);
    }

    /** As anybody would: minute by minute. */
    private static List<int[]> groups(List<int[]> spans) {
        List<int[]> pieces = new ArrayList<>();
        for (int[] span : spans) {
            // The session from noon to one o'clock is there by hand.
            if (span[0] < 720) {
                pieces.add(new int[] {span[0], Math.min(span[1], 720)});
            } else if (span[0] >= 780) {
                pieces.add(span);
            }
        }
        pieces.sort((a, b) -> a[0] - b[0]);
        List<int[]> groups = new ArrayList<>();
        for (int[] piece : pieces) {
            int[] last = groups.isEmpty() ? null : groups.getLast();
            boolean noon = last != null && last[0] < 720 && piece[0] >= 780;
            if (last != null && !noon && piece[0] < last[1] + 30) {
                last[1] = Math.max(last[1], piece[1]);
            } else {
                groups.add(piece.clone());
            }
        }
        return groups;
    }

    private static List<String> bounds(List<int[]> groups) {
        List<String> all = new ArrayList<>(List.of("manual 12:00-13:00"));
        groups.forEach(group -> all.add("agent " + clock(group[0]) + "-" + clock(group[1])));
        all.sort((a, b) -> a.replaceAll("^\\w+ ", "").compareTo(b.replaceAll("^\\w+ ", "")));
        return all;
    }

    private static String clock(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    @Test
    void theLastOneRunsUntilNothingWasDoneForLongEnough() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        capture(now.minusSeconds(600), now.minusSeconds(300));
        JsonNode running = list().get(0);
        assertThat(running.get("status").asText()).isEqualTo("active");
        assertThat(Instant.parse(running.get("startTime").asText()))
                .isEqualTo(now.minusSeconds(600));

        AutomaticSweep.at(app(), now.plusSeconds(1_499));
        assertThat(emil.read(running).get("status").asText()).isEqualTo("active");
        AutomaticSweep.at(app(), now.plusSeconds(1_501));

        JsonNode ended = emil.read(running);
        assertThat(ended.get("status").asText()).isEqualTo("stopped");
        assertThat(Instant.parse(ended.get("endTime").asText())).isEqualTo(now.minusSeconds(300));
        assertThat(ended.get("totalActiveSeconds").intValue()).isEqualTo(300);
        // What comes after all goes on with it.
        capture(now.minusSeconds(200), now.minusSeconds(100));
        JsonNode again = emil.read(running);
        assertThat(again.get("status").asText()).isEqualTo("active");
        assertThat(again.get("totalActiveSeconds").intValue()).isEqualTo(400);
        assertThat(list()).hasSize(1);
    }

    @Test
    void theNextActivityEndsOneThatShouldHaveEnded() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        capture(now.minusSeconds(3_000), now.minusSeconds(2_900));
        capture(now.minusSeconds(2_800), now.minusSeconds(2_700));
        capture(now.minusSeconds(60), now);

        assertThat(list())
                .extracting(session -> session.get("status").asText())
                .containsExactly("stopped", "active");
        assertThat(Instant.parse(list().get(0).get("endTime").asText()))
                .isEqualTo(now.minusSeconds(2_700));
    }

    @Test
    void whoStopsOneByHandBeginsAnewOnlyWithNewActivity() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        capture(now.minusSeconds(600), now.minusSeconds(10));
        JsonNode running = list().get(0);
        Instant stop =
                Instant.parse(
                        emil.person()
                                .api()
                                .post(path(running) + "/stop")
                                .expect(200)
                                .json()
                                .get("endTime")
                                .asText());

        capture(stop.minusSeconds(5), stop.plusSeconds(30));
        assertThat(list()).hasSize(1);
        assertThat(emil.read(running).get("endTime").asText()).isEqualTo(stop.toString());
        capture(stop.plusSeconds(40), stop.plusSeconds(50));
        assertThat(list()).hasSize(2);
        assertThat(Instant.parse(list().get(1).get("startTime").asText()))
                .isEqualTo(stop.plusSeconds(40));
    }

    @Test
    void withoutTheRuleThereAreNone() {
        Person other = app().registerOrganization();
        automatic(other, true);
        Worker olga = new Worker(other);
        Device desk = SpanIntakeTest.device(other);
        Instant now = Instant.now();
        SpanIntakeTest.store(desk, span(now.minusSeconds(60), now.minusSeconds(30)));
        JsonNode running = other.api().get("/api/sessions/active").json().at("/items/0");

        automatic(other, false);

        assertThat(Instant.parse(olga.read(running).get("endTime").asText()))
                .isEqualTo(now.minusSeconds(30).truncatedTo(ChronoUnit.MICROS));
        SpanIntakeTest.store(desk, span(now.minusSeconds(20), now));
        assertThat(other.api().get("/api/sessions").json().get("items")).hasSize(1);
    }

    private Object captured(String... stretches) {
        List<Span> spans = new ArrayList<>();
        for (String stretch : stretches) {
            String[] ends = stretch.split("-");
            spans.add(span(at(ends[0]), at(ends[1])));
        }
        return SpanIntakeTest.store(desk, spans.toArray(Span[]::new));
    }

    private void capture(Instant start, Instant end) {
        SpanIntakeTest.store(desk, span(start, end));
    }

    private static Instant at(String time) {
        String[] parts = time.split(":");
        return DAY.plusSeconds(
                Integer.parseInt(parts[0]) * 3_600L + Integer.parseInt(parts[1]) * 60L);
    }

    private static Span span(Instant start, Instant end) {
        return span(start, end, Span.Kind.ACTIVE);
    }

    private static Span span(Instant start, Instant end, Span.Kind kind) {
        return new Span(UUID.randomUUID().toString(), start, end, kind, "vim", null, null, null);
    }

    /** All of the person, by start. */
    private List<JsonNode> list() {
        List<JsonNode> all = new ArrayList<>();
        emil.person()
                .api()
                .get("/api/sessions?limit=200")
                .expect(200)
                .json()
                .get("items")
                .forEach(all::addFirst);
        return all;
    }

    /** Each as source, bounds and active seconds. */
    private List<String> sessions() {
        return list().stream()
                .map(session ->
                        "%s %s-%s %s"
                                .formatted(
                                        session.get("source").asText(),
                                        time(session.get("startTime")),
                                        time(session.get("endTime")),
                                        session.get("totalActiveSeconds")))
                .toList();
    }

    private static String time(JsonNode time) {
        Instant instant = Instant.parse(time.asText());
        return clock((int) (instant.getEpochSecond() - DAY.getEpochSecond()) / 60);
    }
}
