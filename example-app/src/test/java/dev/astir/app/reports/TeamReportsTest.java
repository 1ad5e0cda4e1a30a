package dev.astir.app.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the report of people side by side says of corrections. */
class TeamReportsTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");

    @Test
    void whatWasCorrectedByHandIsCountedOnItsDays() {
        String thursday = enter("2026-11-26T08:00:00Z", "2026-11-26T10:00:00Z");
        String overnight = enter("2026-11-27T21:00:00Z", "2026-11-28T00:30:00Z");
        // Entered by hand is not corrected: that is told by what was stated.
        assertThat(corrections("2026-11-26", "2026-11-29")).isEqualTo("0 null");

        correct(thursday, "2026-11-26T10:30:00Z");
        correct(thursday, "2026-11-26T10:15:00Z");
        assertThat(corrections("2026-11-26", "2026-11-26")).isEqualTo("2 2026-11-26");
        assertThat(corrections("2026-11-25", "2026-11-25")).isEqualTo("0 null");
        assertThat(corrections("2026-11-27", "2026-11-29")).isEqualTo("0 null");

        correct(overnight, "2026-11-28T01:00:00Z");
        assertThat(corrections("2026-11-23", "2026-11-29")).isEqualTo("3 2026-11-27");
        // From Saturday on it is the part of a night that counts.
        assertThat(corrections("2026-11-28", "2026-11-29")).isEqualTo("1 2026-11-28");
        assertThat(corrections("2026-11-29", "2026-11-29")).isEqualTo("0 null");
    }

    @Test
    void midnightIsTheEndOfADay() {
        String evening = enter("2026-11-26T20:00:00Z", "2026-11-26T22:00:00Z");
        correct(evening, "2026-11-26T23:00:00Z");
        // In Berlin it is midnight.
        assertThat(corrections("2026-11-27", "2026-11-27")).isEqualTo("0 null");
        assertThat(corrections("2026-11-26", "2026-11-26")).isEqualTo("1 2026-11-26");
    }

    private String enter(String start, String end) {
        return eve.api()
                .post(
                        "/api/sessions",
                        Map.of("startTime", start, "endTime", end, "reason", "Forgot"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private void correct(String session, String end) {
        eve.api()
                .patch("/api/sessions/" + session, Map.of("endTime", end, "reason", "Longer"))
                .expect(200);
    }

    private String corrections(String from, String to) {
        JsonNode team =
                ada.api()
                        .get("/api/reports/team?from=%s&to=%s".formatted(from, to))
                        .expect(200)
                        .json();
        for (JsonNode item : team.get("items")) {
            if (item.get("name").asText().equals("Eve")) {
                return item.get("corrections").asText()
                        + " "
                        + item.get("lastCorrectedDay").asText();
            }
        }
        throw new AssertionError(team);
    }
}
