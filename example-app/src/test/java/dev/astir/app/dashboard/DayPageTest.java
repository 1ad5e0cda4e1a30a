package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/** A day of three hours, and the page that shows it. */
abstract class DayPageTest extends PageTest {

    /** Where the organizations of tests are. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    final LocalDate yesterday = LocalDate.now(ZONE).minusDays(1);

    /** From 9 to 12, 40 minutes of it away. */
    final void workedYesterday(Person person) {
        Device device = TestSpans.device(person);
        TestSpans.session(person, at("09:00"), at("12:00"));
        TestSpans.active(device, at("09:00"), at("10:30"), "IntelliJ IDEA");
        TestSpans.idle(device, at("10:30"), at("11:10"));
        TestSpans.active(device, at("11:10"), at("12:00"), "Slack");
    }

    final String project(String name) {
        return admin.api()
                .post("/api/projects", Map.of("name", name))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    final Instant at(String time) {
        return yesterday.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    final void open() {
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?date=" + yesterday);
        assertThat(screen.find("astir-day-picture .day-block").first()).isVisible();
    }

    final Locator rows() {
        return screen.find("astir-day-list tbody tr");
    }
}
