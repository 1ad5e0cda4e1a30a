package dev.astir.app.timeline;

import dev.astir.app.sessions.Session;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes intervals of what is posted to a session. Thread-safe. */
final class PostedIntervals {

    private static final Pattern HOST =
            Pattern.compile("(?i)https?://(?:[^/?#@]*@)?(\\[[^]]+]|[^/?#:]+).*");

    private PostedIntervals() {}

    /**
     * The interval of a posted activity; blank texts count as none.
     *
     * @param now its end, if it says no time
     */
    static Interval of(Session session, UUID id, ActivityRequest posted, Instant now) {
        int seconds = posted.durationSeconds();
        Instant start =
                posted.timestamp() == null
                        ? now.minusSeconds(seconds)
                        : posted.timestamp().truncatedTo(ChronoUnit.MICROS);
        String url = blankToNull(posted.url());
        return new Interval(
                session.organizationId(),
                session.id(),
                id,
                session.userId(),
                session.id(),
                start,
                start.plusSeconds(seconds),
                seconds,
                null,
                Interval.Source.API,
                posted.activityType() == ActivityType.IDLE
                        ? Interval.Kind.IDLE
                        : Interval.Kind.ACTIVE,
                blankToNull(posted.appName()),
                url == null ? null : site(url),
                url,
                blankToNull(posted.title()),
                null,
                now);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The page's host, as agents tell it. */
    private static @Nullable String site(String url) {
        Matcher matcher = HOST.matcher(url);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
