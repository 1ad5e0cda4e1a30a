package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Settings that change while the feed shows: articles stay the same nodes where they need not be
 * made anew.
 */
class SettingsTest extends BrowserTest {

    @BeforeEach
    void publish() {
        server().publish(feed, "First");
        server().publish(feed, "Second");
    }

    @Test
    void offersOtherTypesAndAnotherNameAndKeepsTheFocus() {
        try (FeedPage page = window().show(server(), "alice", feed, "types=task.created")) {
            Locator second = remembered(page);
            second.focus();

            change(page, "feed.setAttribute('types', 'task.done')");
            change(page, "feed.setAttribute('label', 'News')");
            awaitNew(page);

            assertThat(second).isFocused();
            assertSame(page);
            assertThat(page.page().getByRole(AriaRole.FEED)).hasAttribute("aria-label", "News");
            page.find("[part=control]", "Type").click();
            assertThat(page.find("[part=panel] .boxes label"))
                    .hasText(new String[] {"Note written", "Task done"});
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feed.before(feed)",
                "feed.request = (...args) => fetch(...args)",
                "feed.setAttribute('transport', 'sse')",
                "feed.setAttribute('limit', '20')"
            })
    void loadsAgainAndKeepsTheArticles(String change) {
        try (FeedPage page = open("alice")) {
            remembered(page);

            page.page()
                    .waitForResponse(
                            answer -> answer.url().contains("limit="), () -> change(page, change));
            awaitNew(page);

            assertSame(page);
        }
    }

    @Test
    void speaksAnotherLanguageWhereItIsPutIntoOne() {
        try (FeedPage page = open("alice")) {
            change(
                    page,
                    "const part = document.createElement('div'); part.lang = 'de';"
                            + " feed.before(part); part.append(feed)");

            assertThat(page.find("[part=day]")).hasText("Heute");
            assertThat(page.events()).hasCount(2);
        }
    }

    /** The second event, whose node {@link #assertSame} knows again. */
    private static Locator remembered(FeedPage page) {
        Locator second = page.event("Second");
        second.evaluate("node => { window.before = node; }");
        return second;
    }

    private static void assertSame(FeedPage page) {
        assertThat(page.event("Second").evaluate("node => node === window.before")).isEqualTo(true);
    }

    private static void change(FeedPage page, String change) {
        page.page()
                .evaluate(
                        "() => { const feed = document.querySelector('activity-feed'); "
                                + change
                                + " }");
    }

    /** What happens next is shown, whatever was loaded again before. */
    private void awaitNew(FeedPage page) {
        page.awaitState("Live");
        server().publish(feed, "Third");
        assertThat(page.events()).hasCount(3);
    }
}
