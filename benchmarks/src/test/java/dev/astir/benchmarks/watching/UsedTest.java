package dev.astir.benchmarks.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsedTest {

    @Test
    void theProcessorsAreTheLimitWhenTheyAreBusy() {
        Used used = used(Duration.ofSeconds(12), Duration.ofSeconds(5), Duration.ofSeconds(2));

        assertThat(used.limit(2, false))
                .isEqualTo(
                        "the processors: 1.90 of 2 processors (app 1.20, of it garbage 10 %;"
                                + " PostgreSQL 0.50; load 0.20)");
        assertThat(used.micros(1_000_000)).isEqualTo("12.0 + 5.0 + 2.0");
    }

    @Test
    void otherwiseSomethingIsWaitedForUnlessAllWasReached() {
        Used used = used(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(used.limit(2, false)).startsWith("waiting: 0.40 of 2 processors");
        assertThat(used.limit(2, true)).startsWith("nothing yet: 0.40 of 2 processors");
        assertThat(used.database(1_000))
                .isEqualTo("3.00 transactions, 4.0 kB of WAL, 0.50 flushes of it; at once WalSync");
    }

    private static Used used(Duration app, Duration postgres, Duration client) {
        return new Used(
                Duration.ofSeconds(10),
                app,
                postgres,
                client,
                app.dividedBy(10),
                3_000,
                4_000_000,
                500,
                "WalSync",
                List.of());
    }
}
