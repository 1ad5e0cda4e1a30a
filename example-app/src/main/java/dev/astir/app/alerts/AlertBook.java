package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertChanged.Change;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes alerts, one of a thing at a time, whatever many runs or nodes find it; in the
 * caller's transaction of the organization. Thread-safe.
 */
@Singleton
class AlertBook {

    private final AlertRepository rows;
    private final AlertChanges changes;
    private final JsonMapper json;
    private final Clock clock;

    AlertBook(AlertRepository rows, AlertChanges changes, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What was found. Immutable.
     *
     * @param subject of what there is one alert at a time
     * @param since when the stretch began: what was opened later is of the same stretch
     */
    record Finding(
            AlertType type,
            String subject,
            @Nullable UUID userId,
            Instant since,
            @Nullable UUID sessionId,
            @Nullable UUID agentId,
            @Nullable UUID clientId,
            Map<String, Object> details) {}

    /** Opens an alert, unless there is one of this stretch, open or not. */
    void open(UUID organizationId, Finding found) {
        UUID id = UUID.randomUUID();
        long opened =
                rows.open(
                        organizationId,
                        id,
                        found.userId(),
                        found.type().json(),
                        found.subject(),
                        now(),
                        found.since(),
                        found.sessionId(),
                        found.agentId(),
                        found.clientId(),
                        encode(found.details()));
        if (opened > 0) {
            changes.tell(organizationId, id, Change.OPENED, null);
        }
    }

    /**
     * Closes the open alert of a thing, if there is one.
     *
     * @param at when it was over; what was over before the alert was opened is so now
     */
    void close(UUID organizationId, AlertType type, String subject, Instant at) {
        AlertRepository.Named closed = rows.close(organizationId, type.json(), subject, at, now());
        if (closed != null) {
            changes.tell(organizationId, closed.id(), Change.CLOSED, null);
        }
    }

    /** Closes all that is open about a person. */
    void closeAllOf(UUID organizationId, UUID userId) {
        for (AlertRepository.Named closed : rows.closeAllOf(organizationId, userId, now())) {
            changes.tell(organizationId, closed.id(), Change.CLOSED, null);
        }
    }

    /** Opens one again that was closed too early, unless somebody resolved it. */
    void reopen(UUID organizationId, UUID id) {
        if (rows.reopen(organizationId, id) > 0) {
            changes.tell(organizationId, id, Change.OPENED, null);
        }
    }

    /** Gives an alert other figures, unless somebody resolved it with those that it has. */
    void update(UUID organizationId, UUID id, Map<String, Object> details) {
        if (rows.update(organizationId, id, encode(details)) > 0) {
            changes.tell(organizationId, id, Change.UPDATED, null);
        }
    }

    /** The time as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String encode(Map<String, Object> details) {
        try {
            return json.writeValueAsString(details);
        } catch (IOException e) {
            throw new UncheckedIOException("Details could not be written to memory", e);
        }
    }
}
