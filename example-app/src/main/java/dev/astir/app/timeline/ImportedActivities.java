package dev.astir.app.timeline;

import dev.astir.app.identity.Caller;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes in what a file says was done in a session, by the same rules as what is posted to it. In
 * the caller's transaction. Thread-safe.
 */
@Singleton
public class ImportedActivities {

    /** As many as a batch may have. */
    private static final int AT_ONCE = 1_000;

    private static final Map<String, String> COLUMNS =
            Map.of("appName", "app", "title", "title", "url", "url");

    private final ActivityIntake intake;
    private final Validator validator;

    ImportedActivities(ActivityIntake intake, Validator validator) {
        this.intake = intake;
        this.validator = validator;
    }

    /**
     * Active time with an application, a window's title or an address; empty texts are none.
     * Immutable.
     *
     * @param line of the file
     */
    public record Imported(
            int line, Instant start, Instant end, String app, String title, String url) {

        /** The same row of the same session always has the same id: it is stored once. */
        private ActivityRequest request(UUID sessionId) {
            String key = String.join("\n", sessionId + "", start + "", end + "", app, title, url);
            return new ActivityRequest(
                    UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                    start,
                    ActivityType.ACTIVE,
                    Math.toIntExact(Duration.between(start, end).toSeconds()),
                    app.isEmpty() ? null : app,
                    title.isEmpty() ? null : title,
                    url.isEmpty() ? null : url);
        }
    }

    /** Hears what cannot be accepted. */
    public interface Refusals {
        void add(int line, String column, String message);
    }

    /**
     * Stores those that are new.
     *
     * @param sessionId a session of the caller's that has all of them
     * @return how many those are; when something was refused, nothing is stored
     * @throws dev.astir.app.web.ProblemException as a batch that is posted
     */
    public int add(Caller caller, UUID sessionId, List<Imported> activities, Refusals refusals) {
        List<ActivityRequest> requests = new ArrayList<>();
        boolean isRefused = false;
        for (Imported each : activities) {
            ActivityRequest request = each.request(sessionId);
            for (var violation : validator.validate(request)) {
                isRefused = true;
                String field = violation.getPropertyPath().toString();
                refusals.add(
                        each.line(), COLUMNS.getOrDefault(field, field), violation.getMessage());
            }
            requests.add(request);
        }
        if (isRefused) {
            return 0;
        }
        int added = 0;
        for (int from = 0; from < requests.size(); from += AT_ONCE) {
            List<ActivityRequest> some =
                    requests.subList(from, Math.min(requests.size(), from + AT_ONCE));
            added +=
                    intake.takeBatch(caller, new ActivityRequest.Batch(sessionId, some))
                            .processedCount();
        }
        return added;
    }
}
