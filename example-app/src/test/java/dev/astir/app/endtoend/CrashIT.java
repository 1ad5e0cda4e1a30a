package dev.astir.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the app acknowledged before {@code kill -9} is there afterwards, once. */
class CrashIT {

    private static final int EVENTS_A_BATCH = 20;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 40;

    @TempDir private Path folder;

    @Test
    void keepsEveryAcknowledgedBatchAndCountsAResendOnce() throws Exception {
        try (AppProcess app = AppProcess.start(folder.resolve("app"))) {
            SignedIn ada =
                    SignedIn.register(app.url(), "Lumen", "Ada Lovelace", "ada@lumen.example");
            String session = ada.startSession();
            List<List<String>> acknowledged = new ArrayList<>();
            List<List<String>> sent = new ArrayList<>();
            var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (true) {
                                    List<String> batch = newBatch();
                                    sent.add(batch);
                                    try {
                                        ada.postBatch(session, batch).expect(200);
                                    } catch (UncheckedIOException dead) {
                                        return;
                                    }
                                    acknowledged.add(batch);
                                    enough.countDown();
                                }
                            });
            enough.await();
            app.kill();
            writer.join();
            app.restart();

            assertThat(ada.activeSeconds(session))
                    .as("one second an event: everything acknowledged, at most one batch more")
                    .isBetween(events(acknowledged), events(sent));
            for (List<String> batch : sent) {
                ada.postBatch(session, batch).expect(200);
            }
            assertThat(ada.activeSeconds(session)).isEqualTo(events(sent));
        }
    }

    @Test
    void publishesEachAcknowledgedStartAndStopOnce() throws Exception {
        try (AppProcess app = AppProcess.start(folder.resolve("app"))) {
            SignedIn ada =
                    SignedIn.register(app.url(), "Lumen", "Ada Lovelace", "ada@lumen.example");
            List<String> acknowledged = new ArrayList<>();
            var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    while (true) {
                                        String session = ada.startSession();
                                        acknowledged.add("session.started " + session);
                                        ada.stopSession(session);
                                        acknowledged.add("session.stopped " + session);
                                        enough.countDown();
                                    }
                                } catch (UncheckedIOException dead) {
                                    // as it was meant to be
                                }
                            });
            enough.await();
            app.kill();
            writer.join();
            app.restart();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(ada.sessionActivities()).containsAll(acknowledged));
            assertThat(ada.sessionActivities())
                    .as("at most one more, whose answer was lost")
                    .doesNotHaveDuplicates()
                    .hasSizeBetween(acknowledged.size(), acknowledged.size() + 1);
        }
    }

    private static List<String> newBatch() {
        return IntStream.range(0, EVENTS_A_BATCH)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
    }

    private static long events(List<List<String>> batches) {
        return (long) batches.size() * EVENTS_A_BATCH;
    }
}
