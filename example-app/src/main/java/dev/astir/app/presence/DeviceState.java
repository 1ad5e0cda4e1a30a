package dev.astir.app.presence;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does at one device.
 *
 * <p>Immutable.
 *
 * @param state not offline
 * @param site the host name, for a browser
 * @param since when this began, in the server's time
 */
@Introspected
public record DeviceState(
        PresenceState state,
        @Nullable String app,
        @Nullable String site,
        @Nullable String title,
        @Nullable String media,
        Instant since) {

    /** Connected, and nothing more is known yet. */
    public static DeviceState unknown(Instant since) {
        return new DeviceState(PresenceState.IDLE, null, null, null, null, since);
    }

    /** Whether it only repeats another state: the same, which began then already. */
    boolean repeats(DeviceState other) {
        return !since.isBefore(other.since)
                && equals(
                        new DeviceState(
                                other.state,
                                other.app,
                                other.site,
                                other.title,
                                other.media,
                                since));
    }
}
