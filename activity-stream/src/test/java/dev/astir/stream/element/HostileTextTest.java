package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import dev.astir.stream.MediaLink;
import dev.astir.stream.NewComment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostileTextTest extends BrowserTest {
    private static final String MARKUP = "<img src=x onerror='window.hacked = true'>";

    @Test
    void markupStaysText() {
        ActivityEvent event =
                server().publish(
                                feed,
                                ActivityEvent.builder("note.written")
                                        .actor("mallory", MARKUP)
                                        .message(
                                                MARKUP
                                                        + " said </span><script>window.hacked = true</script>")
                                        .entityName(MARKUP)
                                        .entityReference("<b>#1</b>")
                                        .entityUrl("/notes/1")
                                        .icon("<svg onload=hacked=true>")
                                        .media(
                                                List.of(
                                                        new MediaLink(
                                                                "/a.pdf",
                                                                "application/pdf",
                                                                MARKUP)))
                                        .build());
        server().stream()
                .comment(
                        FeedReader.of(feed),
                        event.id(),
                        NewComment.builder(Actor.of("mallory", MARKUP), MARKUP + " @" + MARKUP)
                                .mentions(List.of("mallory"))
                                .build());
        try (FeedPage page = open("alice")) {
            Locator shown = page.events().first();
            assertThat(shown.locator("[part=message]"))
                    .hasText(MARKUP + " said </span><script>window.hacked = true</script>");
            assertThat(shown.locator("[part=link]")).hasText("<b>#1</b> " + MARKUP);
            assertThat(shown.locator("[part=media]")).hasText(MARKUP);
            shown.locator("[part=comments]").click();
            assertThat(shown.locator(".comment-body")).hasText(MARKUP + " @" + MARKUP);
            assertThat(shown.locator(".mention")).hasText("@" + MARKUP);
            page.find("[part=control]", "Person").click();
            assertThat(page.find(".boxes label")).hasText(MARKUP);
            page.press("Escape");
            page.find("[part=search]").fill(MARKUP + " nowhere");
            assertThat(page.notice()).containsText(MARKUP);
            assertThat(page.find("img, script[src=x], [part=message] svg")).hasCount(0);
            assertThat(page.page().evaluate("window.hacked")).isNull();
        }
    }

    @Test
    void aRowNamesWhoPublishedItWhateverItSays() {
        for (String message : List.of("Ada worked 14 hours", "Bobby stopped working", "Bob left")) {
            server().publish(
                            feed,
                            ActivityEvent.builder("note.written")
                                    .actor("bob", "Bob")
                                    .message(message)
                                    .build());
        }
        try (FeedPage page = open("alice")) {
            Locator bylines = page.find("[part=byline]");
            assertThat(page.events().nth(0).locator("[part=byline]")).isHidden();
            assertThat(page.events().nth(0).locator(".actor")).hasText("Bob");
            assertThat(page.events().nth(1).locator("[part=byline]")).hasText("by Bob");
            assertThat(page.events().nth(2)).containsText("Ada worked 14 hours");
            assertThat(bylines.nth(2)).hasText("by Bob");
            assertThat(page.events().nth(2).locator(".actor")).hasCount(0);
        }
    }

    @Test
    void anEditShows() {
        ActivityEvent event =
                server().publish(
                                feed,
                                ActivityEvent.builder("note.written")
                                        .actor("bob", "Bob")
                                        .message("Bob left")
                                        .build());
        try (FeedPage page = open("alice")) {
            assertThat(page.find("[part=byline]")).isHidden();
            server().stream()
                    .edit(
                            FeedReader.of(feed),
                            event.id(),
                            EventEdit.builder()
                                    .message("Bob left early")
                                    .metadata(Map.of("editedAt", "2026-11-29T12:00:00Z"))
                                    .build());
            assertThat(page.find("[part=message]")).hasText("Bob left early");
            assertThat(page.find("[part=byline]")).hasText("edited");
        }
    }

    @Test
    void linksLeadNowhereButToTheWeb() {
        server().publish(feed, "An event");
        try (FeedPage page = open("alice")) {
            // The stream refuses such addresses; another server that speaks the protocol may not.
            page.page()
                    .route(
                            address -> address.contains("/api/activities?"),
                            route -> {
                                String body =
                                        route.fetch()
                                                .text()
                                                .replace(
                                                        "\"message\":\"An event\"",
                                                        """
                                                        "message":"An event","entityName":"Thing",
                                                        "entityUrl":" jAvAscript:alert(1)",
                                                        "color":"red;background:url(//evil.example)"
                                                        """)
                                                .replace(
                                                        "\"media\":[]",
                                                        """
                                                        "media":[{"url":"data:text/html,x","type":"image/png"},
                                                        {"url":"//evil.example/x","type":"text/html","title":"Out"}]
                                                        """);
                                route.fulfill(
                                        new com.microsoft.playwright.Route.FulfillOptions()
                                                .setContentType("application/json")
                                                .setBody(body));
                            });
            page.page().reload();
            assertThat(page.events()).hasCount(1);
            assertThat(page.find("[part=link]")).hasCount(0);
            assertThat(page.find("[part=media]")).hasCount(1);
            assertThat(page.find("[part=media]")).hasAttribute("href", "http://evil.example/x");
            assertThat(page.find("[part=media]")).hasAttribute("rel", "noopener noreferrer");
            assertThat(page.find("[part=media]")).hasAttribute("target", "_blank");
        }
    }

    @Test
    void rightToLeftOverridesEndWithTheirText() {
        server().publish(feed, "\u202Egnp.exe \u2067 hidden");
        try (FeedPage page = open("alice")) {
            assertThat(page.find("[part=message]")).hasText("\u202Egnp.exe \u2067 hidden");
            assertThat(
                            page.find("[part=message]")
                                    .evaluate("node => getComputedStyle(node).unicodeBidi"))
                    .isEqualTo("isolate");
            assertThat(page.find("[part=time] .when")).hasText("now");
        }
    }

    @Test
    void longWordsAndNulDoNotBreakThePage() {
        server().publish(feed, "W".repeat(4_000));
        server().publish(feed, "be\0fore");
        try (FeedPage page = window(360, 740, com.microsoft.playwright.options.ColorScheme.LIGHT)) {
            page.show(server(), "alice", feed);
            assertThat(page.find("[part=message]").first()).hasText("be\uFFFDfore");
            assertThat(page.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .isEqualTo(0);
            Object height = page.events().nth(1).evaluate("node => node.offsetHeight");
            assertThat((int) height).isLessThan(200);
        }
    }
}
