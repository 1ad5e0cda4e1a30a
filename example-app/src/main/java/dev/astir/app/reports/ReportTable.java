package dev.astir.app.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as a table, for a file. Immutable.
 *
 * @param name of the file, without its ending
 * @param facts of what it is, a line each
 * @param notes how its figures come about
 */
record ReportTable(
        String name,
        String title,
        List<String> facts,
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        List<String> notes) {

    ReportTable {
        facts = List.copyOf(facts);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** What is in a column. */
    enum Kind {
        /** A text, as it is. */
        TEXT,
        /** Seconds, a whole number: in a table of hours as well; summed. */
        SECONDS,
        /** A number that cannot be summed. */
        NUMBER
    }

    /** A column. Immutable. */
    record Column(String title, Kind kind) {}

    /** The sum of a column of seconds. */
    long sum(int column) {
        return rows.stream()
                .mapToLong(row -> row.get(column) instanceof Long seconds ? seconds : 0)
                .sum();
    }

    /** The cells of a column of seconds. */
    List<Long> seconds(int column) {
        return rows.stream()
                .map(row -> row.get(column) instanceof Long seconds ? seconds : Long.valueOf(0))
                .toList();
    }
}
