package dev.astir.app.timesheets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a week shows of its time. */
class WeekFiguresTest extends WeekScene {

    @Test
    void rowsAndColumnsAddUp() {
        UUID[] projects = {project("Astir core"), project("Planning"), null};
        long[] millis = {3_333_400, 1_700_499, 2_345_600, 61_499, 500, 499, 86_400};
        for (int day = 0; day < 7; day++) {
            Instant start = at(day, 8, 0);
            for (int i = 0; i < projects.length; i++) {
                Instant from = start.plusSeconds(7_200L * i);
                Instant to = from.plusMillis(millis[(day + i) % millis.length]);
                UUID session = TestSpans.session(eve, from, to);
                if (projects[i] != null) {
                    TestSpans.execute(
                            eve,
                            "UPDATE work_sessions SET project_id = '%s' WHERE id = '%s'"
                                    .formatted(projects[i], session));
                }
                TestSpans.active(desk, from, to, "vim");
            }
        }

        JsonNode week = week();

        JsonNode rows = week.get("projects");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("name").asText()).isEqualTo("Astir core");
        assertThat(rows.get(2).get("projectId").isNull()).isTrue();
        long[] columns = new long[7];
        long total = 0;
        for (JsonNode row : rows) {
            long sum = 0;
            for (int day = 0; day < 7; day++) {
                long cell = row.get("seconds").get(day).asLong();
                assertThat(cell).isNotNegative();
                columns[day] += cell;
                sum += cell;
            }
            assertThat(row.get("total").asLong()).isEqualTo(sum);
            total += sum;
        }
        long exact = 0;
        for (int day = 0; day < 7; day++) {
            assertThat(week.get("days").get(day).get("activeSeconds").asLong())
                    .isEqualTo(columns[day]);
            for (int i = 0; i < 3; i++) {
                exact += millis[(day + i) % millis.length];
            }
        }
        assertThat(week.at("/totals/activeSeconds").asLong()).isEqualTo(total);
        assertThat(week.get("activeSeconds").asLong()).isEqualTo(total);
        assertThat(total).isEqualTo((exact + 500) / 1_000);
        assertThat(week.get("withoutProject")).isNotEmpty();
        JsonNode listed = list(eve, "?userId=" + eve.userId()).get(0);
        assertThat(listed.get("week").asText()).isEqualTo(MONDAY.toString());
        assertThat(listed.get("activeSeconds").asLong()).isEqualTo(total);
        assertThat(listed.get("state").asText()).isEqualTo("draft");
    }

    @Test
    void undecidedTimeAndCorrectionsAreShownAndDoNotBlock() {
        Instant nine = at(2, 9, 0);
        UUID session = TestSpans.session(eve, nine, nine.plusSeconds(7_200));
        TestSpans.active(desk, nine, nine.plusSeconds(600), "vim");
        TestSpans.idle(desk, nine.plusSeconds(600), nine.plusSeconds(2_760));
        TestSpans.execute(
                eve,
                """
                INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                    corrected_by, corrected_at, reason, before, after)
                SELECT '%s', gen_random_uuid(), '%s', '%s', '%s', now(), made.reason, made.before, '{}'
                FROM (VALUES ('Worked offline', NULL), ('Forgot', '{}'::jsonb)) AS made (reason, before)
                """
                        .formatted(eve.organizationId(), eve.userId(), session, eve.userId()));

        JsonNode week = week();

        assertThat(week.at("/undecided/0/seconds").asLong()).isEqualTo(2_160);
        assertThat(week.at("/undecided/0/date").asText()).isEqualTo(MONDAY.plusDays(2).toString());
        // What was entered by hand from the start is no correction: as reports count.
        assertThat(week.at("/corrections").findValuesAsText("reason")).containsExactly("Forgot");
        assertThat(week.at("/corrections/0/date").asText())
                .isEqualTo(MONDAY.plusDays(2).toString());
        assertThat(week.at("/corrections/0/byName").asText()).isEqualTo("Eve");
        assertThat(week.at("/withoutProject/0/seconds").asLong()).isEqualTo(600);
        take("submit").expect(200);
    }

    private UUID project(String name) {
        return UUID.fromString(
                ada.api()
                        .post("/api/projects", Map.of("name", name))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

    private static JsonNode list(Person asking, String query) {
        return asking.api().get("/api/timesheets" + query).expect(200).json().get("items");
    }
}
