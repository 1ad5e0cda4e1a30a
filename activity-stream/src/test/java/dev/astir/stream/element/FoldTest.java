package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import dev.astir.stream.NewComment;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FoldTest extends BrowserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String FOLDED = "lang=en&fold=app.switched";

    @Test
    void makesOneLineOfWhatAPersonDidWithinAnHour() {
        switched("ann", "Ann Lee", "Mail", "13:50");
        switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("bob", "Bob Ray", "Slack", "14:02");
        switched("ann", "Ann Lee", "Mail", "14:03");
        switched("bob", "Bob Ray", "Figma", "14:04");
        switched("ann", "Ann Lee", "Slack", "14:05");
        switched("ann", "Ann Lee", "Terminal", "14:06");
        publish("task.created", "bob", "Bob Ray", "A task", "14:07");
        switched("bob", "Bob Ray", "Figma", "14:08");
        try (FeedPage page = show(FOLDED)) {
            assertThat(page.messages())
                    .containsExactly(
                            "Bob Ray switched to Figma",
                            "Bob Ray: A task",
                            "Ann Lee switched 4 times: Terminal, Slack, Mail +1",
                            "Bob Ray switched 2 times: Figma, Slack",
                            "Ann Lee switched to Mail");
            assertThat(page.fold("Ann Lee").locator("time .when")).hasText("14:06");
            assertThat(page.fold("Ann Lee").locator("time .exact")).hasText("14:01–14:06");
            assertThat(page.fold("Ann Lee")).hasAttribute("aria-posinset", "3");
            assertThat(page.fold("Ann Lee")).hasAttribute("aria-setsize", "5");
        }
        try (FeedPage page = show("fold=task.*")) {
            assertThat(page.events()).hasCount(9);
            assertThat(page.folds()).hasCount(0);
        }
    }

    @Test
    void opensToTheSingleEvents() {
        publish("task.created", "bob", "Bob Ray", "A task", "14:00");
        switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("ann", "Ann Lee", "Mail", "14:02");
        switched("ann", "Ann Lee", "Slack", "14:03");
        publish("task.created", "bob", "Bob Ray", "Another task", "14:04");
        try (FeedPage page = show(FOLDED)) {
            Locator fold = page.fold("Ann Lee");
            Locator button = fold.locator("[part=unfold]");
            assertThat(button).hasAttribute("aria-expanded", "false");
            button.click();
            assertThat(button).hasAttribute("aria-expanded", "true");
            assertThat(button).isFocused();
            assertThat(fold.locator(".folded [part=message]"))
                    .hasText(
                            new String[] {
                                "Ann Lee switched to Slack",
                                "Ann Lee switched to Mail",
                                "Ann Lee switched to Firefox"
                            });
            assertThat(page.event("to Mail")).hasAttribute("aria-posinset", "2");
            assertThat(page.event("to Mail")).hasAttribute("aria-setsize", "3");

            button.click();
            assertThat(button).hasAttribute("aria-expanded", "false");
            assertThat(page.events()).hasCount(2);
        }
    }

    @Test
    void isReadWithTheKeysOfTheFeedPattern() {
        publish("task.created", "bob", "Bob Ray", "A task", "14:00");
        switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("ann", "Ann Lee", "Mail", "14:02");
        publish("task.created", "bob", "Bob Ray", "Another task", "14:03");
        try (FeedPage page = show(FOLDED)) {
            Locator fold = page.fold("Ann Lee");
            page.event("Another task").focus();
            page.press("PageDown");
            assertThat(fold).isFocused();
            page.press("PageDown");
            assertThat(page.event("A task")).isFocused();
            page.press("PageUp");
            assertThat(fold).isFocused();
            page.press("Enter");
            assertThat(fold.locator("[part=unfold]")).hasAttribute("aria-expanded", "true");
            page.press("PageDown");
            assertThat(page.event("to Mail")).isFocused();
            page.press("PageDown");
            page.press("PageDown");
            assertThat(page.event("A task")).isFocused();
            assertThat(page.find("[part~=article][tabindex='0']")).hasCount(1);

            fold.focus();
            page.press("Enter");
            assertThat(page.event("to Mail")).hasCount(0);
            page.press("Alt+PageDown");
            assertThat(page.event("to Mail")).isFocused();
        }
    }

    @Test
    void aLiveEventJoinsItsLineWhichGoesToThePlaceOfTheNewest() {
        switched("ann", "Ann Lee", "Firefox", "14:01");
        publish("task.created", "bob", "Bob Ray", "A task", "14:02");
        try (FeedPage page = show(FOLDED)) {
            switched("ann", "Ann Lee", "Mail", "14:03");
            assertThat(page.fold("Ann Lee")).hasCount(1);
            publish("task.created", "bob", "Bob Ray", "Another task", "14:04");
            switched("ann", "Ann Lee", "Slack", "14:05");
            assertThat(page.fold("Ann Lee switched 3 times")).hasCount(1);
            assertThat(page.messages())
                    .containsExactly(
                            "Ann Lee switched 3 times: Slack, Mail, Firefox",
                            "Bob Ray: Another task",
                            "Bob Ray: A task");
        }
    }

    @Test
    void anOpenLineStaysWhereItIsAndGrows() {
        switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("ann", "Ann Lee", "Mail", "14:02");
        try (FeedPage page = show(FOLDED)) {
            Locator button = page.find("[part=unfold]");
            button.click();
            publish("task.created", "bob", "Bob Ray", "A task", "14:04");
            switched("ann", "Ann Lee", "Slack", "14:05");
            assertThat(page.event("to Slack")).hasCount(1);
            assertThat(button).isFocused();
            assertThat(page.messages())
                    .containsExactly(
                            "Bob Ray: A task",
                            "Ann Lee switched 3 times: Slack, Mail, Firefox",
                            "Ann Lee switched to Slack",
                            "Ann Lee switched to Mail",
                            "Ann Lee switched to Firefox");
            // Closed, it stays under the pointer and the focus, until they leave.
            button.click();
            switched("ann", "Ann Lee", "Figma", "14:06");
            assertThat(button).hasText("Ann Lee switched 4 times: Figma, Slack, Mail +1");
            assertThat(page.messages()).first().isEqualTo("Bob Ray: A task");
            page.find("[part=search]").click();
            switched("ann", "Ann Lee", "Mail", "14:07");
            assertThat(button).hasText("Ann Lee switched 5 times: Mail, Figma, Slack +1");
            assertThat(page.messages()).last().isEqualTo("Bob Ray: A task");
        }
    }

    @Test
    void thePillCountsLinesAndNothingMovesUnderWhoReadsFurtherDown() {
        for (int i = 1; i <= 40; i++) {
            publish("task.created", "bob", "Bob Ray", "Task " + i, "13:00");
        }
        switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("ann", "Ann Lee", "Mail", "14:02");
        try (FeedPage page = show(FOLDED)) {
            page.fold("Ann Lee").locator("[part=unfold]").click();
            page.event("Task 1").last().scrollIntoViewIfNeeded();
            Object before = page.page().evaluate("scrollY");
            switched("ann", "Ann Lee", "Slack", "14:03");
            switched("cat", "Cat Moss", "Figma", "14:04");
            switched("ann", "Ann Lee", "Figma", "14:05");
            publish("task.created", "cat", "Cat Moss", "The last one", "14:06");
            assertThat(page.find("[part=pill]")).hasText("3 new");
            assertThat(page.page().evaluate("scrollY")).isEqualTo(before);
            assertThat(page.fold("Ann Lee switched 2 times")).hasCount(1);

            page.find("[part=pill]").click();
            assertThat(page.fold("Ann Lee switched 4 times")).hasCount(1);
            assertThat(page.events().first()).containsText("Cat Moss: The last one");
            assertThat(page.events().first()).isFocused();
            assertThat(page.event("to Firefox")).hasCount(1);
        }
    }

    @Test
    void olderEventsJoinAcrossTheBorderOfAPage() {
        publish("task.created", "bob", "Bob Ray", "A task", "14:00");
        for (int i = 1; i <= 6; i++) {
            switched("ann", "Ann Lee", "App " + i, "14:0" + i);
        }
        publish("task.created", "bob", "Bob Ray", "Another task", "14:08");
        try (FeedPage page = show(FOLDED + "&limit=2")) {
            assertThat(page.messages())
                    .containsExactly("Bob Ray: Another task", "Ann Lee switched to App 6");
            loadMore(page);
            assertThat(page.fold("Ann Lee switched 3 times: App 6, App 5, App 4")).isFocused();
            loadMore(page);
            assertThat(page.fold("Ann Lee switched 5 times: App 6, App 5, App 4 +2")).isFocused();
            loadMore(page);
            assertThat(page.event("A task")).isFocused();
            assertThat(page.messages())
                    .containsExactly(
                            "Bob Ray: Another task",
                            "Ann Lee switched 6 times: App 6, App 5, App 4 +3",
                            "Bob Ray: A task");
        }
    }

    @Test
    void aPageOfFewLinesBringsMoreEvents() {
        publish("task.created", "bob", "Bob Ray", "A task", "14:00");
        for (int i = 1; i <= 30; i++) {
            switched("ann", "Ann Lee", "Mail", "14:01");
        }
        try (FeedPage page = show(FOLDED + "&limit=4")) {
            assertThat(page.fold("Ann Lee switched 20 times: Mail")).hasCount(1);
            switched("ann", "Ann Lee", "Mail", "14:02");
            assertThat(page.fold("Ann Lee switched 21 times: Mail")).hasCount(1);
            loadMore(page);
            assertThat(page.event("A task")).isFocused();
            assertThat(page.fold("Ann Lee switched 31 times: Mail")).hasCount(1);
        }
    }

    private static void loadMore(FeedPage page) {
        page.button("Load more").focus();
        page.press("Enter");
    }

    @Test
    void whatSaysSomethingOfItsOwnIsNotFoldedAway() {
        ActivityEvent first = switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("ann", "Ann Lee", "Mail", "14:02");
        ActivityEvent third = switched("ann", "Ann Lee", "Slack", "14:03");
        switched("ann", "Ann Lee", "Figma", "14:04");
        FeedReader reader = FeedReader.of(feed);
        server().stream()
                .comment(
                        reader,
                        third.id(),
                        NewComment.builder(Actor.of("bob", "Bob Ray"), "At last").build());
        try (FeedPage page = show(FOLDED)) {
            assertThat(page.messages())
                    .containsExactly(
                            "Ann Lee switched 3 times: Figma, Mail, Firefox",
                            "Ann Lee switched to Slack");
            server().stream().react(reader, first.id(), Actor.of("bob", "Bob Ray"), "👍");
            assertThat(page.event("to Firefox").locator("[part=reaction]")).hasText("👍1");
            assertThat(page.messages())
                    .containsExactly(
                            "Ann Lee switched 2 times: Figma, Mail",
                            "Ann Lee switched to Slack",
                            "Ann Lee switched to Firefox");
        }
    }

    @Test
    void whatIsReactedToInAnOpenLineStaysInItUntilItCloses() {
        switched("ann", "Ann Lee", "Firefox", "14:01");
        switched("ann", "Ann Lee", "Mail", "14:02");
        switched("ann", "Ann Lee", "Slack", "14:03");
        try (FeedPage page = show(FOLDED)) {
            Locator button = page.find("[part=unfold]");
            button.click();
            Locator mail = page.find(".folded [part=article]", "to Mail");
            mail.hover();
            mail.locator("[part=react]").click();
            page.find(".picker button").first().click();
            assertThat(mail.locator("[part=reaction]")).hasText("👍1");
            mail.locator("[part=comments]").click();
            mail.locator("[part=write]").fill("Any news?");
            mail.locator("[part=write]").press("Control+Enter");
            assertThat(mail.locator("[part=comment]")).hasCount(1);

            button.click();
            assertThat(mail).hasCount(0);
            assertThat(page.event("to Mail").locator("[part=comment]")).hasCount(1);
            assertThat(button).hasText("Ann Lee switched 2 times: Slack, Firefox");
        }
    }

    @Test
    void whatTheReaderIsInIsNotFoldedAway() {
        switched("ann", "Ann Lee", "Firefox", "14:01");
        try (FeedPage page = show(FOLDED)) {
            Locator event = page.event("to Firefox");
            event.locator("[part=comments]").focus();
            switched("ann", "Ann Lee", "Mail", "14:02");
            assertThat(page.events()).hasCount(2);
            assertThat(event.locator("[part=comments]")).isFocused();
            page.find("[part=search]").focus();
            switched("ann", "Ann Lee", "Slack", "14:03");
            assertThat(page.fold("Ann Lee switched 3 times")).hasCount(1);
            assertThat(page.events()).hasCount(0);
        }
    }

    @Test
    void followsEditsAndDeletions() {
        ActivityEvent first = switched("ann", "Ann Lee", "Firefox", "14:01");
        ActivityEvent second = switched("ann", "Ann Lee", "Mail", "14:02");
        ActivityEvent third = switched("ann", "Ann Lee", "Slack", "14:03");
        FeedReader reader = FeedReader.of(feed);
        try (FeedPage page = show(FOLDED)) {
            Locator button = page.find("[part=unfold]");
            button.click();
            server().stream()
                    .edit(reader, second.id(), EventEdit.builder().message("Edited").build());
            assertThat(page.find(".folded [part=message]").nth(1)).hasText("Edited");
            server().stream().delete(reader, third.id());
            assertThat(button).hasText("Ann Lee switched 2 times: Mail, Firefox");
            server().stream().delete(reader, first.id());
            assertThat(page.folds()).hasCount(0);
            assertThat(page.events()).hasCount(1);
            // The line is gone, and reading goes on at what is left of it.
            assertThat(page.event("Edited")).isFocused();
        }
    }

    @Test
    void filtersApplyToWhatIsFolded() {
        switched("ann", "Ann Lee", "Firefox", "14:01");
        publish("task.created", "ann", "Ann Lee", "A task", "14:02");
        switched("ann", "Ann Lee", "Mail", "14:03");
        switched("bob", "Bob Ray", "Mail", "14:04");
        try (FeedPage page = show(FOLDED)) {
            assertThat(page.events()).hasCount(4);
            page.find("[part=control]", "Type").click();
            page.find("[part=panel] label", "App switched").click();
            assertThat(page.events()).hasCount(1);
            assertThat(page.messages())
                    .containsExactly(
                            "Bob Ray switched to Mail", "Ann Lee switched 2 times: Mail, Firefox");
            page.press("Escape");
            page.button("Clear filters").first().click();
            assertThat(page.events()).hasCount(4);
            assertThat(page.folds()).hasCount(0);
        }
    }

    @Test
    void saysWhatAnyTypeIsAboutAndSpeaksGerman() {
        publish("task.created", "bob", "Bob Ray", "Logo", "14:01");
        publish("task.completed", "bob", "Bob Ray", "Logo", "14:02");
        publish("task.completed", "bob", "Bob Ray", "Login", "14:03");
        switched("ann", "Ann Lee", "Mail", "14:04");
        switched("ann", "Ann Lee", "Mail", "14:05");
        try (FeedPage page = show("lang=de&fold=task.*,app.switched")) {
            assertThat(page.messages())
                    .containsExactly(
                            "Ann Lee hat 2-mal gewechselt: Mail",
                            "Bob Ray: 2 × Task completed, 1 × Task created – Login, Logo");
        }
    }

    @Test
    void markupStaysText() {
        String markup = "<img src=x onerror='window.hacked = true'>";
        switched("ann", markup, "\u202E" + markup, "14:01");
        switched("ann", markup, "</bdi><script>window.hacked = true</script>", "14:02");
        try (FeedPage page = show(FOLDED)) {
            assertThat(page.find("[part=unfold]"))
                    .hasText(
                            markup
                                    + " switched 2 times: </bdi><script>window.hacked = true</script>, "
                                    // Names hold no characters that turn others around.
                                    + markup);
            page.find("[part=unfold]").click();
            assertThat(page.events()).hasCount(2);
            assertThat(page.find("img, [part~=fold] script")).hasCount(0);
            assertThat(page.page().evaluate("window.hacked")).isNull();
        }
    }

    private FeedPage show(String attributes) {
        FeedPage page = window().show(server(), "alice", feed, attributes);
        page.awaitState("Live");
        return page;
    }

    private ActivityEvent switched(String id, String name, String app, String time) {
        return publish(
                ActivityEvent.builder("app.switched")
                        .actor(id, name)
                        .entityName(app)
                        .message(name + " switched to " + app),
                time);
    }

    private ActivityEvent publish(String type, String id, String name, String what, String time) {
        return publish(
                ActivityEvent.builder(type)
                        .actor(id, name)
                        .entityName(what)
                        .message(name + ": " + what),
                time);
    }

    /** Yesterday, where the browser says that it is. */
    private ActivityEvent publish(ActivityEvent.Builder event, String time) {
        return server().publish(
                        feed,
                        event.timestamp(
                                        LocalDate.now(BERLIN)
                                                .minusDays(1)
                                                .atTime(LocalTime.parse(time))
                                                .atZone(BERLIN)
                                                .toInstant())
                                .build());
    }
}
