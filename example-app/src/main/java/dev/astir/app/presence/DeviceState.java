package dev.astir.app.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does at one device.
 *
 * <p>Immutable.
 *
 * @param active whether they work there
 * @param since when this began, in the server's time
 */
public record DeviceState(
        boolean active,
        @Nullable String app,
        @Nullable String title,
        @Nullable String media,
        Instant since) {

    /** Connected, and nothing more is known yet. */
    public static DeviceState unknown(Instant since) {
        return new DeviceState(false, null, null, null, since);
    }
}
