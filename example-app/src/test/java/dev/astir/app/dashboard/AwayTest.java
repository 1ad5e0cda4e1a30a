package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.visits.TestVisits;
import dev.astir.testing.browser.Chromium;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody missed, above the feed. */
class AwayTest extends PageTest {

    private Person mia;

    @BeforeEach
    void anAbsence() {
        mia = app().addUser(admin, Role.EMPLOYEE, "Mia Ferrari");
        TestVisits.was(app(), mia, Instant.now().minus(Duration.ofHours(3)));
        admin.api().post("/api/sessions/start", Map.of()).expect(201);
        post(
                Map.of(
                        "eventType", "task.completed",
                        "entityType", "task",
                        "entityId", "42",
                        "entityName", "Fix login",
                        "important", true));
        String note =
                post(
                        Map.of(
                                "eventType",
                                "note.written",
                                "message",
                                "Who takes the <b>release</b>?"));
        admin.api()
                .post(
                        "/api/activities/" + note + "/comments",
                        Map.of("body", "@Mia Ferrari?", "mentions", List.of(mia.userId())))
                .expect(201);
    }

    @Test
    void tellsWhatWasMissedWithItsWhyUntilItIsKnown(Chromium chromium) {
        screen.signIn(mia.email());
        screen.go("Feed");

        assertThat(screen.find(".away h2")).hasText("While you were away");
        assertThat(screen.find(".away .summed"))
                .hasText("1 session, 1 comment in 1 thread, 1 other event, Fix login completed");
        assertThat(screen.find(".away li")).hasCount(3);
        assertThat(screen.find(".away li").first()).containsText("mentions you (+40)");
        assertThat(screen.find(".away .what b")).hasCount(0);
        screen.awaitLiveFeed();
        new Looks(screen).check("feed-away");

        Browser.NewContextOptions german =
                Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("de-DE");
        try (Screen other = Screen.open(chromium, app().uri(), german)) {
            other.page().navigate("/feed");
            other.page().fill("#email", mia.email());
            other.page().fill("#password", dev.astir.app.TestApp.PASSWORD);
            other.page().click("form button");
            assertThat(other.find(".away .summed"))
                    .hasText(
                            "1 Sitzung, 1 Kommentar in 1 Gespräch, 1 anderes Ereignis,"
                                    + " Fix login erledigt");
            assertThat(other.find(".away li").first()).containsText("erwähnt Sie (+40)");
            other.screenshot("feed-away-german-1280-light");
        }

        screen.find(".away button").focus();
        screen.page().keyboard().press("Enter");

        assertThat(screen.find(".away")).hasCount(0);
        assertThat(screen.heading()).isFocused();
        await().pollInSameThread().until(() -> !isAway());
        screen.page().reload();
        screen.awaitLiveFeed();
        assertThat(screen.find(".away")).hasCount(0);
    }

    @Test
    void whoReadsOnKnows() {
        for (int i = 0; i < 40; i++) {
            post(Map.of("eventType", "note.written", "message", "Note " + i));
        }
        screen.signIn(mia.email());
        screen.go("Feed");
        assertThat(screen.find(".away h2")).isVisible();
        assertThat(screen.article("Note 39")).isVisible();
        assertThat(isAway()).isTrue();

        screen.article("Note 5").scrollIntoViewIfNeeded();

        await().pollInSameThread().until(() -> !isAway());
        assertThat(screen.find(".away")).hasCount(1);
    }

    @Test
    void whoLeavesThePageWasThereUntilThen() {
        mia.api().post("/api/me/feed-visit").expect(200);
        String before = visitedAt();
        screen.signIn(mia.email());
        screen.go("Feed");
        screen.awaitLiveFeed();
        await().pollInSameThread().until(() -> !visitedAt().equals(before));
        String during = visitedAt();

        screen.go("Now");

        await().pollInSameThread().until(() -> !visitedAt().equals(during));
        assertThat(screen.find(".away")).hasCount(0);
    }

    private String visitedAt() {
        return mia.api().get("/api/me/feed-visit").json().get("visitedAt").asText();
    }

    private boolean isAway() {
        return mia.api().get("/api/me/feed-visit").json().get("isAway").asBoolean();
    }

    private String post(Map<String, Object> event) {
        return admin.api().post("/api/activities", event).expect(201).json().get("id").asText();
    }
}
