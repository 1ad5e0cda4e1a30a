package dev.astir.app.timeline;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a person's time, from its start up to, not including, its end. Immutable.
 *
 * @param sourceId who chose the id: the session of an API post, or the agent
 * @param id unique of its source
 * @param sessionId the session that it was posted to; null for what an agent captured
 * @param startedAt in the server's time, to the microsecond
 * @param endedAt not before the start, and at most 24 hours after it
 * @param postedSeconds what a client of the API said that it lasted; null for an agent's
 * @param deviceStartedAt what the device's own clock said; null for an API post
 * @param site host name of the page
 * @param receivedAt when it came to be stored
 */
@MappedEntity("intervals")
record Interval(
        UUID organizationId,
        UUID sourceId,
        @Id UUID id,
        UUID personId,
        @Nullable UUID sessionId,
        Instant startedAt,
        Instant endedAt,
        @Nullable Integer postedSeconds,
        @Nullable Instant deviceStartedAt,
        Source source,
        Kind kind,
        @Nullable String app,
        @Nullable String site,
        @Nullable String url,
        @Nullable String title,
        @Nullable String media,
        Instant receivedAt) {

    /** The same with another end, and counted as so many seconds of its session. */
    Interval lasting(Instant end, int seconds) {
        return new Interval(
                organizationId,
                sourceId,
                id,
                personId,
                sessionId,
                startedAt,
                end,
                seconds,
                deviceStartedAt,
                source,
                kind,
                app,
                site,
                url,
                title,
                media,
                receivedAt);
    }

    /** By which way an interval came. */
    enum Source {
        /** A client posted it to a session. */
        API,
        /** An agent captured it. */
        AGENT
    }

    /** What the person did. */
    enum Kind {
        /** They worked. */
        ACTIVE,
        /** Nobody typed or moved the mouse. */
        IDLE,
        /** They worked, and keep to themselves in what. */
        PRIVATE
    }
}
