package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresenceState;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionSource;
import dev.astir.app.sessions.SessionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of whether somebody does something, by devices and sessions together. */
class StillnessTest {

    private static final String DAY = "2026-11-23T";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // A device, with and without a session.
                "ACTIVE,  09:00, 09:30, -,     -,     Active 09:00",
                "ACTIVE,  09:00, 09:30, 08:00, 08:30, Active 09:00",
                "IDLE,    09:00, 09:30, -,     -,     Still 09:00",
                "IDLE,    09:00, 09:30, 08:00, 08:30, Still 09:00",
                "PAUSED,  09:00, 09:30, -,     -,     Paused",
                "PAUSED,  09:00, 09:30, 08:00, 08:30, Paused",
                // A client of the API posts while nobody is at the device.
                "IDLE,    09:00, 09:30, 08:00, 09:20, Still 09:20",
                "IDLE,    09:00, 09:30, 09:10, -,     Still 09:10",
                // Nobody ever had a device, or not since something else is known.
                "OFFLINE, -,     -,     -,     -,     Gone -",
                "OFFLINE, -,     -,     08:00, -,     Still 08:00",
                "OFFLINE, -,     -,     08:00, 09:20, Still 09:20",
                "OFFLINE, 07:00, 07:00, 08:00, -,     Still 08:00",
                "OFFLINE, 09:00, 09:00, 08:00, 09:20, Still 09:20",
                // The device went away in the session: what is done at it will be told later.
                "OFFLINE, 09:00, 09:00, 08:00, 08:50, Gone 09:00",
                "OFFLINE, 09:00, 09:00, 08:00, -,     Gone 09:00",
                "OFFLINE, 09:00, 09:00, -,     -,     Gone 09:00",
            })
    void isWhatIsKnown(
            PresenceState state,
            @Nullable String since,
            @Nullable String lastSeen,
            @Nullable String start,
            @Nullable String lastActivity,
            String expected) {
        Presence presence =
                new Presence(
                        UUID.randomUUID(),
                        "Emil",
                        "UTC",
                        null,
                        null,
                        state,
                        null,
                        null,
                        null,
                        null,
                        time(since),
                        time(lastSeen));

        Stillness found =
                Stillness.of(presence, start == null ? null : session(start, lastActivity));

        assertThat(
                        switch (found) {
                            case Stillness.Active(Instant at) -> "Active " + clock(at);
                            case Stillness.Still(Instant at) -> "Still " + clock(at);
                            case Stillness.Paused() -> "Paused";
                            case Stillness.Gone(Instant at) ->
                                    "Gone " + (at == null ? "-" : clock(at));
                        })
                .isEqualTo(expected);
    }

    private static Session session(String start, @Nullable String lastActivity) {
        return new Session(
                UUID.randomUUID(),
                SessionSource.API,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                time(start),
                null,
                SessionStatus.ACTIVE,
                0,
                0,
                time(lastActivity),
                1);
    }

    private static @Nullable Instant time(@Nullable String clock) {
        return clock == null ? null : Instant.parse(DAY + clock + ":00Z");
    }

    private static String clock(Instant at) {
        return at.toString().substring(11, 16);
    }
}
