package dev.astir.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.PausingDownload;
import dev.astir.stream.feed.TestTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files are sent at their readers' pace, at nobody else's cost. */
class DownloadTest extends WireFixture {
    /** More bytes than two systems keep for a connection. */
    private static final int EVENTS = 500;

    private static final int PAYLOAD = 15_000;

    @Test
    void readersWhoPauseHoldNothingAndGetAllOfIt() throws Exception {
        publishMany();
        List<PausingDownload> paused = new ArrayList<>();
        try {
            for (String name : List.of("alice", "alice", "bob", "bob")) {
                PausingDownload download = new PausingDownload(server, name + "." + feed);
                paused.add(download);
                assertThat(download.status()).isEqualTo(200);
                assertThat(download.header("content-disposition")).contains("activities.csv");
            }
            assertRefused("alice");
            assertRefused("carol");
            await().atMost(LONGEST).until(() -> activeConnections() == 0 && !isAnyThreadBusy());
            assertThat(server.stream().page(feed, EventFilter.all(), null, 1).items()).hasSize(1);

            assertThat(paused.get(0).file().lines()).hasSize(1 + EVENTS);
            paused.get(1).close();

            await().atMost(LONGEST).until(() -> statusOf("alice") == 200);
            assertThat(paused.get(2).file().lines()).hasSize(1 + EVENTS);
        } finally {
            paused.forEach(PausingDownload::close);
        }
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsCut() throws Exception {
        publishMany();
        try (PausingDownload download = new PausingDownload(server, "alice." + feed)) {
            await().atMost(LONGEST).until(() -> activeConnections() == 0 && !isAnyThreadBusy());
            server.database().execute("ALTER TABLE activity_events RENAME TO hidden");
            try {
                assertThat(readable(download)).isFalse();
            } finally {
                server.database().execute("ALTER TABLE hidden RENAME TO activity_events");
            }
        }
        await().atMost(LONGEST).until(() -> statusOf("alice") == 200);
    }

    @Test
    void aReaderWhoHasLostAccessGetsNoMoreOfIt() throws Exception {
        publishMany();
        String leaver = "leaver-" + feed;
        try (PausingDownload download = new PausingDownload(server, leaver + "." + feed);
                PausingDownload other = new PausingDownload(server, "eve." + feed)) {
            // Of these, the authenticator tells that she is still as she was.
            server.stream().hub().accessChanged("eve");
            TestTokens.refuse(leaver, CloseCode.BLOCKED);
            server.stream().hub().accessChanged(leaver);
            assertThat(readable(download)).isFalse();
            assertThat(other.file().lines()).hasSize(1 + EVENTS);
        }
    }

    private void publishMany() {
        String padding = "x".repeat(PAYLOAD);
        for (int i = 1; i < EVENTS; i++) {
            var unused =
                    server.stream()
                            .publish(
                                    feed,
                                    ActivityEvent.builder("a.b").metadata("p", padding).build());
        }
        publish("a.last");
    }

    private void assertRefused(String name) {
        try (PausingDownload refused = new PausingDownload(server, name + "." + feed)) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("10");
        }
    }

    private int statusOf(String name) {
        try (PausingDownload download = new PausingDownload(server, name + "." + feed)) {
            return download.status();
        }
    }

    private static int activeConnections() {
        return ((HikariDataSource) server.database().owner())
                .getHikariPoolMXBean()
                .getActiveConnections();
    }

    /** Whether a thread is in an answer; pausing readers are in none. */
    private static boolean isAnyThreadBusy() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.matches(".*(FeedRest|CsvFile|Download(Writer|Body)).*"));
    }

    /** Whether it comes to its end, as far as its reader can see. */
    static boolean readable(PausingDownload download) {
        try {
            return !download.file().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
