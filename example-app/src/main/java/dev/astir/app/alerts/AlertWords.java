package dev.astir.app.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what an alert is of. Stateless. */
final class AlertWords {

    private AlertWords() {}

    /** What happened. */
    static String message(AlertRow row) {
        Map<String, Object> details = row.details();
        return switch (row.kind()) {
            case IDLE -> "Away for " + away(row);
            case OVERTIME ->
                    (row.isWithinLimit()
                                    ? "Not a long %s any more: %s of work, limit %s"
                                    : "Long %s: %s of work, limit %s")
                            .formatted(
                                    details.get("period"),
                                    length(seconds(details, "workedSeconds")),
                                    limit(details));
            case AGENT_SILENT -> "Computer " + details.get("hostname") + silence(row);
            case CLIENT_SILENT -> "Client " + details.get("name") + silence(row);
            case SESSION_FORGOTTEN -> "Session left running overnight";
        };
    }

    /** By which rule it was opened. */
    static String rule(AlertRow row) {
        Map<String, Object> details = row.details();
        return switch (row.kind()) {
            case IDLE -> "Nothing was done at work for " + limit(details) + ".";
            case OVERTIME ->
                    "A %s has more than %s of work."
                            .formatted(details.get("period"), limit(details));
            case AGENT_SILENT -> "A computer gave no sign for " + limit(details) + ".";
            case CLIENT_SILENT -> "A client of the API sent no request for long.";
            case SESSION_FORGOTTEN ->
                    "A session runs over midnight, and nothing was done in it for "
                            + limit(details)
                            + ".";
        };
    }

    private static String away(AlertRow row) {
        @Nullable Instant closed = row.closedAt();
        return closed == null
                ? limit(row.details()) + " or more"
                : length(Duration.between(row.time("idleSince"), closed).toSeconds());
    }

    private static String silence(AlertRow row) {
        @Nullable Instant closed = row.closedAt();
        return closed == null
                ? " is silent since " + row.details().get("lastSeen")
                : " was silent for "
                        + length(Duration.between(row.time("lastSeen"), closed).toSeconds());
    }

    private static String limit(Map<String, Object> details) {
        return length(seconds(details, "limitSeconds"));
    }

    static long seconds(Map<String, Object> details, String name) {
        return details.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** In days and hours, hours and minutes, minutes, or seconds. */
    static String length(long seconds) {
        Duration length = Duration.ofSeconds(seconds);
        if (length.toDays() > 1) {
            return two(length.toDays(), "d", length.toHoursPart(), "h");
        }
        if (length.toHours() > 0) {
            return two(length.toHours(), "h", length.toMinutesPart(), "min");
        }
        return length.toMinutes() > 0 ? length.toMinutes() + " min" : seconds + " s";
    }

    private static String two(long most, String unit, int rest, String smaller) {
        return most + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
    }
}
