package dev.astir.app.activity;

import dev.astir.app.web.ProblemException;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    // A browser's addresses are looser than java.net.URI: only scheme and characters count.
    private static final Pattern HTTP =
            Pattern.compile("https?://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);

    /** Stands in for an id that was refused, until the request ends for that. */
    private static final UUID NO_ID = new UUID(0, 0);

    private final Instant now;
    private final FieldErrors errors = new FieldErrors();

    /**
     * @param now the server's time
     */
    ActivityCheck(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** A batch: its session, and the activities in the order in which they came. */
    record Batch(UUID sessionId, List<Activity> activities) {}

    /**
     * Reads one activity, which may come without an id.
     *
     * @throws ProblemException 400 when anything is wrong
     */
    Activity single(UUID sessionId, JsonNode body) {
        JsonFields fields = object("body", "", body);
        UUID id = fields.value("id") == null ? UUID.randomUUID() : fields.uuid("id");
        Activity activity = activity(id, sessionId, fields);
        errors.throwIfAny();
        return activity;
    }

    /**
     * Reads a batch, whose activities need ids.
     *
     * @throws ProblemException 400 when anything is wrong with any of them
     */
    Batch batch(JsonNode body) {
        JsonFields fields = object("body", "", body);
        UUID sessionId = Objects.requireNonNullElse(fields.uuid("sessionId"), NO_ID);
        List<Activity> activities = new ArrayList<>();
        JsonNode events = fields.value("events");
        if (events == null || !events.isArray() || events.size() > MAX_BATCH) {
            fields.refuse("events", "an array of at most %d activities".formatted(MAX_BATCH));
        } else {
            for (JsonNode event : events.values()) {
                String name = "events[" + activities.size() + "]";
                JsonFields eventFields = object(name, name + ".", event);
                activities.add(activity(eventFields.uuid("id"), sessionId, eventFields));
            }
        }
        errors.throwIfAny();
        return new Batch(sessionId, activities);
    }

    /** Of what is not even an object, single fields are not worth a word. */
    private JsonFields object(String name, String path, JsonNode node) {
        if (node.isObject()) {
            return new JsonFields(path, node, errors);
        }
        errors.refuse(name, node.isNull() ? null : node, "an object");
        return new JsonFields(path, node, new FieldErrors());
    }

    private Activity activity(@Nullable UUID id, UUID sessionId, JsonFields fields) {
        Integer duration = fields.wholeNumber("durationSeconds", MAX_DURATION_SECONDS);
        int seconds = duration == null ? 0 : duration;
        return new Activity(
                id == null ? NO_ID : id,
                sessionId,
                fields.value("timestamp") == null ? now.minusSeconds(seconds) : timestamp(fields),
                type(fields),
                seconds,
                fields.text("appName", MAX_APP_NAME),
                fields.text("title", MAX_TITLE),
                url(fields));
    }

    private ActivityType type(JsonFields fields) {
        return ActivityType.fromJson(fields.string("activityType"))
                .orElseGet(() -> {
                    fields.refuse("activityType", "\"active\" or \"idle\"");
                    return ActivityType.IDLE;
                });
    }

    private Instant timestamp(JsonFields fields) {
        Instant time = fields.instant("timestamp", now);
        if (time == null) {
            return now;
        }
        if (time.isAfter(now.plus(MAX_AHEAD))) {
            fields.refuse("timestamp", "at most an hour ahead of the server's time, " + now);
        } else if (time.isBefore(EARLIEST)) {
            fields.refuse("timestamp", "a time from " + EARLIEST + " on");
        }
        return time;
    }

    private @Nullable String url(JsonFields fields) {
        String url = fields.string("url");
        if (fields.value("url") == null || (url != null && url.isBlank())) {
            return null;
        }
        if (url == null || url.length() > MAX_URL || !HTTP.matcher(url).matches()) {
            fields.refuse(
                    "url",
                    "an http:// or https:// address of at most %d characters".formatted(MAX_URL));
        }
        return url;
    }
}
