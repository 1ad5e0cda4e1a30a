package dev.astir.app.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person in the virtual office.
 *
 * <p>Immutable.
 *
 * @param timeZone the IANA zone that they work in
 * @param teamId the team that they are in, if any; its name besides
 * @param app the application in front; null when offline, or when it is unknown or private
 * @param site the host name, if the application is a browser and it may be shown
 * @param title the window's title, if it may be shown; only to the person and their managers
 * @param media what plays, if it may be shown
 * @param since when this began: the application or the idleness; when offline, when they left,
 *     which is only for the person and their managers; null for somebody who was never here
 * @param lastSeen when a device of theirs was last connected; null for somebody who never was here,
 *     and for colleagues of somebody who is offline
 */
@Introspected
public record Presence(
        UUID userId,
        String name,
        String timeZone,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID teamId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String teamName,
        PresenceState state,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String app,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String site,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String media,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant since,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastSeen) {

    /** The device that tells most about a person: where they are active, and most recently came. */
    private static final Comparator<DevicePresence> TELLING =
            Comparator.comparing((DevicePresence device) -> device.state() == PresenceState.ACTIVE)
                    .thenComparing(DevicePresence::since);

    /** What several devices tell about one person. */
    static Presence of(Presentity person, Collection<DevicePresence> devices) {
        Optional<DevicePresence> telling = devices.stream().max(TELLING);
        if (telling.isEmpty()) {
            return new Presence(
                    person.id(),
                    person.name(),
                    person.timeZone(),
                    person.teamId(),
                    person.teamName(),
                    PresenceState.OFFLINE,
                    null,
                    null,
                    null,
                    null,
                    person.lastSeen(),
                    person.lastSeen());
        }
        DevicePresence device = telling.get();
        return new Presence(
                person.id(),
                person.name(),
                person.timeZone(),
                person.teamId(),
                person.teamName(),
                device.state(),
                device.app(),
                device.site(),
                device.title(),
                device.media(),
                device.since(),
                devices.stream().map(DevicePresence::lastSeen).max(Instant::compareTo).get());
    }

    /** As those see it who may see what a person does now, and neither texts nor times. */
    Presence forColleagues() {
        boolean isHere = state != PresenceState.OFFLINE;
        return new Presence(
                userId,
                name,
                timeZone,
                teamId,
                teamName,
                state,
                app,
                site,
                null,
                media,
                isHere ? since : null,
                isHere ? lastSeen : null);
    }

    /** What a viewer sees: when somebody who is here was heard from last is no news. */
    Presence withoutSignOfLife() {
        return state == PresenceState.OFFLINE
                ? this
                : new Presence(
                        userId, name, timeZone, teamId, teamName, state, app, site, title, media,
                        since, null);
    }
}
