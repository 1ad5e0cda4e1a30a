package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.stream.ActivityEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterTest extends BrowserTest {
    /** Where the browser says that it is. */
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void searchesThePastAndTheLiveFeed() {
        publish("task.created", "ann", "Ann Lee wrote the login page");
        publish("task.created", "bob", "Bob Ray fixed a typo");
        try (FeedPage page = open("alice")) {
            page.page()
                    .evaluate(
                            "addEventListener('astir-filter', e => window.filter = e.detail.filter)");
            page.find("[part=search]").fill("log");
            assertThat(page.events()).hasCount(1);
            assertThat(page.messages()).containsExactly("Ann Lee wrote the login page");
            assertThat(page.page().evaluate("window.filter")).isEqualTo(Map.of("q", "log"));
            assertThat(filter(page)).isEqualTo(Map.of("q", "log"));

            page.awaitState("Live");
            publish("task.created", "bob", "Bob Ray made coffee");
            publish("task.created", "bob", "Bob Ray tested the login");
            assertThat(page.events()).hasCount(2);
            assertThat(page.messages()).first().isEqualTo("Bob Ray tested the login");

            page.page().getByLabel("Clear the search").click();
            assertThat(page.events()).hasCount(4);
            assertThat(filter(page)).isEqualTo(Map.of());
        }
    }

    @Test
    void narrowsDownByTypeAndPersonAndImportance() {
        publish("task.created", "ann", "Ann Lee created a task");
        publish("task.completed", "ann", "Ann Lee completed a task");
        publish("task.completed", "bob", "Bob Ray completed a task");
        server().publish(
                        feed,
                        ActivityEvent.builder("alert.raised")
                                .message("Fire")
                                .important(true)
                                .build());
        try (FeedPage page = open("alice")) {
            choose(page, "Type", "Task completed");
            assertThat(page.events()).hasCount(2);
            choose(page, "Task completed", "Alert raised");
            assertThat(page.events()).hasCount(3);
            choose(page, "Person", "Ann Lee");
            assertThat(page.events()).hasCount(1);
            assertThat(page.messages()).containsExactly("Ann Lee completed a task");
            assertThat(filter(page))
                    .isEqualTo(
                            Map.of(
                                    "type", List.of("task.completed", "alert.raised"),
                                    "actor", List.of("ann")));

            page.find("[part=toolbar] button", "Important").click();
            assertThat(page.notice())
                    .hasText("Nothing matches Task completed, Alert raised, Ann Lee, Important.");
            page.find(".foot [part=clear]").click();
            assertThat(page.events()).hasCount(4);

            page.find("[part=toolbar] button", "Important").click();
            assertThat(page.events()).hasCount(1);
            assertThat(page.find("[part=toolbar] button", "Important"))
                    .hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void showsARangeOfDaysAndNothingLiveFromOutsideOfIt() {
        LocalDate today = LocalDate.now(BERLIN);
        publishAt("Long ago", today.minusDays(20));
        publishAt("Ten days ago", today.minusDays(10));
        publishAt("Nine days ago", today.minusDays(9));
        publishAt("Yesterday", today.minusDays(1));
        try (FeedPage page = open("alice")) {
            page.find("[part=control]", "Date").click();
            page.page().getByLabel("From").fill(today.minusDays(10).toString());
            page.page().getByLabel("To").fill(today.minusDays(9).toString());
            assertThat(page.events()).hasCount(2);
            assertThat(page.messages()).containsExactly("Nine days ago", "Ten days ago");
            page.press("Escape");

            page.awaitState("Live");
            server().publish(feed, "Just now");
            publishAt("Nine days ago, said late", today.minusDays(9));
            assertThat(page.events()).hasCount(3);
            assertThat(page.event("Just now")).hasCount(0);

            page.find("[part=toolbar] [part=clear]").click();
            assertThat(page.events()).hasCount(6);
            page.find("[part=control]", "Date").click();
            page.button("Last 7 days").click();
            assertThat(page.events()).hasCount(2);
        }
    }

    @Test
    void showsAFilterThatThePageSets() {
        publish("task.created", "ann", "Ann Lee created a task");
        publish("note.written", "ann", "Ann Lee wrote a note");
        try (FeedPage page = window().show(server(), "alice", feed, "controls=type&types=task.*")) {
            assertThat(page.events()).hasCount(2);
            page.page()
                    .evaluate(
                            "document.querySelector('activity-feed').filter"
                                    + " = {type: 'task.*', entityType: [], q: null}");
            assertThat(page.events()).hasCount(1);
            assertThat(page.find(".opener.active")).containsText("Task: all");
            assertThat(page.find("[part=search]")).isHidden();
            page.find("[part=toolbar] [part=clear]").click();
            assertThat(page.events()).hasCount(2);
        }
    }

    @Test
    void hasNoToolbarWhereItIsNotWanted() {
        server().publish(feed, "An event");
        try (FeedPage page = window().show(server(), "alice", feed, "controls=none")) {
            assertThat(page.events()).hasCount(1);
            assertThat(page.find("[part=toolbar]")).isHidden();
        }
    }

    private static void choose(FeedPage page, String control, String choice) {
        page.find("[part=control]", control).click();
        Locator box = page.find("[part=panel] label", choice);
        box.click();
        page.press("Escape");
    }

    private static Object filter(FeedPage page) {
        return page.page().evaluate("document.querySelector('activity-feed').filter");
    }

    private void publish(String type, String actor, String message) {
        String name = message.substring(0, message.indexOf(' ', message.indexOf(' ') + 1));
        server().publish(
                        feed,
                        ActivityEvent.builder(type)
                                .actor(actor)
                                .actorName(name)
                                .message(message)
                                .build());
    }

    private void publishAt(String message, LocalDate day) {
        Instant noon = day.atTime(12, 0).atZone(BERLIN).toInstant();
        server().publish(
                        feed,
                        ActivityEvent.builder("note.written")
                                .message(message)
                                .timestamp(noon)
                                .build());
    }
}
