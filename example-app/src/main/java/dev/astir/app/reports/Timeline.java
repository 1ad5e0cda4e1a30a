package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.astir.app.sessions.Session;
import dev.astir.app.web.AnyMembers;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day of a person, as it went. Immutable.
 *
 * @param dayStart where the day begins: its midnight, or the end of the night shift before
 * @param dayEnd where it ends; null while a night shift goes on
 * @param lengthSeconds of the day on the calendar: 23, 24 or 25 hours mostly
 * @param closed whether the week is approved: nothing of the day is changed until it is reopened
 * @param asOf up to when a session that runs is shown
 * @param intervals without overlap and in order; what several devices recorded is one line
 * @param focus stretches of at least 25 minutes at one thing, glances at others and all
 * @param undecided stretches without input of which the person has not said what they were
 * @param corrections what was changed by hand of the day's sessions, newest first
 * @param keptAside what came when the week was approved; it counts when that is opened again
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Timeline(
        UUID userId,
        String name,
        LocalDate date,
        String timeZone,
        Instant dayStart,
        @Nullable Instant dayEnd,
        long lengthSeconds,
        boolean closed,
        Instant asOf,
        Figures totals,
        List<Piece> intervals,
        List<Focused> focus,
        List<Media> media,
        List<Session> sessions,
        List<Undecided> undecided,
        List<Correction> corrections,
        List<Late> keptAside) {

    /**
     * A stretch in which nothing changed.
     *
     * @param kind active, private, stated, idle, discarded, or unrecorded in a session
     * @param categoryId of active ones; null for what belongs to none
     * @param decision what the person stated of it: keep, reassign, discard, or hand
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Piece(
            Instant startTime,
            Instant endTime,
            String kind,
            @Nullable String decision,
            @Nullable String appName,
            @Nullable String site,
            @Nullable String title,
            @Nullable UUID projectId,
            @Nullable UUID taskId,
            @Nullable UUID sessionId,
            @Nullable UUID categoryId) {}

    /**
     * A stretch of focus.
     *
     * @param categoryId null where it is in an application or on a site of no category
     * @param name the category's, the site's or the application's
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Focused(
            Instant from, Instant to, long seconds, @Nullable UUID categoryId, String name) {}

    /** What played. */
    @Introspected
    record Media(Instant startTime, Instant endTime, String media) {}

    /** A stretch to decide on. */
    @Introspected
    record Undecided(UUID sessionId, Instant from, Instant to, long seconds) {}

    /**
     * A change by hand.
     *
     * @param before null for a session that was made by hand
     */
    @Introspected
    @MappedEntity("session_corrections")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Correction(
            @Id UUID id,
            UUID sessionId,
            Instant correctedAt,
            UUID correctedBy,
            @Nullable String byName,
            String reason,
            @AnyMembers @Nullable @TypeDef(type = DataType.JSON) Map<String, Object> before,
            @AnyMembers @TypeDef(type = DataType.JSON) Map<String, Object> after) {}

    /** What came too late. */
    @Introspected
    @MappedEntity("intervals")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Late(
            @Id UUID id,
            Instant startTime,
            Instant endTime,
            @JsonProperty("activityType") String kind,
            @Nullable String appName,
            Instant receivedAt) {}
}
