package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One's own day, and that of somebody else. */
class MyDayTest extends DayPageTest {

    @Test
    void showsTheDayAsItWent() {
        workedYesterday(admin);
        open();

        Locator page = screen.find("astir-my-day-page");
        assertThat(page.locator(".figure-active dd"))
                .hasText(Pattern.compile("2h 20m\\s+of 3h 00m at work"));
        assertThat(page.locator(".figure-decide dd"))
                .hasText(Pattern.compile("40m\\s+1 stretch away"));
        assertThat(page.locator(".figure-focus dd"))
                .hasText(Pattern.compile("1h 30m\\s+1 stretch"));
        assertThat(page.locator(".figure-first dd"))
                .hasText(Pattern.compile("09:00\\s+last 12:00"));
        assertThat(page.locator(".day-question p"))
                .containsText("Away 10:30–11:10, 40m. Was it work?");
        assertThat(page.locator(".of-application .day-block.active")).hasCount(2);
        assertThat(page.locator(".of-application .day-block.undecided"))
                .hasText(Pattern.compile("40m"));
        assertThat(rows()).hasCount(1);
        assertThat(rows().first())
                .hasText(
                        Pattern.compile(
                                "09:00 – 12:00\\s+No project\\s+IntelliJ IDEA, Slack\\s+2h 20m\\s+40m to decide"));
        assertThat(page.locator("astir-chart .bars .row")).hasCount(2);
        new Looks(screen).checkWhole("my-day");
    }

    @Test
    void toldApartByCategoriesWhereThereAreSome() {
        admin.api().post("/api/categories/starter").expect(200);
        workedYesterday(admin);
        open();

        assertThat(screen.find(".day-block.category-development")).containsText("IntelliJ IDEA");
        assertThat(screen.find(".day-block.category-messages")).containsText("Slack");
        assertThat(screen.find(".day-legend span"))
                .hasText(
                        new String[] {
                            "Messages", "Development", "away, undecided", "by hand or kept"
                        });
        assertThat(screen.find("astir-chart")).containsText("By category");
        assertThat(screen.find("astir-chart .bars .row").first())
                .hasText(Pattern.compile("Development\\s+1h 30m"));
        screen.screenshot("my-day-categories-1280-light");
    }

    @Test
    void gapsAndWhatWasOutsideOfSessionsAreRowsToo() {
        workedYesterday(admin);
        Device device = TestSpans.device(admin);
        TestSpans.active(device, at("12:40"), at("13:10"), "Terminal");
        TestSpans.session(admin, at("14:00"), at("15:00"));
        open();

        assertThat(rows().locator(".time"))
                .hasText(
                        new String[] {
                            "14:00 – 15:00",
                            "13:10 – 14:00",
                            "12:40 – 13:10",
                            "12:00 – 12:40",
                            "09:00 – 12:00"
                        });
        assertThat(rows().locator(".project"))
                .hasText(
                        new String[] {
                            "No project",
                            "Nothing recorded",
                            "Outside of sessions",
                            "Nothing recorded",
                            "No project"
                        });
    }

    @Test
    void keysStepThroughTheDays() {
        workedYesterday(admin);
        screen.signIn(admin.email());
        screen.go("My day");
        assertThat(screen.find(".empty-state")).containsText("Nothing is recorded yet today");

        screen.page().keyboard().press("[");
        assertThat(rows()).hasCount(1);
        assertThat(screen.page()).hasURL(Pattern.compile("/my-day\\?date=" + yesterday));
        screen.page().keyboard().press("]");
        assertThat(screen.find(".empty-state")).isVisible();
        screen.page().keyboard().press("[");
        screen.page().keyboard().press("t");
        assertThat(screen.find(".empty-state")).containsText("yet today");
        assertThat(screen.page()).hasURL(Pattern.compile("/my-day$"));
    }

    /** A session that was never stopped is over on the days before. */
    @Test
    void whatGoesOnSinceYesterdayEndedWithThatDay() {
        String session =
                admin.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        TestSpans.begunEarlier(admin, session, 86_400);
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?date=" + yesterday);

        assertThat(rows().first()).containsText("– 00:00");
        assertThat(rows().first()).not().containsText("running");
        screen.page().keyboard().press("]");
        assertThat(rows().first()).containsText("00:00 – now");
        // The picture begins with the day, however early the session did.
        double ground = screen.find(".day-ground").boundingBox().x;
        assertThat(screen.find(".of-project .day-block").boundingBox().x)
                .isBetween(ground - 2, ground + 2);
    }

    @Test
    void followsWhileSomebodyWorks() {
        screen.signIn(admin.email());
        screen.go("My day");
        assertThat(screen.find(".empty-state")).isVisible();
        screen.awaitSubscribed("sessions");

        String session =
                admin.api()
                        .post("/api/sessions/start", Map.of())
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        assertThat(rows()).hasText(Pattern.compile("– now"));
        assertThat(rows()).containsText("running");

        admin.api().post("/api/sessions/" + session + "/stop").expect(200);
        assertThat(rows()).not().containsText("running");
    }

    @Test
    void somebodyElsesDayIsReadOnlyAndSaysThatTheySeeIt() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        workedYesterday(bob);
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?person=%s&date=%s".formatted(bob.userId(), yesterday));

        assertThat(screen.heading()).hasText("Bob Tanaka");
        assertThat(screen.find("astir-my-day-page > .page > .strip-state"))
                .containsText("They see");
        assertThat(rows()).containsText("2h 20m");
        assertThat(screen.find("astir-day-question")).hasCount(0);
        assertThat(screen.find(".entry-act")).hasCount(0);
        assertThat(screen.find("text=Add time")).hasCount(0);
        screen.assertAccessible();
        assertThat(bob.api().get("/api/me/views").expect(200).json().at("/items/0/what").asText())
                .isEqualTo("day");
    }

    @Test
    void whoSeesNobodyIsNotToldWhetherTheyAreThere() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        screen.signIn(bob.email());
        screen.page().navigate("/my-day?person=" + admin.userId());
        assertThat(screen.find(".error-state")).containsText("This is not here for you.");
    }

    @Test
    void aDayThatIsYetToComeHasNothingToCorrect() {
        admin.api().post("/api/sessions/start", Map.of()).expect(201);
        screen.signIn(admin.email());
        screen.page().navigate("/my-day?date=" + yesterday.plusDays(3));

        assertThat(screen.find(".empty-state")).containsText("This day is yet to come");
        assertThat(screen.find(".day-block")).hasCount(0);
        assertThat(screen.find("text=Add time")).hasCount(0);
        screen.page().keyboard().press("[");
        screen.page().keyboard().press("[");
        assertThat(rows().first()).containsText("– now");
    }

    @Test
    void aDayOfAnApprovedWeekIsReadOnlyAndSaysWhy() {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        workedYesterday(bob);
        LocalDate monday = yesterday.with(DayOfWeek.MONDAY);
        String week = "/api/timesheets/%s/%s/".formatted(bob.userId(), monday);
        bob.api().post(week + "submit").expect(200);
        admin.api().post(week + "approve").expect(200);
        screen.signIn(bob.email());
        screen.page().navigate("/my-day?date=" + yesterday);

        assertThat(screen.find(".day-content .strip-state")).containsText("This week is approved.");
        assertThat(screen.find(".figure-decide")).containsText("Not decided");
        assertThat(rows()).containsText("2h 20m");
        assertThat(screen.find("astir-day-question")).hasCount(0);
        assertThat(screen.find(".entry-act")).hasCount(0);
        assertThat(screen.find("text=Add time")).hasCount(0);
        screen.screenshot("my-day-approved-1280-light");
        screen.find(".strip-state a").click();
        assertThat(screen.heading()).hasText("My week");
    }
}
