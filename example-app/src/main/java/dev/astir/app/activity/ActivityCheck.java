package dev.astir.app.activity;

import dev.astir.app.system.Problem;
import dev.astir.app.system.ProblemException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was posted into {@link Activity} records, or says of each field what is wrong with it.
 *
 * <p>For one request; not safe for use by several threads.
 */
final class ActivityCheck {

    static final int MAX_DURATION_SECONDS = 86_400;
    static final int MAX_APP_NAME = 255;
    static final int MAX_TITLE = 1_024;
    static final int MAX_URL = 2_048;
    static final int MAX_BATCH = 1_000;

    /** How far a device's clock may be ahead. */
    static final Duration MAX_AHEAD = Duration.ofHours(1);

    /** Nothing was reported before; a device that says so has lost its clock. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** More would not help anybody to understand. */
    private static final int MAX_ERRORS = 20;

    private static final int MAX_SHOWN = 64;

    // A browser's addresses are looser than java.net.URI, so only the scheme and the characters
    // count.
    private static final Pattern HTTP =
            Pattern.compile("https?://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);

    private final Instant now;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    /**
     * @param now the server's time
     */
    ActivityCheck(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Checks an activity that may come without an id.
     *
     * @throws ProblemException 400 when anything is wrong
     */
    Activity single(UUID sessionId, PostedActivity posted) {
        UUID id = posted.id() == null ? UUID.randomUUID() : uuid("id", posted.id());
        Activity activity = activity(sessionId, "", id, posted);
        throwErrors();
        return activity;
    }

    /**
     * Checks the events of a batch, which need ids.
     *
     * @throws ProblemException 400 when anything is wrong with any of them
     */
    List<Activity> batch(UUID sessionId, @Nullable List<@Nullable PostedActivity> posted) {
        if (posted == null) {
            refuse("events", null, "an array of activities");
            throw ProblemException.invalid(errors);
        }
        if (posted.size() > MAX_BATCH) {
            throw ProblemException.invalid(
                    "events", posted.size() + " events", "at most " + MAX_BATCH);
        }
        List<Activity> activities = new ArrayList<>(posted.size());
        for (int i = 0; i < posted.size(); i++) {
            String prefix = "events[" + i + "]";
            PostedActivity event = posted.get(i);
            if (event == null) {
                refuse(prefix, null, "an activity");
            } else {
                UUID id = uuid(prefix + ".id", event.id());
                activities.add(activity(sessionId, prefix + ".", id, event));
            }
        }
        throwErrors();
        return activities;
    }

    /**
     * Reads the id of the session of a batch.
     *
     * @throws ProblemException 400 when it is none
     */
    UUID sessionId(@Nullable String text) {
        UUID id = uuid("sessionId", text);
        throwErrors();
        return id;
    }

    private Activity activity(UUID sessionId, String prefix, UUID id, PostedActivity posted) {
        int seconds = duration(prefix + "durationSeconds", posted.durationSeconds());
        return new Activity(
                id,
                sessionId,
                posted.timestamp() == null
                        ? now.minusSeconds(seconds)
                        : timestamp(prefix + "timestamp", posted.timestamp()),
                type(prefix + "activityType", posted.activityType()),
                seconds,
                text(prefix + "appName", posted.appName(), MAX_APP_NAME),
                text(prefix + "title", posted.title(), MAX_TITLE),
                url(prefix + "url", posted.url()));
    }

    // Each of these answers something harmless when it has refused: throwErrors() follows.

    private UUID uuid(String field, @Nullable String text) {
        if (text != null) {
            try {
                UUID id = UUID.fromString(text);
                // fromString also takes shortened forms.
                if (id.toString().equalsIgnoreCase(text)) {
                    return id;
                }
            } catch (IllegalArgumentException e) {
                // refused below
            }
        }
        refuse(field, text, "a UUID");
        return new UUID(0, 0);
    }

    private int duration(String field, @Nullable BigDecimal seconds) {
        if (seconds != null
                && seconds.signum() >= 0
                && seconds.compareTo(BigDecimal.valueOf(MAX_DURATION_SECONDS)) <= 0
                && seconds.stripTrailingZeros().scale() <= 0) {
            return seconds.intValue();
        }
        refuse(field, seconds, "a whole number from 0 to " + MAX_DURATION_SECONDS);
        return 0;
    }

    private ActivityType type(String field, @Nullable String text) {
        return ActivityType.fromJson(text)
                .orElseGet(() -> {
                    refuse(field, text, "\"active\" or \"idle\"");
                    return ActivityType.IDLE;
                });
    }

    private Instant timestamp(String field, String text) {
        Instant time;
        try {
            time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            refuse(field, text, "a time such as " + now.truncatedTo(ChronoUnit.SECONDS));
            return EARLIEST;
        }
        if (time.isAfter(now.plus(MAX_AHEAD))) {
            refuse(
                    field,
                    text,
                    "at most an hour ahead of the server, whose time is %s".formatted(now));
        } else if (time.isBefore(EARLIEST)) {
            refuse(field, text, "a time from " + EARLIEST + " on");
        }
        return time;
    }

    private @Nullable String text(String field, @Nullable String text, int maxLength) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > maxLength || text.indexOf('\0') >= 0) {
            refuse(field, text, "at most %d characters, none of them NUL".formatted(maxLength));
        }
        return text;
    }

    private @Nullable String url(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > MAX_URL || !HTTP.matcher(text).matches()) {
            refuse(
                    field,
                    text,
                    "an http:// or https:// address of at most %d characters".formatted(MAX_URL));
        }
        return text;
    }

    private void refuse(String field, @Nullable Object value, String allowed) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(
                    new Problem.FieldError(
                            field,
                            value == null
                                    ? "is missing; allowed is " + allowed
                                    : "\""
                                            + shown(value)
                                            + "\" cannot be used; allowed is "
                                            + allowed));
        }
    }

    /** Enough of a value to recognize it by. */
    private static String shown(Object value) {
        String text = value.toString().replace('\0', '\uFFFD');
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private void throwErrors() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
