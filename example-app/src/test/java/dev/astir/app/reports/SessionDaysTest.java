package dev.astir.app.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What days have of sessions that reach over midnights, whatever becomes of those. */
class SessionDaysTest extends AppTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.now(BERLIN);

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");
    private final Device desk = TestSpans.device(eve);

    /** A forgotten session that is stopped where it began takes no time, and is in nobody's way. */
    @Test
    void sessionsThatTookNoTimeHideNoneThatDid() {
        TestSpans.session(eve, at(2, 22, 0), at(1, 2, 0));
        for (int i = 0; i < 4; i++) {
            TestSpans.session(eve, at(2, 23, i), at(2, 23, i));
        }

        assertThat(daily(2).get("totalWorkSeconds").asLong()).isEqualTo(7_200);
        assertThat(daily(1).get("totalWorkSeconds").asLong()).isEqualTo(7_200);
        assertThat(timeline(1).at("/totals/totalWorkSeconds").asLong()).isEqualTo(7_200);
    }

    @Test
    void aRunningSessionThatIsCorrectedLeavesNothingOnDaysThatItWasIn() {
        String session = forgotten(at(4, 17, 0));
        TestSpans.active(desk, at(3, 9, 0), at(3, 9, 10), "phone");
        assertThat(daily(3).get("totalWorkSeconds").asLong())
                .isEqualTo(Duration.between(at(3, 0, 0), at(2, 0, 0)).toSeconds());

        correct(session, Map.of("startTime", at(1, 9, 0).toString()));

        assertThat(daily(4).get("totalWorkSeconds").asLong()).isZero();
        assertThat(daily(3).get("totalWorkSeconds").asLong()).isEqualTo(600);
        assertThat(daily(1).get("totalWorkSeconds").asLong()).isEqualTo(15 * 3_600);
    }

    @Test
    void anotherProjectOfARunningSessionHoldsForEachOfItsDays() {
        String session = forgotten(at(2, 22, 0));
        TestSpans.active(desk, at(2, 22, 0), at(2, 22, 10), "vim");
        TestSpans.active(desk, at(1, 1, 0), at(1, 1, 10), "vim");
        assertThat(usage(1).at("/items/0/key").isNull()).isTrue();
        UUID project =
                UUID.fromString(
                        ada.api()
                                .post("/api/projects", Map.of("name", "Moon"))
                                .expect(201)
                                .json()
                                .get("id")
                                .asText());

        correct(session, Map.of("projectId", project));

        assertThat(usage(2).at("/items/0/key").asText()).isEqualTo(project.toString());
        assertThat(usage(1).at("/items/0/key").asText()).isEqualTo(project.toString());
    }

    private String forgotten(Instant start) {
        String id =
                eve.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        TestSpans.execute(
                eve,
                "UPDATE work_sessions SET start_time = '%s' WHERE id = '%s'".formatted(start, id));
        return id;
    }

    private void correct(String session, Map<String, ?> changes) {
        Map<String, Object> request = new HashMap<>(changes);
        request.put("reason", "Forgotten");
        eve.api().patch("/api/sessions/" + session, request).expect(200);
    }

    /** Of a day before today, in Berlin. */
    private static Instant at(int daysAgo, int hour, int minute) {
        return TODAY.minusDays(daysAgo).atTime(hour, minute).atZone(BERLIN).toInstant();
    }

    private JsonNode daily(int daysAgo) {
        return eve.api()
                .get("/api/reports/daily?date=" + TODAY.minusDays(daysAgo))
                .expect(200)
                .json();
    }

    private JsonNode timeline(int daysAgo) {
        return eve.api().get("/api/timeline?date=" + TODAY.minusDays(daysAgo)).expect(200).json();
    }

    private JsonNode usage(int daysAgo) {
        LocalDate day = TODAY.minusDays(daysAgo);
        return eve.api()
                .get("/api/reports/usage?groupBy=project&from=%s&to=%s".formatted(day, day))
                .expect(200)
                .json();
    }
}
