package dev.astir.app.timeline;

import static dev.astir.app.sessions.Worker.on;
import static dev.astir.app.sessions.Worker.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.Worker;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What idle stretches were, as people say, in a session from nine to ten of a Friday. */
class IdleDecisionTest extends AppTest {

    private static Person admin;

    private final Worker emil = new Worker(app().addUser(admin, Role.EMPLOYEE, "Emil"));
    private final Device desk = SpanIntakeTest.device(emil.person());
    private final JsonNode session = emil.add(at("09:00"), at("10:00"));

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
    }

    @Test
    void discardedIdleTimeCountsNoMore() {
        emil.posts(session, at("09:00"), 600, "active").expect(201);
        emil.posts(session, at("09:10"), 1_200, "idle").expect(201);

        JsonNode answer = emil.decides(session, at("09:20"), at("10:00"), "discard").json();

        assertThat(answer.at("/session/totalIdleSeconds").intValue()).isEqualTo(600);
        assertThat(answer.at("/session/totalActiveSeconds").intValue()).isEqualTo(600);
        assertThat(answer.at("/session/version").intValue()).isEqualTo(4);
        assertThat(answer.at("/decision/decision").asText()).isEqualTo("discard");
        assertThat(answer.at("/decision/decidedBy").asText())
                .isEqualTo(emil.person().userId().toString());
        assertThat(emil.stated(session)).containsExactly("discard 09:20-10:00");

        // Whatever comes later is counted in it.
        emil.posts(session, at("09:30"), 600, "idle").expect(201);
        assertThat(idle()).isEqualTo(600);
        SpanIntakeTest.store(desk, span("09:40", 600, Span.Kind.IDLE));
        assertThat(idle()).isEqualTo(600);
        SpanIntakeTest.store(desk, span("09:25", 120, Span.Kind.ACTIVE));
        // 1,200 and 600 posted and 600 captured, of which 2 of the last 40 minutes were work.
        assertThat(idle()).isEqualTo(2_400 - (1_800 - 120));
        emil.corrects(session, "endTime", at("09:45")).expect(200);
        // Of the 5 captured minutes that are left, all are discarded.
        assertThat(idle()).isEqualTo(2_100 - (1_500 - 120));

        JsonNode undone =
                emil.person()
                        .api()
                        .delete(path(session) + "/idle/" + answer.at("/decision/id").asText())
                        .expect(200)
                        .json();
        assertThat(undone.get("totalIdleSeconds").intValue()).isEqualTo(2_100);
        assertThat(emil.stated(session)).isEmpty();
        assertThat(admin.api().get("/api/audit?action=idle.decided").body())
                .contains(session.get("id").asText());
        assertThat(admin.api().get("/api/audit?action=idle.undecided").body())
                .contains(session.get("id").asText());
    }

    @Test
    void timeAfterTheEndIsNobodysToDiscard() {
        emil.posts(session, at("09:10"), 1_200, "idle").expect(201);
        for (String[] outside :
                new String[][] {{"10:00", "11:00"}, {"09:00", "10:01"}, {"08:59", "09:30"}}) {
            JsonNode problem =
                    emil.decides(session, at(outside[0]), at(outside[1]), "discard")
                            .expect(400)
                            .json();
            assertThat(problem.at("/errors/0/message").asText())
                    .contains("from 2026-11-20T09:00:00Z to 2026-11-20T10:00:00Z");
        }
        emil.decides(session, at("09:30"), at("09:30"), "discard").expect(400);
        assertThat(idle()).isEqualTo(1_200);
        assertThat(emil.stated(session)).isEmpty();
        JsonNode running = emil.start();
        emil.decides(running, running.get("startTime").asText(), "2100-01-01T00:00:00Z", "keep")
                .expect(400);
    }

    /**
     * A day's line has whole milliseconds, so what it shows of a session's start is a bit earlier.
     */
    @Test
    void aStretchAtTheStartIsDecidedAsTheDayShowsIt() {
        JsonNode running = emil.start();
        Instant start = Instant.parse(running.get("startTime").asText());
        Instant shown = start.truncatedTo(ChronoUnit.MILLIS);
        String now = Instant.now().toString();

        JsonNode answer = emil.decides(running, shown.toString(), now, "keep").expect(200).json();

        assertThat(answer.at("/decision/from").asText()).isEqualTo(start.toString());
        emil.decides(running, shown.minusMillis(1).toString(), now, "keep").expect(400);
    }

    @Test
    void aLaterDecisionCutsTheEarlier() {
        emil.posts(session, at("09:00"), 3_600, "idle").expect(201);
        emil.decides(session, at("09:00"), at("10:00"), "discard").expect(200);
        assertThat(idle()).isZero();

        emil.decides(session, at("09:20"), at("09:30"), "keep").expect(200);

        assertThat(emil.stated(session))
                .containsExactly("discard 09:00-09:20", "keep 09:20-09:30", "discard 09:30-10:00");
        assertThat(idle()).isEqualTo(600);
        emil.decides(session, at("09:10"), at("09:40"), "keep").expect(200);
        assertThat(emil.stated(session))
                .containsExactly("discard 09:00-09:10", "keep 09:10-09:40", "discard 09:40-10:00");
        assertThat(idle()).isEqualTo(1_800);
    }

    @Test
    void whatWasCapturedBeforeCountsInWhatIsEnteredLater() {
        SpanIntakeTest.store(
                desk, span("10:50", 1_200, Span.Kind.ACTIVE), span("11:10", 600, Span.Kind.IDLE));

        JsonNode later = emil.add(at("11:00"), at("12:00"));

        assertThat(later.get("totalActiveSeconds").intValue()).isEqualTo(600);
        assertThat(later.get("totalIdleSeconds").intValue()).isEqualTo(600);
        assertThat(later.get("lastActivityAt").asText()).isEqualTo("2026-11-20T11:10:00Z");
    }

    @RepeatedTest(4)
    void uploadsAndCorrectionsAtOnceCountEverything() throws Exception {
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Device device = SpanIntakeTest.device(emil.person());
            Span span = span("10:%02d".formatted(i * 5), 60, Span.Kind.ACTIVE);
            work.add(() -> SpanIntakeTest.store(device, span));
        }
        work.add(5, () -> emil.corrects(session, "endTime", at("11:00")).expect(200));
        work.add(9, () -> emil.add(at("11:00"), at("12:00")));
        Span over = span("10:59", 1_860, Span.Kind.ACTIVE);
        work.add(10, () -> SpanIntakeTest.store(desk, over));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        }

        assertThat(emil.read(session).get("totalActiveSeconds").intValue()).isEqualTo(780);
        JsonNode next = emil.person().api().get("/api/sessions?limit=1").json().at("/items/0");
        assertThat(next.get("totalActiveSeconds").intValue()).isEqualTo(1_800);
    }

    @Test
    void givesTimeToAProject() {
        String project =
                admin.api()
                        .post("/api/projects", Map.of("name", "Moon"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        Map<String, String> given =
                Map.of(
                        "from",
                        at("09:00"),
                        "to",
                        at("09:30"),
                        "decision",
                        "reassign",
                        "projectId",
                        project);

        JsonNode answer =
                emil.person().api().post(path(session) + "/idle", given).expect(200).json();

        assertThat(answer.at("/decision/projectId").asText()).isEqualTo(project);
        emil.decides(session, at("09:30"), at("09:40"), "reassign").expect(400);
        emil.decides(session, at("09:30"), at("09:40"), "hand").expect(400);
        admin.api().delete("/api/projects/" + project).expect(204);
        emil.person().api().post(path(session) + "/idle", given).expect(404);
    }

    @Test
    void readsAllThatLiesInASessionAPageAtATime() {
        emil.posts(session, at("09:00"), 60, "active").expect(201);
        SpanIntakeTest.store(
                desk,
                span("08:50", 900, Span.Kind.ACTIVE),
                span("09:30", 60, Span.Kind.PRIVATE),
                span("10:00", 60, Span.Kind.ACTIVE));

        JsonNode items = emil.read(session).at("/intervals/items");

        assertThat(items.findValuesAsText("source")).containsExactly("agent", "api", "agent");
        assertThat(items.findValuesAsText("activityType"))
                .containsExactly("active", "active", "private");
        assertThat(items.at("/0/startTime").asText()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(items.at("/0/endTime").asText()).isEqualTo("2026-11-20T09:05:00Z");
        assertThat(items.at("/0/appName").asText()).isEqualTo("vim");
        JsonNode first =
                emil.person().api().get(path(session) + "?limit=2").json().get("intervals");
        JsonNode rest =
                emil.person()
                        .api()
                        .get(path(session) + "?after=" + first.get("next").asText())
                        .expect(200)
                        .json()
                        .get("intervals");
        assertThat(first.get("items")).containsExactly(items.get(0), items.get(1));
        assertThat(rest.get("items")).containsExactly(items.get(2));
        assertThat(rest.get("next").isNull()).isTrue();
        emil.person().api().get(path(session) + "?after=x").expect(400);
        emil.person().api().get(path(session) + "?limit=1001").expect(400);
    }

    private int idle() {
        return emil.read(session).get("totalIdleSeconds").intValue();
    }

    private static String at(String time) {
        return on("20", time);
    }

    private static Span span(String time, int seconds, Span.Kind kind) {
        return SpanIntakeTest.span(Instant.parse(at(time)), seconds, kind);
    }
}
