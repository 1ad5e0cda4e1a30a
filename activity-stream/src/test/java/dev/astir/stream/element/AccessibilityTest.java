package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.FeedReader;
import dev.astir.stream.MediaLink;
import dev.astir.stream.NewComment;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether axe finds something, and what each state looks like: see target/screenshots. */
class AccessibilityTest extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"360, 740", "1280, 800"})
    void everyStateIsAccessibleAndFitsTheScreen(int width, int height) {
        String suffix = "-" + width;
        try (FeedPage page = window(width, height, ColorScheme.LIGHT)) {
            page.show(server(), "alice", feed, "media=images");
            page.awaitState("Live");
            assertThat(page.notice()).containsText("Nothing has happened yet");
            picture(page, "empty" + suffix);

            ActivityEvent task = fill();
            assertThat(page.events()).hasCount(4);
            picture(page, "events" + suffix);

            Locator event = page.event("Login");
            event.hover();
            event.locator("[part=comments]").click();
            assertThat(event.locator("[part=comment]")).hasCount(2);
            event.locator("[part=comment]").getByText("Reply").first().click();
            check(page, "thread" + suffix);

            event.locator("[part=react]").click();
            assertThat(page.find(".picker")).isVisible();
            picture(page, "picker" + suffix);
            page.press("Escape");

            page.find("[part=control]", "Type").click();
            assertThat(page.find("[part=panel]:popover-open")).hasCount(1);
            picture(page, "types" + suffix);
            page.find("[part=panel] label", "Task completed").click();
            page.press("Escape");
            page.find("[part=control]", "Date").click();
            assertThat(page.find("[part=panel]:popover-open")).hasCount(1);
            check(page, "dates" + suffix);
            page.press("Escape");

            page.find("[part=search]").fill("nothing like that");
            assertThat(page.notice()).containsText("Nothing matches");
            check(page, "nothing-found" + suffix);
            server().stream().delete(FeedReader.of(feed), task.id());
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 740", "1280, 800"})
    void foldedEventsAreAccessibleAndFitTheScreen(int width, int height) {
        String suffix = "-" + width;
        switched("ann", "Ann Lee", "Firefox", "16:01");
        for (String app :
                List.of("IntelliJ IDEA", "Rechtsschutzversicherungsgesellschaften", "Slack")) {
            switched("chi", "Chiara D’Angelo-Fernández", app, "16:52");
            switched("ann", "Ann Lee", app, "16:54");
        }
        fill();
        try (FeedPage page = window(width, height, ColorScheme.LIGHT)) {
            page.show(server(), "alice", feed, "lang=en-US&fold=app.switched");
            page.awaitState("Live");
            assertThat(page.folds()).hasCount(2);
            check(page, "folds" + suffix);
            page.fold("Chiara").locator("[part=unfold]").click();
            assertThat(page.find(".folded [part=article]")).hasCount(3);
            check(page, "fold-open" + suffix);
            page.fold("Ann").focus();
            page.press("Tab");
            assertThat(page.fold("Ann").locator("[part=unfold]")).isFocused();
            check(page, "fold-focused" + suffix);
        }
    }

    /** In both schemes, between which a page changes without a reload. */
    private static void check(FeedPage page, String name) {
        picture(page, name, page::assertAccessible);
    }

    private static void picture(FeedPage page, String name) {
        picture(page, name, shown -> {});
    }

    private static void picture(FeedPage page, String name, Consumer<String> then) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            String shown = name + "-" + scheme.name().toLowerCase(Locale.ROOT);
            page.scheme(scheme);
            page.screenshot("element-" + shown);
            then.accept(shown);
        }
    }

    /** Yesterday, where the browser says that it is. */
    private void switched(String id, String name, String app, String time) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        server().publish(
                        feed,
                        ActivityEvent.builder("app.switched")
                                .actor(id, name)
                                .entityName(app)
                                .message(name + " switched to " + app)
                                .timestamp(
                                        LocalDate.now(berlin)
                                                .minusDays(1)
                                                .atTime(LocalTime.parse(time))
                                                .atZone(berlin)
                                                .toInstant())
                                .build());
    }

    private ActivityEvent fill() {
        server().publish(
                        feed,
                        ActivityEvent.builder("alert.raised")
                                .message("The nightly import has not finished for three hours")
                                .important(true)
                                .icon("alert")
                                .color("red")
                                .build());
        server().publish(
                        feed,
                        ActivityEvent.builder("system.screenshot")
                                .actor("chi", "Chiara D’Angelo-Fernández")
                                .message("Chiara D’Angelo-Fernández shared the new report page")
                                .media(
                                        List.of(
                                                new MediaLink(
                                                        "/pages/picture.svg",
                                                        "image/svg+xml",
                                                        "Report page"),
                                                new MediaLink(
                                                        "/report.pdf",
                                                        "application/pdf",
                                                        "Quarterly report.pdf")))
                                .build());
        ActivityEvent task =
                server().publish(
                                feed,
                                ActivityEvent.builder("task.completed")
                                        .actor("bob", "Bob Brandt")
                                        .message(
                                                "Bob Brandt completed “Login keeps people signed in”")
                                        .entity("task", "42")
                                        .entityReference("#TASK-42")
                                        .entityName("Login keeps people signed in")
                                        .entityUrl("/tasks/42")
                                        .color("green")
                                        .build());
        server().publish(feed, "Nobody has said anything about this one");
        FeedReader reader = FeedReader.of(feed);
        server().stream().react(reader, task.id(), Actor.of("alice", "Alice Ahmadi"), "🎉");
        server().stream().react(reader, task.id(), Actor.of("bob", "Bob Brandt"), "👍");
        NewComment question =
                NewComment.builder(
                                Actor.of("bob", "Bob Brandt"),
                                "The cookie now renews itself. @Chiara D’Angelo-Fernández, could you look at the expiry?")
                        .mentions(List.of("chi"))
                        .build();
        server().stream().comment(reader, task.id(), question);
        server().stream()
                .comment(
                        reader,
                        task.id(),
                        NewComment.builder(Actor.of("alice", "Alice Ahmadi"), "Looks right to me.")
                                .parent(question.id())
                                .build());
        return task;
    }
}
