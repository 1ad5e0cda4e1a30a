package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DashboardTest extends PageTest {

    private static final String HOSTILE = "<img src=x onerror='window.hacked = true'>";

    @Test
    void signsInStaysSignedInAndSignsOut() {
        Person person = app().registerOrganization();
        screen.signInByForm(person.email());

        screen.page().reload();
        assertThat(screen.heading()).hasText("Now");

        screen.page().click("astir-account-menu .opener");
        screen.page().click("text=Sign out");
        assertThat(screen.heading()).hasText("Sign in to Astir");

        screen.page().reload();
        assertThat(screen.heading()).hasText("Sign in to Astir");
    }

    @Test
    void signsOutWhenTheLiveConnectionEndsFirst() {
        screen.signIn(app().registerOrganization().email());
        assertThat(screen.find(".connection")).hasText("Live");
        AtomicReference<Runnable> answer = new AtomicReference<>();
        screen.page()
                .route(
                        "**/api/auth/logout",
                        route -> {
                            APIResponse answered = route.fetch();
                            answer.set(() ->
                                    route.fulfill(new FulfillOptions().setResponse(answered)));
                        });

        screen.page().click("astir-account-menu .opener");
        screen.page().click("text=Sign out");
        assertThat(screen.find(".connection")).hasText("Signed out");
        answer.get().run();
        screen.page().waitForURL("**/sign-in");
        assertThat(screen.heading()).hasText("Sign in to Astir");
        assertThat(screen.find("[role=status]")).hasCount(0);
    }

    @Test
    void renewsAnExpiredSessionUnseen() {
        screen.signIn(app().registerOrganization().email());

        // The browser forgets the access token as if its 15 minutes were over.
        screen.page().context().clearCookies(new ClearCookiesOptions().setName("astir_access"));
        screen.page().reload();

        assertThat(screen.heading()).hasText("Now");
        assertThat(screen.find(".connection")).hasText("Live");
    }

    @Test
    void refusesAWrongPassword() {
        Person person = app().registerOrganization();
        screen.page().navigate("/");
        screen.page().fill("#email", person.email());
        screen.page().fill("#password", "not the password");
        screen.page().click("form button");

        assertThat(screen.find("[role=alert]")).isVisible();
        assertThat(screen.heading()).hasText("Sign in to Astir");
    }

    @Test
    void createsAnOrganizationAndConnectsItsFirstComputer() {
        screen.page().navigate("/register");
        screen.page().fill("#organizationName", "Miller & Sons <b>Ltd</b>");
        screen.page().fill("#name", "Mia Miller");
        screen.page().fill("#email", "mia-" + UUID.randomUUID() + "@example.org");
        screen.page().fill("#password", TestApp.PASSWORD);
        screen.page().click("form button");
        assertThat(screen.find("main h2").first()).hasText("Nobody has connected a computer yet");

        screen.page().click("text=Create an enrolment token");
        String command = screen.find("code").first().innerText();
        assertThat(command).startsWith("java -jar astir-agent.jar enrol " + app().uri() + " ");
        assertThat(screen.find("a[download]")).hasAttribute("href", "/download/astir-agent.jar");

        try (Desk desk = Desk.enrol(app().uri(), command.substring(command.lastIndexOf(' ') + 1))) {
            desk.uses("xterm");
            assertThat(screen.person("Mia Miller")).containsText("xterm");
            assertThat(screen.find(".cards .person")).hasCount(1);

            desk.uses("Firefox");
            assertThat(screen.person("Mia Miller")).containsText("Firefox");

            screen.heading().hover(); // nothing moves away from under the pointer
            desk.isLeft();
            assertThat(screen.find("h2", "Idle")).isVisible();
            assertThat(screen.find(".rows .person")).containsText("Away");
        }
    }

    @Test
    void startsAndStopsTheOwnWorkSession() {
        Person person = app().registerOrganization();
        screen.signIn(person.email());

        screen.page().click(".session >> text=Start session");
        assertThat(screen.find(".session.on")).hasAttribute("aria-label", "Stop session");
        assertThat(person.api().get("/api/sessions/active").json().at("/items/0/status").asText())
                .isEqualTo("active");

        // Stopped elsewhere: the page learns of it by itself.
        String id = person.api().get("/api/sessions/active").json().at("/items/0/id").asText();
        person.api().post("/api/sessions/" + id + "/stop").expect(200);
        assertThat(screen.find(".session")).containsText("Start session");
    }

    @Test
    void feedShowsEventsAsTheyHappen() {
        Person person = app().registerOrganization();
        screen.signIn(person.email());
        screen.go("Feed");
        screen.awaitLiveFeed();

        publish(person, "The build is green");

        assertThat(screen.articles().first()).containsText("The build is green");
        assertThat(screen.find("activity-feed .day").first()).hasText("Today");
    }

    @Test
    void feedCanBeNarrowedToWhatWasNotSeenYet() {
        Person person = app().registerOrganization();
        screen.signIn(person.email());
        screen.go("Feed");
        screen.awaitLiveFeed();

        screen.find("activity-feed button.opener", "Type").click();
        assertThat(screen.find("activity-feed .boxes label:visible"))
                .hasText(
                        new String[] {
                            "Agent enrolled",
                            "Alert closed",
                            "Alert explained",
                            "Alert opened",
                            "Alert resolved",
                            "App switched",
                            "Code pushed",
                            "Integration issue",
                            "Integration pull request",
                            "Integration push",
                            "Policy changed",
                            "Session started",
                            "Session stopped",
                            "Session stopped by manager",
                            "System screenshot",
                            "Task completed",
                            "Task created",
                            "Timesheet approved",
                            "Timesheet rejected",
                            "Timesheet reopened",
                            "Timesheet submitted",
                            "Timesheet withdrawn",
                            "User commented",
                            "Webhook paused"
                        });
        screen.find("activity-feed button.opener", "Person").click();
        assertThat(screen.find("activity-feed .boxes label:visible")).hasText("Ada Admin");
    }

    @Test
    void feedLoadsOlderEvents() {
        Person person = app().registerOrganization();
        for (int i = 1; i <= 60; i++) {
            publish(person, "Event number " + i);
        }
        screen.signIn(person.email());
        screen.go("Feed");
        assertThat(screen.articles()).hasCount(50);

        screen.page().click("text=Load more");

        assertThat(screen.article("Event number 1")).isVisible();
        assertThat(screen.article("Event number 60")).hasCount(1);
    }

    @Test
    void newEventsWaitBehindAPillWhileReadingFurtherDown() {
        Person person = app().registerOrganization();
        for (int i = 1; i <= 40; i++) {
            publish(person, "Earlier event " + i);
        }
        screen.signIn(person.email());
        screen.go("Feed");
        screen.awaitLiveFeed();
        screen.article("Earlier event 1").scrollIntoViewIfNeeded();

        publish(person, "Meanwhile");
        Locator pill = screen.find("activity-feed [part=pill]");
        assertThat(pill).hasText("1 new");
        assertThat(screen.article("Meanwhile")).hasCount(0);

        pill.click();
        assertThat(screen.articles().first()).containsText("Meanwhile");
        assertThat(screen.articles().first()).isInViewport();
    }

    @Test
    void feedIsReadByKeyboard() {
        Person person = app().registerOrganization();
        publish(person, "First");
        publish(person, "Second");
        screen.signIn(person.email());
        screen.go("Feed");
        screen.awaitLiveFeed();

        screen.articles().first().focus();
        assertThat(screen.articles().first()).containsText("Second");
        screen.page().keyboard().press("PageDown");

        assertThat(screen.articles().nth(1)).isFocused();
        assertThat(screen.articles().nth(1)).hasAttribute("aria-posinset", "2");
        assertThat(screen.page().getByRole(AriaRole.FEED)).hasAttribute("aria-busy", "false");
    }

    @Test
    void feedTakesReactionsAndComments() {
        Person person = app().registerOrganization();
        publish(person, "The build is green");
        screen.signIn(person.email());
        screen.go("Feed");
        screen.awaitLiveFeed();
        Locator event = screen.article("The build is green");

        event.hover();
        event.locator("[part=react]").click();
        screen.find("activity-feed .picker button").first().click();
        assertThat(event.locator("[part=reaction]")).hasAttribute("aria-label", "👍 1");

        event.locator("[part=comments]").click();
        event.locator("textarea").fill("At last");
        event.locator("[part=composer] button").click();
        assertThat(event.locator("[part=comment]")).containsText("At last");

        screen.page().reload();
        assertThat(event.locator("[part=reaction]")).hasAttribute("aria-pressed", "true");
        assertThat(event.locator("[part=comments]")).hasText("1");
    }

    @Test
    void feedWorksWhereWebSocketsAreBlocked() {
        Person person = app().registerOrganization();
        screen.page()
                .addInitScript(
                        """
                        window.WebSocket = class {
                          constructor() { setTimeout(() => this.onclose?.({ code: 1006 })); }
                          close() {}
                          send() {}
                        };
                        """);
        screen.signIn(person.email());
        screen.go("Feed");
        assertThat(screen.find("activity-feed [part=status]"))
                .hasText("Live", new HasTextOptions().setTimeout(15_000));

        publish(person, "Over server-sent events");

        assertThat(screen.articles().first()).containsText("Over server-sent events");
    }

    @Test
    void hostileTextStaysText() {
        Person person = app().registerOrganization();
        person.api().patch("/api/organization", Map.of("captureTitles", true));
        publish(person, HOSTILE);
        screen.signIn(person.email());

        try (Desk desk = Desk.enrol(app().uri(), enrolmentToken(person))) {
            desk.uses("<script>window.hacked = true</script>", HOSTILE);
            assertThat(screen.find(".person .app").first())
                    .hasText("<script>window.hacked = true</script>");
            screen.go("Feed");
            assertThat(screen.article(HOSTILE).first()).isVisible();
        }
        assertThat(screen.page().evaluate("window.hacked")).isNull();
    }

    static void publish(Person person, String message) {
        person.api()
                .post("/api/activities", Map.of("eventType", "note.written", "message", message))
                .expect(201);
    }

    static String enrolmentToken(Person person) {
        return person.api()
                .post(
                        "/api/enrolment-tokens",
                        Map.of("userId", person.userId(), "expiresInSeconds", 600, "maxUses", 1))
                .expect(201)
                .json()
                .get("token")
                .asText();
    }
}
