package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.timeline.TestSpans;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The days at the edge of what is kept, and what somebody enters beyond it. */
class RetainedDaysTest extends AppTest {

    private static final int DAYS = 30;

    private final Person ada = app().registerOrganization();
    private final Instant edge =
            Instant.now().plus(Duration.ofHours(2)).minus(Duration.ofDays(DAYS));

    /** Where it is about noon at the edge, so that the day has time on both sides. */
    private final ZoneId zone =
            ZoneId.of("Etc/GMT%+d".formatted(edge.atZone(ZoneOffset.UTC).getHour() - 12));

    private final LocalDate day = edge.atZone(zone).toLocalDate();

    @BeforeEach
    void keepForAMonth() {
        ada.api()
                .patch("/api/organization", Map.of("timeZone", zone.getId(), "retentionDays", DAYS))
                .expect(200);
    }

    @Test
    void aDayOfWhichAPartIsDeletedKeepsItsFigures() {
        Device desk = TestSpans.device(ada);
        Instant morning = edge.minus(Duration.ofHours(4));
        Instant afternoon = edge.plus(Duration.ofHours(4));
        TestSpans.active(desk, morning, morning.plusSeconds(3_600), "vim");
        TestSpans.active(desk, afternoon, afternoon.plusSeconds(1_800), "vim");

        app().bean(RetentionSweeper.class).run(() -> false);
        assertThat(active(day)).as("computed before it is too late").isEqualTo(5_400);

        TestSpans.active(desk, afternoon.plusSeconds(7_200), afternoon.plusSeconds(7_260), "late");
        ada.api().patch("/api/organization", Map.of("retentionDays", 60)).expect(200);
        ada.api().patch("/api/organization", Map.of("idleAfterSeconds", 600)).expect(200);
        assertThat(active(day)).isEqualTo(5_400);
        Instant next = afternoon.plus(Duration.ofDays(1));
        TestSpans.active(desk, next, next.plusSeconds(60), "late");
        assertThat(active(day.plusDays(1))).isEqualTo(60);
    }

    /** It would be gone within the hour. */
    @Test
    void whatIsOlderCannotBeEntered() {
        Instant old = edge.minus(Duration.ofDays(1));
        JsonNode problem = enter(old).expect(400).json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("startTime");
        assertThat(problem.at("/errors/0/message").asText()).contains("30 days");
        JsonNode line =
                ada.api()
                        .send(
                                "POST",
                                "/api/sessions/import",
                                "start,end\n%s,%s\n".formatted(old, old.plusSeconds(60)))
                        .expect(400)
                        .json();
        assertThat(line.at("/errors/0/field").asText()).isEqualTo("lines[2].start");
        assertThat(line.at("/errors/0/message").asText()).contains("30 days");

        Instant kept = edge.plus(Duration.ofDays(1));
        String id = enter(kept).expect(201).json().get("id").asText();
        ada.api()
                .patch(
                        "/api/sessions/" + id,
                        Map.of("startTime", old.toString(), "reason", "Earlier"))
                .expect(400);
    }

    private Api.Answer enter(Instant start) {
        return ada.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime",
                                start.toString(),
                                "endTime",
                                start.plusSeconds(600).toString(),
                                "reason",
                                "Forgotten"));
    }

    private long active(LocalDate date) {
        return ada.api()
                .get("/api/reports/daily?date=" + date)
                .expect(200)
                .json()
                .get("activeSeconds")
                .asLong();
    }
}
