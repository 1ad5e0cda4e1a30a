package dev.astir.app.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.RecordedLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsettledTest {

    @Test
    void oneOutageIsToldOnceHoweverManyTurnsFail() {
        Unsettled unsettled = new Unsettled();
        try (RecordedLog log = RecordedLog.begin()) {
            for (int i = 0; i < 3; i++) {
                // As PresenceKeeper: what fails is followed by what had nothing to do.
                long failures = unsettled.failures();
                unsettled.failed("expired", new IllegalStateException("away"));
                assertThat(unsettled.failedSinceAsked()).isTrue();
                unsettled.works(failures);
            }
            unsettled.works(unsettled.failures());
            unsettled.works(unsettled.failures());

            assertThat(told(log))
                    .containsExactly(
                            "Presence could not be expired, and is stored later:"
                                    + " java.lang.IllegalStateException: away",
                            "Presence is stored again");
        }
    }

    private static List<String> told(RecordedLog log) {
        return log.entries().stream()
                .filter(entry -> entry.get("logger").asText().equals(Unsettled.class.getName()))
                .filter(entry -> !entry.get("level").asText().equals("DEBUG"))
                .map(entry -> entry.get("message").asText())
                .toList();
    }
}
