package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What reports answer; all immutable. */
final class Answers {

    private Answers() {}

    /** A person's day. */
    @Introspected
    @Schema(
            example =
                    """
                    {"userId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02", "date": "2026-11-23",
                     "timeZone": "Europe/Berlin", "totalWorkSeconds": 28800, "activeSeconds": 25200,
                     "idleSeconds": 3600, "productivityScore": 87.5, "sessionsCount": 2,
                     "statedSeconds": 0, "privateSeconds": 300, "undecidedSeconds": 1800, "discardedSeconds": 0,
                     "firstActivity": "2026-11-23T08:02:11Z", "lastActivity": "2026-11-23T16:31:40Z"}\
                    """)
    record Daily(UUID userId, LocalDate date, String timeZone, @JsonUnwrapped Figures figures) {}

    /** A day of a period. */
    @Introspected
    record DayOf(LocalDate date, @JsonUnwrapped Figures figures) {}

    /**
     * A person's days.
     *
     * @param averageProductivityScore of the days that have one; null when none has
     * @param days all of the period, in order
     * @param isComplete false while days of it are still being computed, after an import
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfPerson(
            UUID userId,
            String name,
            LocalDate startDate,
            LocalDate endDate,
            Figures totals,
            @Nullable BigDecimal averageProductivityScore,
            int daysWorked,
            List<DayOf> days,
            boolean isComplete) {}

    /**
     * On what time went.
     *
     * @param key by which it is known: the application, the site, the date, or the id of category,
     *     project or person; null for none
     * @param kind active; private and stated for what has no key of its own
     * @param rating of a category, as the teams of the people see it: one that is rated in two ways
     *     is two items; null for what is not grouped by category
     * @param hasSites of an application: whether it can be opened into sites; null for other keys
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record UsedFor(
            @Nullable String key,
            @Nullable String name,
            String kind,
            @Nullable String rating,
            @Nullable Boolean hasSites,
            long activeSeconds,
            long idleSeconds) {}

    /**
     * On what the time of some people went; the items sum to the totals. Most first, but people by
     * name and days in order.
     *
     * @param projectId of which all of it is; null for any and none
     * @param app in which all of it was spent; null for any
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(
            example =
                    """
                    {"from": "2026-11-23", "to": "2026-11-29", "groupBy": "app",
                     "projectId": null, "projectName": null, "app": null,
                     "activeSeconds": 25200, "idleSeconds": 3600,
                     "items": [{"key": "IntelliJ IDEA", "name": "IntelliJ IDEA", "kind": "active", "rating": null,
                      "hasSites": false, "activeSeconds": 25200, "idleSeconds": 3600}],
                     "isComplete": true}\
                    """)
    record Usage(
            LocalDate from,
            LocalDate to,
            String groupBy,
            @Nullable UUID projectId,
            @Nullable String projectName,
            @Nullable String app,
            long activeSeconds,
            long idleSeconds,
            List<UsedFor> items,
            boolean isComplete) {}

    /**
     * One of a team.
     *
     * @param timeZone in which their days are
     * @param state as presence tells it; the application as well
     * @param productiveSeconds of the active ones, by the ratings of their own team; with those
     *     that are neutral and unproductive it is all of them
     * @param corrections how often sessions of the period were changed by hand afterwards
     * @param lastCorrectedDay the last day with such a session; null when there is none
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Member(
            UUID userId,
            String name,
            @Nullable UUID teamId,
            String timeZone,
            String state,
            @Nullable String currentApp,
            @Nullable String currentSite,
            @Nullable Instant since,
            @Nullable UUID projectId,
            long productiveSeconds,
            long neutralSeconds,
            long unproductiveSeconds,
            long corrections,
            @Nullable LocalDate lastCorrectedDay,
            @JsonUnwrapped Figures figures) {}

    /** The people of a team, by name. */
    @Introspected
    record Team(
            LocalDate from, LocalDate to, Figures totals, List<Member> items, boolean isComplete) {}

    /**
     * A day of some people, by the hours of their own clocks.
     *
     * @param hours worked seconds of each hour, 24 of them
     */
    @Introspected
    record HoursOf(LocalDate date, List<Long> hours, @JsonUnwrapped Figures figures) {}

    /**
     * When some people worked.
     *
     * @param people how many they are
     * @param days all of the period, in order
     */
    @Introspected
    record Hours(
            LocalDate from,
            LocalDate to,
            int people,
            Figures totals,
            List<HoursOf> days,
            boolean isComplete) {}
}
