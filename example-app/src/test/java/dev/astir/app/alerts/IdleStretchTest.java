package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.alerts.Stillness.Active;
import dev.astir.app.alerts.Stillness.Gone;
import dev.astir.app.alerts.Stillness.Paused;
import dev.astir.app.alerts.Stillness.Still;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionSource;
import dev.astir.app.sessions.SessionStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Idle since 09:00, found at 09:05; it is 10:00. */
class IdleStretchTest {

    private static final String DAY = "2026-11-23T";
    private static final UUID OWN = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // At a device, without a session.
                "device,  Active 09:40, -,     09:40",
                "device,  Active 08:00, -,     10:00",
                "device,  Paused -,     -,     10:00",
                "device,  Still 09:00,  -,     -",
                "device,  Still 09:20,  -,     09:20",
                // It connects again, or went for good, or nobody knows yet when.
                "device,  Gone 09:58,   -,     -",
                "device,  Gone 09:55,   -,     09:55",
                "device,  Gone 08:50,   -,     -",
                "device,  Gone -,       -,     -",
                // In a session, which says that somebody is at work however long nobody is heard
                // of.
                "session, Active 09:40, own,   09:40",
                "session, Still 09:00,  own,   -",
                "session, Still 09:20,  own,   09:20",
                "session, Gone 09:10,   own,   -",
                "session, Gone -,       own,   -",
                // The session ended, or there is another one.
                "session, Still 09:00,  -,     10:00",
                "session, Gone 09:58,   -,     10:00",
                "session, Gone 09:58,   other, 10:00",
            })
    void isOverWhenSomethingSaysSo(
            String where, String what, @Nullable String running, @Nullable String end) {
        IdleStretch stretch =
                new IdleStretch(time("09:00"), time("09:05"), where.equals("session") ? OWN : null);

        assertThat(stretch.end(stillness(what), session(running), time("10:00")))
                .isEqualTo(Optional.ofNullable(end == null ? null : time(end)));
    }

    private static Stillness stillness(String what) {
        String[] words = what.split(" ");
        @Nullable Instant at = words[1].equals("-") ? null : time(words[1]);
        return switch (words[0]) {
            case "Active" -> new Active(at);
            case "Still" -> new Still(at);
            case "Gone" -> new Gone(at);
            default -> new Paused();
        };
    }

    private static @Nullable Session session(@Nullable String which) {
        if (which == null) {
            return null;
        }
        return new Session(
                which.equals("own") ? OWN : UUID.randomUUID(),
                SessionSource.API,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                time("08:00"),
                null,
                SessionStatus.ACTIVE,
                0,
                0,
                null,
                1);
    }

    private static Instant time(String clock) {
        return Instant.parse(DAY + clock + ":00Z");
    }
}
