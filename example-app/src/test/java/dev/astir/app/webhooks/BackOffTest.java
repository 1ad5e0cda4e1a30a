package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a delivery is tried again. */
class BackOffTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT30S", "3, PT2M", "4, PT10M", "5, PT1H", "6, PT4H", "7, PT12H"})
    void waitsLongerEachTimeWithSomeJitter(int tries, Duration pause) {
        Instant most = NOW.plusMillis((long) (pause.toMillis() * (1 + BackOff.JITTER)));
        for (int i = 0; i < 100; i++) {
            assertThat(BackOff.next(tries, "", NOW).orElseThrow()).isBetween(NOW.plus(pause), most);
        }
    }

    @Test
    void givesUpWithinADay() {
        assertThat(BackOff.next(8, "", NOW)).isEmpty();
        assertThat(BackOff.next(9, "1", NOW)).isEmpty();
        assertThat(BackOff.PAUSES.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "600, PT10M",
        "' 600 ', PT10M",
        "'Mon, 30 Nov 2026 12:10:00 GMT', PT10M",
        "999999999, PT12H",
        "'Mon, 30 Nov 2099 12:10:00 GMT', PT12H"
    })
    void waitsForAsLongAsItIsAskedToWithinBounds(String said, Duration pause) {
        assertThat(BackOff.next(1, said, NOW)).contains(NOW.plus(pause));
    }

    @ParameterizedTest
    @CsvSource({"1", "0", "-5", "soon", "''", "'Mon, 30 Nov 2020 12:10:00 GMT'", "12345678901"})
    void isNeverQuickerThanItWouldBe(String said) {
        assertThat(BackOff.next(1, said, NOW).orElseThrow())
                .isBetween(NOW.plusSeconds(5), NOW.plusSeconds(6));
    }
}
