package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.stream.ActivityEvent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an event says of its time: one thing, as the reader writes it. */
class TimesTest extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"en-US, 3:04 PM, 9:05 AM", "en-GB, 15:04, 09:05", "de, 15:04, 09:05"})
    void writesTheClockAsTheReaderDoes(String language, String late, String early) {
        publish("Early", "09:05");
        publish("Late", "15:04");
        try (FeedPage page = window().show(server(), "alice", feed, "lang=" + language)) {
            // No time is said twice: neither on the screen, nor to who reads or copies the text.
            assertThat(page.event("Late").locator("time")).hasText(late);
            assertThat(page.event("Early").locator("time")).hasText(early);
            page.event("Early").hover();
            assertThat(page.event("Early").locator("time")).hasText(early);
            assertThat(page.event("Early").locator(".when")).isVisible();
        }
    }

    @Test
    void saysHowLongAgoForAnHourAndThenTheClock() {
        try (FeedPage page = window()) {
            page.page().clock().install();
            page.show(server(), "alice", feed, "lang=en-GB");
            page.awaitState("Live");
            server().publish(feed, "Just now");
            Locator time = page.event("Just now").locator("time");
            Locator when = time.locator(".when");
            Locator exact = time.locator(".exact");
            assertThat(when).hasText("now");
            assertThat(exact).isHidden();

            page.page().clock().fastForward("05:00");
            assertThat(when).hasText("5 min ago");
            page.event("Just now").hover();
            assertThat(when).isHidden();
            assertThat(exact).isVisible();
            Pattern clock = Pattern.compile("\\d\\d:\\d\\d");
            assertThat(exact).hasText(clock);
            assertThat(time).hasAttribute("title", Pattern.compile(".+ at \\d\\d:\\d\\d:\\d\\d"));

            page.page().clock().fastForward("01:00:00");
            assertThat(when).isVisible();
            assertThat(time).hasText(clock);
        }
    }

    /** Yesterday, where the browser says that it is. */
    private void publish(String message, String time) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        server().publish(
                        feed,
                        ActivityEvent.builder("note.written")
                                .message(message)
                                .timestamp(
                                        LocalDate.now(berlin)
                                                .minusDays(1)
                                                .atTime(LocalTime.parse(time))
                                                .atZone(berlin)
                                                .toInstant())
                                .build());
    }
}
