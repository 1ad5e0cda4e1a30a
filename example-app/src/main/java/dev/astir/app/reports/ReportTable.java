package dev.astir.app.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as a table, for a file. Immutable.
 *
 * @param name of the file, without its ending
 * @param facts of what it is, a line each
 * @param notes how its figures come about
 * @param signers who signs it on paper
 */
record ReportTable(
        String name,
        String title,
        List<String> facts,
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        List<String> notes,
        List<String> signers) {

    private static final String MANAGER = "Manager";

    /** One that the person whose time it is signs, and their manager. */
    ReportTable(
            String name,
            String title,
            List<String> facts,
            List<Column> columns,
            List<List<@Nullable Object>> rows,
            List<String> notes) {
        this(name, title, facts, columns, rows, notes, List.of("Employee", MANAGER));
    }

    ReportTable {
        facts = List.copyOf(facts);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        signers = List.copyOf(signers);
    }

    /** One of several people, which only their manager signs. */
    ReportTable ofSeveral() {
        return new ReportTable(name, title, facts, columns, rows, notes, List.of(MANAGER));
    }

    /** What is in a column. */
    enum Kind {
        /** A text, as it is. */
        TEXT,
        /** A day of the calendar. */
        DATE,
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
