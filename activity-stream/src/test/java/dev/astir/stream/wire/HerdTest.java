package dev.astir.stream.wire;

import static dev.astir.stream.wire.Positions.ACTIVITIES;
import static dev.astir.stream.wire.Positions.after;
import static dev.astir.stream.wire.Positions.assertPut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.feed.SocketClient;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All the readers of a server that went away come back to the next one at once. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("newest-java")
class HerdTest {
    private static final String FEED = "herd";
    private static final int READERS = 300;
    private static final int BEFORE = 100;
    private static final int MEANWHILE = 160;

    /** The table is read by pages of 200 changes; some of them may overlap. */
    private static final int MOST_READS = 6;

    @ParameterizedTest
    @EnumSource(names = {"MICRONAUT", "TOMCAT"})
    void getsExactlyWhatItMissedByAFewReads(ServerKind kind) throws Exception {
        try (LiveServer server = kind.start()) {
            List<SocketClient> herd = SocketClient.connect(server, "reader." + FEED, READERS);
            herd.forEach(client -> client.send(ACTIVITIES));
            herd.forEach(client -> client.await("subscribed", 1));
            String epoch = publish(server.stream(), BEFORE).epoch();
            herd.forEach(client -> assertPut(client.await("put", BEFORE), epoch, 1, BEFORE));

            server.restart();
            herd.forEach(client -> assertThat(client.awaitClosed()).isEqualTo(1001));
            try (ActivityStream elsewhere = ActivityStream.of(server.database().owner())) {
                publish(elsewhere, MEANWHILE);
            }
            comeBack(server, epoch);
        }
    }

    private static void comeBack(LiveServer server, String epoch) throws Exception {
        List<SocketClient> herd = SocketClient.connect(server, "reader." + FEED, READERS);
        Random random = new Random(1);
        // What somebody read just before the end may be lost with the page that showed it.
        int[] seen = random.ints(READERS, 1, BEFORE + 1).toArray();
        // Nobody is served before all are there: that is the worst herd.
        try (Connection connection = server.database().owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE activity_events IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < READERS; i++) {
                herd.get(i).send(after(new StreamPosition(epoch, seen[i])));
            }
            herd.forEach(client -> client.await("subscribed", 1));
            assertThat(herd).allMatch(client -> client.messages("put").isEmpty());
            connection.rollback();
            connection.setAutoCommit(true);
        }
        int all = BEFORE + MEANWHILE;
        for (int i = 0; i < READERS; i++) {
            herd.get(i).await("put", all - seen[i]);
        }
        assertThat(server.stream().hub().stats().catchUpReads()).isBetween(1L, (long) MOST_READS);

        publish(server.stream(), 1);
        for (int i = 0; i < READERS; i++) {
            assertPut(herd.get(i).await("put", all + 1 - seen[i]), epoch, seen[i] + 1L, all + 1L);
        }
        herd.forEach(SocketClient::close);
    }

    private static StreamPosition publish(ActivityStream stream, int count) {
        List<CompletableFuture<StreamPosition>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(stream.publish(FEED, ActivityEvent.builder("a.b").build()));
        }
        return all.get(count - 1).join();
    }
}
