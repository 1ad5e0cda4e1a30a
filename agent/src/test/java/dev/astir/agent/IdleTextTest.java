package dev.astir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.protocol.Idle.Stretch;
import dev.astir.protocol.ServerMessage.IdleMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleTextTest {

    private static final Instant NOW = Instant.parse("2026-11-29T11:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-29T09:02:00Z | 2026-11-29T09:14:00Z | 10:02 to 10:14, 12 min",
                "2026-11-29T09:02:00Z | 2026-11-29T09:03:29Z | 10:02 to 10:03, 89 s",
                "2026-11-29T08:00:00Z | 2026-11-29T09:00:00Z | 09:00 to 10:00, 1 h",
                "2026-11-29T08:00:00Z | 2026-11-29T10:04:40Z | 09:00 to 11:04, 2 h 5 min",
                "2026-11-28T22:50:00Z | 2026-11-28T23:00:00Z"
                        + " | yesterday 23:50 to 24:00, 10 min",
                "2026-11-28T22:50:00Z | 2026-11-28T23:10:00Z"
                        + " | yesterday 23:50 to 00:10, 20 min",
                "2026-11-27T11:00:00Z | 2026-11-27T11:10:00Z"
                        + " | 2026-11-27 12:00 to 12:10, 10 min",
            })
    void saysWhenOnTheClockOfThePersonAndHowLong(Instant from, Instant to, String line) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        Stretch stretch = new Stretch(UUID.randomUUID(), from, to, seconds, UUID.randomUUID());
        assertThat(IdleText.of("Europe/Berlin", NOW).line(stretch, List.of())).isEqualTo(line);
    }

    @Test
    void greetsWhoIsBack() {
        Instant from = Instant.parse("2026-11-29T09:02:00Z");
        IdleMessage message =
                new IdleMessage(
                        UUID.randomUUID(), from, from.plusSeconds(720), 720, null, "Europe/Berlin");
        assertThat(IdleText.back(message, NOW))
                .isEqualTo(
                        "You were away 12 min (10:02 to 10:14) in your work session: keep or discard"
                                + " it with `astir-agent idle`");
    }

    @Test
    void namesAStretchByItsStartAndUsesItsOwnZoneForOneThatItDoesNotKnow() {
        Instant from = Instant.parse("2026-11-29T09:02:00.123Z");
        Stretch stretch = new Stretch(UUID.randomUUID(), from, from.plusSeconds(1), 1, null);
        assertThat(IdleText.of("Asia/Kolkata", NOW).name(stretch))
                .isEqualTo("2026-11-29T14:32:00+05:30");
        assertThat(IdleText.of("Mars/Olympus", NOW).zone()).isEqualTo(ZoneId.systemDefault());
    }
}
