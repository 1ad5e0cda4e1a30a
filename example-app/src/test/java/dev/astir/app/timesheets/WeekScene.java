package dev.astir.app.timesheets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

/** Eve's week some weeks ago, which Max decides of. */
abstract class WeekScene extends AppTest {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Monday some weeks ago. */
    static final LocalDate MONDAY =
            LocalDate.now(BERLIN)
                    .minusWeeks(4)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));

    final Person ada = app().registerOrganization();
    final Person max = app().addUser(ada, Role.MANAGER, "Max");
    final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");
    final Device desk = TestSpans.device(eve);

    /** Of a day from {@link #MONDAY} on, in Berlin. */
    static Instant at(int day, int hour, int minute) {
        return MONDAY.plusDays(day)
                .atStartOfDay()
                .plusHours(hour)
                .plusMinutes(minute)
                .atZone(BERLIN)
                .toInstant();
    }

    void bring(String state) {
        if (!state.equals("draft")) {
            take("submit").expect(200);
        }
        if (state.equals("approved")) {
            take("approve").expect(200);
        } else if (state.equals("rejected")) {
            take("reject").expect(200);
        }
    }

    Api.Answer take(String step) {
        Person who = step.equals("submit") || step.equals("withdraw") ? eve : max;
        String path = path(MONDAY) + "/" + step;
        return step.equals("reject") || step.equals("reopen")
                ? who.api().post(path, Map.of("reason", "Because"))
                : who.api().post(path);
    }

    String path(LocalDate monday) {
        return "/api/timesheets/%s/%s".formatted(eve.userId(), monday);
    }

    JsonNode week() {
        return eve.api().get(path(MONDAY)).expect(200).json();
    }

    long activeOf(int day) {
        return max.api()
                .get(
                        "/api/reports/daily?date=%s&userId=%s"
                                .formatted(MONDAY.plusDays(day), eve.userId()))
                .expect(200)
                .json()
                .get("activeSeconds")
                .asLong();
    }

    JsonNode timeline(int day) {
        return eve.api().get("/api/timeline?date=" + MONDAY.plusDays(day)).expect(200).json();
    }
}
