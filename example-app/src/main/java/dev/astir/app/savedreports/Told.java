package dev.astir.app.savedreports;

import dev.astir.app.trail.Differences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saved report as the trail tells of it. Public, as the trail reads it. Immutable.
 *
 * @param schedule in a line; null for one that is not mailed
 * @param recipients their names
 */
public record Told(
        String name,
        String report,
        String period,
        @Nullable UUID userId,
        @Nullable UUID teamId,
        @Nullable UUID projectId,
        @Nullable String groupBy,
        @Nullable String schedule,
        List<String> recipients) {

    static Told of(SavedRow row, List<RecipientRepository.Row> recipients) {
        return new Told(
                row.name(),
                row.report(),
                row.period(),
                row.aboutId(),
                row.teamId(),
                row.projectId(),
                row.groupBy(),
                schedule(row),
                recipients.stream().map(RecipientRepository.Row::name).toList());
    }

    private static @Nullable String schedule(SavedRow row) {
        if (row.every() == null) {
            return null;
        }
        String day = row.weekday() == null ? "" : ", " + row.weekday();
        String date = row.dayOfMonth() == null ? "" : ", " + row.dayOfMonth() + ".";
        return "every %s%s%s, %s, %s".formatted(row.every(), day, date, row.at(), row.format());
    }

    /** What there is of it. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", name);
        details.put("report", report);
        details.put("period", period);
        put(details, "teamId", teamId);
        put(details, "projectId", projectId);
        put(details, "groupBy", groupBy);
        put(details, "schedule", schedule);
        details.put("recipients", recipients);
        return details;
    }

    private static void put(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    /** What is another now, with its name; empty when nothing is. */
    Map<String, Object> changesTo(Told after) {
        Map<String, Object> changes = new LinkedHashMap<>(Differences.between(this, after));
        if (!changes.isEmpty()) {
            changes.putIfAbsent("name", after.name());
        }
        return changes;
    }
}
