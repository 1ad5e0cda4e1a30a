package dev.astir.benchmarks.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.benchmarks.PostgresServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LossRunTest {
    private static final int EVENTS = 4_000;
    private static final int SUBSCRIBERS = 8;
    private static final int KILLS = 2;

    /** Starts in less time than others. */
    private static final String JVM = "-Xmx192m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothingIsLostOrRepeatedWhileNodesAreKilled() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        LossRun.Size size =
                new LossRun.Size(EVENTS, 16, SUBSCRIBERS, KILLS, 7, LossFault.NONE, JVM);
        LossResult result;
        try (PostgresServer database = new PostgresServer()) {
            result = LossRun.run(database, size);
        }

        assertThat(result.failures()).isEmpty();
        assertThat(result.acknowledged()).isEqualTo(EVENTS);
        assertThat(result.kills()).isEqualTo(KILLS);
        assertThat(result.retried()).isPositive();
        assertThat(result.changes()).isPositive();
        assertThat(result.reconnects()).isGreaterThan(SUBSCRIBERS);
        assertThat(result.seen().deliveries())
                .isBetween((long) EVENTS * SUBSCRIBERS, (long) EVENTS * SUBSCRIBERS * 2);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .as("every process that was started has ended")
                .isSubsetOf(before);
    }
}
