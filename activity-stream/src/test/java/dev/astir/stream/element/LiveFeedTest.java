package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFeedTest extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse"})
    void showsEventsAsTheyHappen(String transport) {
        server().publish(feed, "Before");
        try (FeedPage page = window().show(server(), "alice", feed, "transport=" + transport)) {
            page.awaitState("Live");
            server().publish(feed, "After");
            assertThat(page.events()).hasCount(2);
            assertThat(page.messages()).containsExactly("After", "Before");
            assertThat(page.find("[part=day]")).hasText("Today");
        }
    }

    @Test
    void changesAnEventInItsPlaceAndTakesDeletedOnesAway() {
        ActivityEvent first = server().publish(feed, "First");
        ActivityEvent second = server().publish(feed, "Second");
        server().publish(feed, "Third");
        try (FeedPage page = open("alice")) {
            server().stream()
                    .edit(
                            FeedReader.of(feed),
                            first.id(),
                            EventEdit.builder().message("First, edited").build());
            assertThat(page.event("First, edited")).hasCount(1);
            assertThat(page.messages()).containsExactly("Third", "Second", "First, edited");

            server().stream().delete(FeedReader.of(feed), second.id());
            assertThat(page.events()).hasCount(2);
            assertThat(page.messages()).containsExactly("Third", "First, edited");
        }
    }

    @Test
    void ignoresWhatHappensToEventsThatAreNotOnThePage() {
        ActivityEvent old = server().publish(feed, "Far down");
        IntStream.rangeClosed(1, 6).forEach(i -> server().publish(feed, "Event " + i));
        try (FeedPage page = window().show(server(), "alice", feed, "limit=5")) {
            page.awaitState("Live");
            EventEdit edit = EventEdit.builder().message("Still far down").build();
            // The message does not tell whether such an event is new: the element asks.
            page.page()
                    .waitForResponse(
                            response -> response.url().contains("limit=5"),
                            () -> server().stream().edit(FeedReader.of(feed), old.id(), edit));
            server().stream().delete(FeedReader.of(feed), old.id());
            server().publish(feed, "Newest");
            assertThat(page.events()).hasCount(6);
            assertThat(page.messages())
                    .containsExactly(
                            "Newest", "Event 6", "Event 5", "Event 4", "Event 3", "Event 2");
        }
    }

    @Test
    void showsAnEventThatIsPublishedLongAfterItWasMade() {
        IntStream.rangeClosed(1, 6).forEach(i -> server().publish(feed, "Event " + i));
        try (FeedPage page = window().show(server(), "alice", feed, "limit=5")) {
            page.awaitState("Live");
            UUID id = madeAt(Instant.now().minus(Duration.ofHours(3)));
            server().publish(
                            feed,
                            ActivityEvent.builder("note.written").id(id).message("Late").build());
            assertThat(page.events()).hasCount(6);
            assertThat(page.messages()).startsWith("Late", "Event 6");
        }
    }

    @Test
    void loadsOlderEventsUntilThereAreNone() {
        IntStream.rangeClosed(1, 12).forEach(i -> server().publish(feed, "Event " + i));
        try (FeedPage page = window().show(server(), "alice", feed, "limit=5")) {
            assertThat(page.events()).hasCount(5);
            page.button("Load more").focus();
            page.press("Enter");
            assertThat(page.events()).hasCount(10);
            // Reading goes on where the older events begin.
            assertThat(page.events().nth(5)).isFocused();
            page.button("Load more").click();
            assertThat(page.events()).hasCount(12);
            assertThat(page.button("Load more")).isHidden();
            assertThat(page.notice()).hasText("That is everything.");
            assertThat(page.messages())
                    .isEqualTo(
                            IntStream.rangeClosed(1, 12)
                                    .mapToObj(i -> "Event " + (13 - i))
                                    .toList());
        }
    }

    @Test
    void keepsNewEventsBehindAPillWhileSomebodyReadsFurtherDown() {
        IntStream.rangeClosed(1, 40).forEach(i -> server().publish(feed, "Event " + i));
        try (FeedPage page = open("alice")) {
            page.events().last().scrollIntoViewIfNeeded();
            server().publish(feed, "New one");
            server().publish(feed, "New two");
            assertThat(page.find("[part=pill]")).hasText("2 new");
            assertThat(page.event("New one")).hasCount(0);

            page.find("[part=pill]").click();
            assertThat(page.events()).hasCount(42);
            assertThat(page.messages()).startsWith("New two", "New one", "Event 40");
            assertThat(page.events().first()).isInViewport();
            assertThat(page.events().first()).isFocused();
            assertThat(page.find("[part=pill]")).isHidden();
        }
    }

    @Test
    void isReadWithTheKeysOfTheFeedPattern() {
        List.of("Third", "Second", "First").forEach(message -> server().publish(feed, message));
        try (FeedPage page = open("alice")) {
            assertThat(page.page().getByRole(AriaRole.FEED)).hasAttribute("aria-busy", "false");
            assertThat(page.events().nth(1)).hasAttribute("aria-posinset", "2");
            assertThat(page.events().nth(1)).hasAttribute("aria-setsize", "3");
            page.events().first().focus();
            page.press("PageDown");
            assertThat(page.event("Second")).isFocused();
            page.press("PageDown");
            assertThat(page.event("Third")).isFocused();
            page.press("PageUp");
            assertThat(page.event("Second")).isFocused();
            page.press("Control+End");
            assertThat(page.find("footer a")).isFocused();
            page.event("Second").focus();
            page.press("Control+Home");
            assertThat(page.find("main > p a")).isFocused();
        }
    }

    @Test
    void speaksGerman() {
        server().publish(
                        feed,
                        ActivityEvent.builder("note.written")
                                .message("Wichtig!")
                                .important(true)
                                .build());
        try (FeedPage page = window().show(server(), "alice", feed, "lang=de")) {
            assertThat(page.find("[part=day]")).hasText("Heute");
            assertThat(page.find("[part=article] [part=important]")).hasText("Wichtig");
            assertThat(page.find("[part=search]")).hasAttribute("placeholder", "Suchen");
            page.find("[part=search]").fill("nichts davon");
            assertThat(page.notice()).hasText("Nichts passt zu „nichts davon“.");
            page.button("Filter aufheben").first().click();
            assertThat(page.events()).hasCount(1);
        }
    }

    /** A UUID of version 7. */
    private static UUID madeAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE | 42);
    }
}
