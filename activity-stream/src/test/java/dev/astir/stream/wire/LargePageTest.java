package dev.astir.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.PausingDownload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages of long texts end early, and are sent without a thread that waits for their readers. */
class LargePageTest extends WireFixture {
    private static final int EVENTS = 100;

    @Test
    void areTakenInPartsByReadersWhoHoldNoThread() throws Exception {
        String padding = "x".repeat(15_000);
        for (int i = 1; i < EVENTS; i++) {
            var unused =
                    server.stream()
                            .publish(
                                    feed,
                                    ActivityEvent.builder("a.b").metadata("p", padding).build());
        }
        publish("a.last");
        List<PausingDownload> paused = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                paused.add(page(""));
            }
            await().atMost(LONGEST).until(() -> !isAnyThreadWriting());
            Map<String, Object> first = EventJson.readObject(paused.get(0).text());
            assertThat((List<?>) first.get("items")).hasSizeBetween(30, 40);
            int seen = ((List<?>) first.get("items")).size();
            for (Object next = first.get("next"); next != null; ) {
                Map<String, Object> page = EventJson.readObject(textOf("&before=" + next));
                seen += ((List<?>) page.get("items")).size();
                next = page.get("next");
            }
            assertThat(seen).isEqualTo(EVENTS);
        } finally {
            paused.forEach(PausingDownload::close);
        }
    }

    private PausingDownload page(String more) {
        return new PausingDownload(server, "alice." + feed, "?limit=200" + more);
    }

    private String textOf(String more) throws Exception {
        try (PausingDownload page = page(more)) {
            return page.text();
        }
    }

    private static boolean isAnyThreadWriting() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.contains("FeedRest") || name.contains("DownloadWriter"));
    }
}
