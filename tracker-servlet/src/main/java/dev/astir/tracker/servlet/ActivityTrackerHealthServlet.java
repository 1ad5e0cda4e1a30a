package dev.astir.tracker.servlet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.Refusal;
import dev.astir.tracker.TrackerStats;
import dev.astir.tracker.WriteBehindStats;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET} with the state of a tracker as a JSON object: of the tracker that it was made
 * with, or, in {@code web.xml}, of the one of the {@link ActivityTrackingFilter} of the same
 * application. The status is always 200, because a service should not be taken out of work when
 * only its tracking has failed; watch {@code failures}, {@code refused} and the age of {@code
 * lastSuccess}.
 *
 * <ul>
 *   <li>{@code bufferSize}, {@code pending}: both how many clients have a sighting that is not
 *       stored yet
 *   <li>{@code flushInterval}: the longest time between flushes, in milliseconds
 *   <li>{@code maxBufferSize}, {@code maxBatchSize}: both how many pending clients wake the flush
 *       early
 *   <li>{@code maxPending}: how many clients can be pending
 *   <li>{@code stored}: how many rows have been written
 *   <li>{@code flushes}, {@code failures}: how many flushes have written something, and have failed
 *   <li>{@code dropped}: how many sightings the store refused for their content
 *   <li>{@code refused}: how many sightings the tracker did not take, as an object by reason:
 *       {@code closed}, {@code full}, {@code invalid}, {@code unsupported}
 *   <li>{@code lastSuccess}: when a flush last wrote something, in ISO-8601, or null
 *   <li>{@code hits}: an object with {@code pending}, {@code stored}, {@code failures}, {@code
 *       dropped}, {@code refused} and {@code lastSuccess} of counted activities
 * </ul>
 *
 * <p>Numbers count from the tracker's start. Without a tracker, as when the filter is missing, the
 * status is 503 and the object has an {@code error}. Safe for use by several threads.
 */
public final class ActivityTrackerHealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private final transient @Nullable ActivityTracker tracker;

    /** For a container. Answers for the tracker of the filter of the same application. */
    public ActivityTrackerHealthServlet() {
        tracker = null;
    }

    private ActivityTrackerHealthServlet(ActivityTracker tracker) {
        this.tracker = Objects.requireNonNull(tracker, "tracker");
    }

    /** Makes a servlet that answers for a tracker. */
    public static ActivityTrackerHealthServlet of(ActivityTracker tracker) {
        return new ActivityTrackerHealthServlet(tracker);
    }

    /** Answers {@code GET} and {@code HEAD}, and any other method with status 405. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String method = request.getMethod();
        boolean head = method.equals("HEAD");
        if (!head && !method.equals("GET")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        ActivityTracker found = tracker();
        if (found == null) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        byte[] body = json(found == null ? null : found.stats());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        if (!head) {
            response.getOutputStream().write(body);
        }
    }

    private @Nullable ActivityTracker tracker() {
        if (tracker != null) {
            return tracker;
        }
        Object found = getServletContext().getAttribute(ActivityTrackingFilter.TRACKER_ATTRIBUTE);
        return found instanceof ActivityTracker published ? published : null;
    }

    private static byte[] json(@Nullable TrackerStats stats) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (stats == null) {
                json.writeStringField(
                        "error",
                        "This application has no ActivityTrackingFilter that is initialized");
            } else {
                write(json, stats);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, TrackerStats stats) throws IOException {
        json.writeNumberField("bufferSize", stats.pending());
        json.writeNumberField("flushInterval", stats.flushInterval().toMillis());
        json.writeNumberField("maxBufferSize", stats.maxBatchSize());
        json.writeNumberField("maxBatchSize", stats.maxBatchSize());
        json.writeNumberField("maxPending", stats.maxPending());
        json.writeNumberField("flushes", stats.flushes());
        WriteBehindStats sightings =
                new WriteBehindStats(
                        stats.pending(),
                        stats.stored(),
                        stats.flushes(),
                        stats.failures(),
                        stats.dropped(),
                        stats.refused(),
                        stats.lastSuccess());
        write(json, sightings);
        json.writeObjectFieldStart("hits");
        write(json, stats.hits());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, WriteBehindStats stats) throws IOException {
        json.writeNumberField("pending", stats.pending());
        json.writeNumberField("stored", stats.stored());
        json.writeNumberField("failures", stats.failures());
        json.writeNumberField("dropped", stats.dropped());
        json.writeObjectFieldStart("refused");
        for (Refusal reason : Refusal.values()) {
            Map<Refusal, Long> refused = stats.refused();
            json.writeNumberField(
                    reason.name().toLowerCase(Locale.ROOT), refused.getOrDefault(reason, 0L));
        }
        json.writeEndObject();
        Instant lastSuccess = stats.lastSuccess();
        json.writeStringField("lastSuccess", lastSuccess == null ? null : lastSuccess.toString());
    }
}
