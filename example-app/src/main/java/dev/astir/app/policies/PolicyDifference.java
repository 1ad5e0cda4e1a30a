package dev.astir.app.policies;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A setting that is another one in a version than in the one before. Immutable.
 *
 * @param field its name in the version's settings
 * @param before null where the version before did not say
 */
@Introspected
record PolicyDifference(
        String field,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object before,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object after) {

    static List<PolicyDifference> between(PolicyVersion before, PolicyVersion after) {
        List<PolicyDifference> all =
                List.of(
                        new PolicyDifference(
                                "captureTitles", before.captureTitles(), after.captureTitles()),
                        new PolicyDifference(
                                "introspection", before.introspection(), after.introspection()),
                        new PolicyDifference(
                                "neverCapture", before.neverCapture(), after.neverCapture()),
                        new PolicyDifference(
                                "idleAfterSeconds",
                                before.idleAfterSeconds(),
                                after.idleAfterSeconds()),
                        new PolicyDifference(
                                "retentionDays", before.retentionDays(), after.retentionDays()),
                        new PolicyDifference(
                                "insightsForManagers",
                                before.insightsForManagers(),
                                after.insightsForManagers()),
                        new PolicyDifference("idleAlerts", before.idleAlerts(), after.idleAlerts()),
                        new PolicyDifference(
                                "overtimeAlerts", before.overtimeAlerts(), after.overtimeAlerts()),
                        new PolicyDifference(
                                "additionalText", before.additionalText(), after.additionalText()));
        List<PolicyDifference> changed = new ArrayList<>(all);
        changed.removeIf(one -> Objects.equals(one.before(), one.after()));
        return List.copyOf(changed);
    }
}
