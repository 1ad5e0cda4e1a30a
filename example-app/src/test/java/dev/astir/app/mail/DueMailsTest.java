package dev.astir.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long what cannot be mailed waits. */
class DueMailsTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT1M",
        "1, PT1M",
        "2, PT2M",
        "3, PT4M",
        "7, PT1H4M",
        "11, PT17H4M",
        "12, P1D",
        "5000, P1D"
    })
    void twiceAsLongEachTimeUpToADay(int attempts, Duration pause) {
        assertThat(DueMails.pause(attempts)).isEqualTo(pause);
    }
}
