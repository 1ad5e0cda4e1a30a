package dev.astir.app.policies;

import dev.astir.app.organizations.Organization;
import dev.astir.protocol.Policy;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was shown to people. Immutable.
 *
 * @param text in words
 * @param neverCapture names of applications whose time only shows as private
 * @param additionalText what the organization adds in its own words
 * @param retentionDays after how many days time is deleted, as it was told; null in a version from
 *     before that was told
 * @param insightsForManagers whether managers may look at the insights of those who agreed
 * @param idleAlerts about whose idle time alerts are made, as it was told
 * @param overtimeAlerts the same of long days and weeks
 * @param createdBy who made it; null for the app
 */
@MappedEntity("policies")
public record PolicyVersion(
        @Id int version,
        String text,
        boolean captureTitles,
        boolean introspection,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> neverCapture,
        int idleAfterSeconds,
        String additionalText,
        @Nullable Integer retentionDays,
        boolean insightsForManagers,
        AlertReach idleAlerts,
        AlertReach overtimeAlerts,
        @Nullable UUID createdBy,
        Instant createdAt) {

    /** The policy of the organization's settings, under this number. */
    static PolicyVersion of(
            Organization organization,
            int version,
            List<String> neverCapture,
            String additionalText,
            AlertReach idleAlerts,
            AlertReach overtimeAlerts,
            @Nullable UUID createdBy,
            Instant now) {
        Policy settings =
                new Policy(
                        version,
                        organization.captureTitles(),
                        organization.introspection(),
                        neverCapture,
                        organization.idleAfterSeconds());
        return new PolicyVersion(
                version,
                PolicyText.of(
                        organization.name(),
                        settings,
                        organization.retentionDays(),
                        organization.insightsForManagers(),
                        idleAlerts,
                        overtimeAlerts,
                        additionalText),
                settings.captureTitles(),
                settings.introspection(),
                settings.neverCapture(),
                settings.idleAfterSeconds(),
                additionalText,
                organization.retentionDays(),
                organization.insightsForManagers(),
                idleAlerts,
                overtimeAlerts,
                createdBy,
                now);
    }

    /**
     * Whether what the other version told is still true of this one, whatever their numbers: the
     * same is captured and shown, in the same words of the organization's, and kept no longer.
     */
    boolean isToldBy(PolicyVersion other) {
        return captureTitles == other.captureTitles
                && introspection == other.introspection
                && idleAfterSeconds == other.idleAfterSeconds
                && neverCapture.equals(other.neverCapture)
                && insightsForManagers == other.insightsForManagers
                && idleAlerts == other.idleAlerts
                && overtimeAlerts == other.overtimeAlerts
                && additionalText.equals(other.additionalText)
                && !isKeptLonger(other.retentionDays);
    }

    /** Whether time is kept longer than these days; also where nothing was said of them. */
    boolean isKeptLonger(@Nullable Integer days) {
        return retentionDays != null && (days == null || retentionDays > days);
    }

    /** As agents apply it. */
    public Policy settings() {
        return new Policy(version, captureTitles, introspection, neverCapture, idleAfterSeconds);
    }
}
