package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the element draws the eye to what is new or has changed. */
class FlashTest extends BrowserTest {
    /** Notes each animation in the element, and holds it at its beginning. */
    private static final String HOLD =
            """
            window.flashes = [];
            document.querySelector('activity-feed').shadowRoot.addEventListener('animationstart', (event) => {
              for (const animation of event.target.getAnimations()) {
                if (animation.animationName === 'turn') continue;
                animation.pause();
                animation.currentTime = 0;
                const { duration } = animation.effect.getTiming();
                window.flashes.push(`${animation.animationName} ${duration}`);
                window.held = animation;
              }
            });
            """;

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void newAndChangedEventsFlashOnceInATintThatCanBeRead(ColorScheme scheme) {
        ActivityEvent event = publish("Mail");
        String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT);
        try (FeedPage page = window(360, 740, scheme)) {
            page.show(server(), "alice", feed, "fold=app.switched");
            page.awaitState("Live");
            page.page().evaluate(HOLD);
            server().stream()
                    .edit(
                            FeedReader.of(feed),
                            event.id(),
                            EventEdit.builder().message("Ann Lee switched, edited").build());
            awaitFlashes(page, "arrive 800");
            readable(page, "flash-changed" + suffix);
            assertThat(page.find("article.fresh")).hasCount(1);
            page.page().evaluate("held.finish()");
            assertThat(page.find("article.fresh")).hasCount(0);

            publish("Slack");
            awaitFlashes(page, "arrive 800", "arrive 800");
            assertThat(page.folds()).hasCount(1);
            readable(page, "flash-joined" + suffix);
            publish("Firefox");
            awaitFlashes(page, "arrive 800", "arrive 800", "arrive 800");
            assertThat(page.find("article.fresh")).hasCount(1);
            page.page().evaluate("held.finish()");
            assertThat(page.find("article.fresh")).hasCount(0);

            // What has flashed does not do so again when it comes into sight.
            page.find("[part=unfold]").click();
            assertThat(page.events()).hasCount(3);
            assertThat(page.find(".fresh")).hasCount(0);
        }
    }

    @Test
    void withReducedMotionAnEdgeShowsForTwoSeconds() {
        try (FeedPage page = window()) {
            page.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            page.show(server(), "alice", feed);
            page.page().evaluate(HOLD);
            publish("Mail");
            awaitFlashes(page, "edge 2000");
            Object style =
                    page.find("article.fresh")
                            .evaluate(
                                    """
                                    node => ({ shadow: getComputedStyle(node).boxShadow,
                                      ground: getComputedStyle(node).backgroundColor })
                                    """);
            assertThat(style)
                    .isEqualTo(
                            Map.of(
                                    "shadow", "rgb(11, 110, 99) 2px 0px 0px 0px inset",
                                    "ground", "rgba(0, 0, 0, 0)"));
            page.page().evaluate("held.finish()");
            assertThat(page.find(".fresh")).hasCount(0);
        }
    }

    private static void awaitFlashes(FeedPage page, String... flashes) {
        page.page().waitForFunction("count => flashes.length >= count", flashes.length);
        assertThat(page.page().evaluate("flashes")).isEqualTo(List.of(flashes));
    }

    private static void readable(FeedPage page, String name) {
        page.screenshot("element-" + name);
        page.assertAccessible(name);
    }

    private ActivityEvent publish(String app) {
        return server().publish(
                        feed,
                        ActivityEvent.builder("app.switched")
                                .actor("ann", "Ann Lee")
                                .entityName(app)
                                .message("Ann Lee switched to " + app)
                                .build());
    }
}
