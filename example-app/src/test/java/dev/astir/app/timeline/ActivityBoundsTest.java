package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.sessions.OneSessionTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be of a session is refused, and what was known stays harmless. */
class ActivityBoundsTest extends OneSessionTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant END = Instant.parse("2026-11-20T10:00:00Z");

    private UUID manual;

    @BeforeEach
    void addOne() {
        JsonNode added =
                person.api()
                        .post(
                                "/api/sessions",
                                Map.of(
                                        "startTime", START.toString(),
                                        "endTime", END.toString(),
                                        "reason", "Forgotten"))
                        .expect(201)
                        .json();
        manual = UUID.fromString(added.get("id").asText());
    }

    @ParameterizedTest
    @CsvSource({
        // seconds after the start, duration, taken or not
        "-60, 60, true",
        "-61, 60, false",
        "0, 3600, true",
        "3600, 60, true",
        "3601, 60, false",
        "3660, 0, true",
        "3661, 0, false",
        "-60, 3720, true",
        "-60, 3721, false",
        "-86400, 60, false"
    })
    void aDatedActivityLiesInItsSessionOrAMinuteOff(int after, int seconds, boolean taken) {
        Map<String, Object> activity = at(START.plusSeconds(after), active(seconds));

        Api.Answer answer = person.api().post("/api/sessions/" + manual + "/activity", activity);

        if (taken) {
            assertTotals(answer.expect(201).json().get("session"), seconds, 0);
        } else {
            JsonNode problem = answer.expect(400).json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("timestamp");
            assertThat(problem.at("/errors/0/message").asText())
                    .contains(START.toString())
                    .contains(END.toString())
                    .endsWith("but is \"%s\"".formatted(START.plusSeconds(after)));
            assertThat(stored()).isZero();
        }
    }

    @Test
    void ofARunningSessionTheStartIsTheBound() {
        Instant start = Instant.parse(running().get("startTime").asText());
        Instant early = start.minusSeconds(61);

        JsonNode problem = post(at(early, active(60))).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("timestamp");
        assertThat(problem.at("/errors/0/message").asText())
                .contains(start.toString())
                .contains(early.toString());
        post(at(start.minusSeconds(60), active(60))).expect(201);
    }

    @Test
    void aSessionOfSecondsTakesNoDay() {
        Instant start = Instant.parse(running().get("startTime").asText());
        for (Map<String, Object> absurd :
                List.of(active(86_400), active(3_601), at(start, active(86_400)))) {
            JsonNode problem = post(absurd).expect(400).json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("durationSeconds");
            assertThat(problem.at("/errors/0/message").asText())
                    .startsWith("must be a ")
                    .endsWith("but is \"%s\"".formatted(absurd.get("durationSeconds")));
        }
        assertThat(post(active(3_601)).body()).contains("from 0 to 3600");
        assertTotals(running(), 0, 0);
        assertTotals(post(active(3_600)).expect(201).json().get("session"), 3_600, 0);
    }

    @Test
    void fiftyPostsAtOnceIntoAFreshSessionSumExactly() throws Exception {
        List<Callable<Api.Answer>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posts.add(() -> post(active(60)));
        }

        atOnce(posts.stream()).forEach(answer -> answer.expect(201));

        assertTotals(running(), 3_000, 0);
    }

    @Test
    void nothingIsStoredOfABatchWithOneThatIsOutside() {
        Map<String, Object> first = event(at(START, active(60)));
        Map<String, Object> early = event(at(START.minusSeconds(70), active(60)));
        Map<String, Object> last = event(at(END.minusSeconds(60), idle(60)));
        Map<String, Object> late = event(at(END.plusSeconds(61), active(60)));

        JsonNode problem =
                batch(person, manual, List.of(first, early, first, last, late)).expect(400).json();

        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactly("events[1].timestamp", "events[4].timestamp");
        assertThat(stored()).isZero();
        JsonNode taken = batch(person, manual, List.of(first, last)).expect(200).json();
        assertThat(taken.get("processedCount").intValue()).isEqualTo(2);
        assertTotals(taken.get("session"), 60, 60);
        assertThat(taken.at("/session/lastActivityAt").asText())
                .isEqualTo(START.plusSeconds(60).toString());
        batch(person, manual, List.of(last, event(active(3_601)))).expect(400);
    }

    @Test
    void aResendOfWhatIsOutsideByNowIsHarmless() {
        Map<String, Object> known = event(at(START, active(60)));
        batch(person, manual, List.of(known)).expect(200);
        change(
                "UPDATE work_sessions SET start_time = start_time + interval '30 minutes'"
                        + " WHERE id = ?",
                manual);

        JsonNode again = batch(person, manual, List.of(known)).expect(200).json();

        assertThat(again.get("duplicateCount").intValue()).isEqualTo(1);
        assertTotals(again.get("session"), 60, 0);
        batch(person, manual, List.of(known, event(at(START, active(60))))).expect(400);
    }

    private long stored() {
        return person.api()
                .get("/api/sessions/" + manual)
                .expect(200)
                .json()
                .at("/intervals/items")
                .size();
    }
}
