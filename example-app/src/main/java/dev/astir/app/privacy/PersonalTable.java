package dev.astir.app.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table that keeps something of people, as the database's catalog describes it. Immutable.
 *
 * @param name the table's
 * @param owner the column that says whose a row is
 * @param byEmail whether that column holds an e-mail address and not an id
 * @param key the columns of its key, without the organization
 * @param columns all others, and the key's
 */
record PersonalTable(
        String name, String owner, boolean byEmail, List<Column> key, List<Column> columns) {

    /** Hashes, keys and sealed secrets say nothing of a person, and open doors. */
    private static final Pattern SECRET =
            Pattern.compile("(^|_)(hash|secret|sealed|pending|options|password|plain|html)($|_)");

    /** What a time of a row is called, the most telling first. */
    private static final List<String> TIMES =
            List.of(
                    "started_at",
                    "start_time",
                    "at",
                    "created_at",
                    "enrolled_at",
                    "acknowledged_at",
                    "requested_at",
                    "last_seen");

    /**
     * A column. Immutable.
     *
     * @param type as SQL writes it
     */
    record Column(String name, String type) {
        /** As JSON and CSV call it. */
        String shown() {
            StringBuilder shown = new StringBuilder();
            for (String word : name.split("_")) {
                shown.append(
                        shown.isEmpty() || word.isEmpty()
                                ? word
                                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                                        + word.substring(1));
            }
            return shown.toString();
        }

        String quoted() {
            return '"' + name + '"';
        }
    }

    /** What a copy of the data calls it. */
    String kind() {
        return switch (name) {
            case "users" -> "profile";
            case "work_sessions" -> "sessions";
            case "agents" -> "devices";
            case "token_families" -> "signIns";
            case "policy_acknowledgements" -> "policiesAcknowledged";
            case "totp_secrets" -> "secondFactor";
            default -> new Column(name, "").shown();
        };
    }

    /** What a copy of the data shows of it. */
    List<Column> shown() {
        return columns.stream()
                .filter(column -> !column.type.equals("bytea"))
                .filter(column -> !SECRET.matcher(column.name).find())
                .filter(column -> !column.name.equals("organization_id"))
                .toList();
    }

    /** The column that says when a row began; empty where there is none. */
    Optional<String> time() {
        Set<String> names =
                columns.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
        return TIMES.stream().filter(names::contains).findFirst();
    }
}
