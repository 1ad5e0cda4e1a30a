package dev.astir.app.sessions;

import dev.astir.app.identity.Caller;
import dev.astir.app.trail.Trail;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was changed of sessions by hand, beside the session and in the trail, in the
 * caller's transaction. Thread-safe.
 */
@Singleton
class Corrections {

    private final CorrectionRepository rows;
    private final SessionImportRepository imported;
    private final Trail trail;
    private final JsonMapper json;
    private final Clock clock;

    Corrections(
            CorrectionRepository rows,
            SessionImportRepository imported,
            Trail trail,
            JsonMapper json,
            Clock clock) {
        this.rows = rows;
        this.imported = imported;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Remembers a change.
     *
     * @param before null for a session that was made
     */
    void add(Caller caller, String action, @Nullable Session before, Session after, String reason) {
        Map<String, @Nullable Object> old = before == null ? null : kept(before);
        Map<String, @Nullable Object> now = kept(after);
        rows.add(
                after.organizationId(),
                UUID.randomUUID(),
                after.userId(),
                after.id(),
                caller.userId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                reason,
                old == null ? null : encode(old),
                encode(now));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("sessionId", after.id().toString());
        details.put("reason", reason);
        if (old != null) {
            details.put("before", old);
        }
        details.put("after", now);
        trail.changed(caller.actor(), action, after.userId(), details);
    }

    /** Remembers that these were made by hand, each for its reason. */
    void addAll(Caller caller, String action, List<Session> made, List<String> reasons) {
        List<Map<String, ?>> details = new ArrayList<>();
        List<String> afters = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Map<String, @Nullable Object> now = kept(made.get(i));
            afters.add(encode(now));
            details.add(
                    Map.of(
                            "sessionId",
                            made.get(i).id().toString(),
                            "reason",
                            reasons.get(i),
                            "after",
                            now));
        }
        imported.tell(
                caller.organizationId(),
                caller.userId(),
                caller.userId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                made.stream().map(Session::id).toArray(UUID[]::new),
                reasons,
                afters);
        trail.changedAll(caller.actor(), action, caller.userId(), details);
    }

    /** Those of a session, the earliest first. */
    List<Correction> of(Session session) {
        return rows.ofSession(session.organizationId(), session.id());
    }

    /**
     * From when to when a session was recorded, before anybody moved its bounds by hand; what was
     * made by hand, as it was made. The end is null while it runs.
     */
    Stretch recorded(Session session) {
        Instant start = null;
        Instant end = null;
        for (Correction correction : of(session)) {
            start = start == null ? time(correction, "startTime") : start;
            end = end == null ? time(correction, "endTime") : end;
        }
        return new Stretch(
                start == null ? session.startTime() : start, end == null ? session.endTime() : end);
    }

    /** A stretch of time; the end is null when it is not over. */
    record Stretch(Instant start, @Nullable Instant end) {}

    private static @Nullable Instant time(Correction correction, String name) {
        Object before = correction.before() == null ? null : correction.before().get(name);
        Object first = before == null ? correction.after().get(name) : before;
        return first == null ? null : Instant.parse(first.toString());
    }

    /** What of a session can be corrected. */
    static Map<String, @Nullable Object> kept(Session session) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("startTime", session.startTime().toString());
        kept.put("endTime", text(session.endTime()));
        kept.put("projectId", text(session.projectId()));
        kept.put("taskId", text(session.taskId()));
        return kept;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private String encode(Map<String, @Nullable Object> details) {
        try {
            return json.writeValueAsString(details);
        } catch (IOException e) {
            throw new UncheckedIOException("Details could not be written to memory", e);
        }
    }
}
