package dev.astir.app.policies;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The policy in force, and what the caller agreed to. Immutable.
 *
 * @param text in plain words, with what the organization adds
 * @param acknowledged the newest version that the caller acknowledged; null for none
 * @param needsAcknowledgement whether it captures more than the caller agreed to, or they agreed to
 *     nothing yet
 */
@Introspected
record PolicyView(
        int version,
        String text,
        Settings settings,
        String additionalText,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Acknowledged acknowledged,
        boolean needsAcknowledgement) {

    /**
     * What is captured, for how long it is kept, and who sees more of it.
     *
     * @param insightsForManagers whether managers may look at the insights of those who agreed
     * @param idleAlerts about whose idle time alerts are made
     * @param overtimeAlerts about whose long days and weeks they are
     * @param retentionDays null in a version that did not say
     */
    @Introspected
    record Settings(
            boolean captureTitles,
            boolean introspection,
            List<String> neverCapture,
            int idleAfterSeconds,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer retentionDays,
            long switchesKeptDays,
            boolean insightsForManagers,
            AlertReach idleAlerts,
            AlertReach overtimeAlerts) {

        static Settings of(PolicyVersion version) {
            return new Settings(
                    version.captureTitles(),
                    version.introspection(),
                    version.neverCapture(),
                    version.idleAfterSeconds(),
                    version.retentionDays(),
                    Promises.SWITCHES_KEPT.toDays(),
                    version.insightsForManagers(),
                    version.idleAlerts(),
                    version.overtimeAlerts());
        }
    }

    /** A version that somebody agreed to. */
    @Introspected
    record Acknowledged(int version, Instant at) {}

    /**
     * A version among all.
     *
     * @param createdBy null for the app
     * @param changes what is another than in the version before
     * @param isWider whether it captures more, or keeps it longer, so that people have to agree
     */
    @Introspected
    record Version(
            int version,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Maker createdBy,
            String text,
            Settings settings,
            String additionalText,
            List<PolicyDifference> changes,
            boolean isWider) {}

    /** Who made a version. */
    @Introspected
    record Maker(UUID userId, String name) {}

    /**
     * A person and what they agreed to.
     *
     * @param version null for none
     */
    @Introspected
    record Agreed(
            UUID userId,
            String name,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer version,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant at,
            boolean needsAcknowledgement) {}
}
