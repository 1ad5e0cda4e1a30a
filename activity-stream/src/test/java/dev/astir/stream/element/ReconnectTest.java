package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectTest extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sse"})
    void missesNothingAndRepeatsNothingWhenTheServerRestarts(String transport) {
        try (ElementServer server = ElementServer.launch();
                FeedPage page = window()) {
            ActivityEvent kept = server.publish(feed, "Kept");
            ActivityEvent deleted = server.publish(feed, "Deleted");
            page.show(server, "alice", feed, "transport=" + transport);
            page.awaitState("Live");
            server.publish(feed, "Live 1");
            assertThat(page.event("Live 1")).hasCount(1);

            server.stop();
            page.awaitState("Connection lost. Reconnecting…");
            try (ActivityStream other = server.otherNode()) {
                for (int i = 1; i <= 20; i++) {
                    ActivityEvent event =
                            ActivityEvent.builder("note.written").message("Missed " + i).build();
                    other.publish(feed, event).join();
                }
                other.edit(
                        FeedReader.of(feed),
                        kept.id(),
                        EventEdit.builder().message("Kept and edited").build());
                other.delete(FeedReader.of(feed), deleted.id());
            }
            server.start();
            page.awaitState("Live");
            server.publish(feed, "Live 2");

            assertThat(page.event("Live 2")).hasCount(1);
            assertThat(page.events()).hasCount(23);
            assertThat(page.messages())
                    .startsWith("Live 2", "Missed 20", "Missed 19")
                    .endsWith("Missed 1", "Live 1", "Kept and edited")
                    .doesNotHaveDuplicates();
        }
    }
}
