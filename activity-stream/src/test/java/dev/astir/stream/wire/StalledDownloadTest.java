package dev.astir.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.PausingDownload;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who takes nothing of a file loses the place, and sees that the file is not whole. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class StalledDownloadTest {
    private static final String FEED = "stalled";

    @ParameterizedTest
    @EnumSource
    void isCut(ServerKind kind) throws Exception {
        String padding = "x".repeat(15_000);
        try (LiveServer server = kind.start(Duration.ofMillis(500))) {
            for (int i = 0; i < 500; i++) {
                var unused = server.stream().publish(FEED, event(padding));
            }
            server.stream().publish(FEED, event(padding)).join();
            try (PausingDownload first = new PausingDownload(server, "alice." + FEED);
                    PausingDownload second = new PausingDownload(server, "alice." + FEED)) {
                assertThat(first.status()).isEqualTo(200);
                assertThat(second.status()).isEqualTo(200);

                await().atMost(WireFixture.LONGEST).until(() -> isFree(server));

                assertThat(DownloadTest.readable(first)).isFalse();
                assertThat(DownloadTest.readable(second)).isFalse();
            }
        }
    }

    /** Whether both places are. */
    private static boolean isFree(LiveServer server) {
        try (PausingDownload next = new PausingDownload(server, "alice." + FEED);
                PausingDownload other = new PausingDownload(server, "alice." + FEED)) {
            return next.status() == 200 && other.status() == 200;
        }
    }

    private static ActivityEvent event(String padding) {
        return ActivityEvent.builder("a.b").metadata("padding", padding).build();
    }
}
