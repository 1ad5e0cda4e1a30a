package dev.astir.app.imports;

import dev.astir.app.days.PersonCalendar;
import dev.astir.app.imports.CsvRows.Row;
import dev.astir.app.timeline.ImportedActivities.Imported;
import dev.astir.app.timeline.SpanIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was understood: a row is a session, or, when it names an application, a title or an
 * address, what was done in the session of the file that it lies in. Immutable.
 *
 * @param sessions by their start, without overlap
 */
record ImportFile(List<Entry> sessions) {

    static final int MOST_ROWS = 5_000;
    static final String REASON = "Imported from a file";

    private static final Set<String> COLUMNS =
            Set.of("start", "end", "project", "task", "reason", "note", "app", "title", "url");

    ImportFile {
        sessions = List.copyOf(sessions);
    }

    /** A session of the file. Its activities are added while the file is read. */
    record Entry(
            int line,
            Instant start,
            Instant end,
            String project,
            String task,
            String reason,
            List<Imported> activities) {}

    /**
     * Reads a file.
     *
     * @param errors gets what is wrong in it
     */
    static ImportFile read(String text, PersonCalendar calendar, LineErrors errors) {
        List<Row> rows = CsvRows.of(text);
        if (rows.isEmpty()) {
            errors.add(
                    1, "start", "must be a column of the file's first line, but the file is empty");
            return new ImportFile(List.of());
        }
        if (rows.size() - 1 > MOST_ROWS) {
            errors.add(
                    rows.get(MOST_ROWS + 1).line(),
                    "start",
                    "must be in a file of at most %d rows, but this has %d"
                            .formatted(MOST_ROWS, rows.size() - 1));
            return new ImportFile(List.of());
        }
        return new Reader(header(rows.getFirst(), errors), calendar, errors)
                .read(rows.subList(1, rows.size()));
    }

    private static Map<String, Integer> header(Row row, LineErrors errors) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String name = row.cell(i).toLowerCase(Locale.ROOT);
            if (!name.isEmpty()
                    && (!COLUMNS.contains(name) || columns.putIfAbsent(name, i) != null)) {
                errors.add(
                        row.line(),
                        "header",
                        name,
                        "start, end, project, task, reason (or note), app, title or url, each once");
            }
        }
        for (String name : List.of("start", "end")) {
            if (!columns.containsKey(name)) {
                errors.add(row.line(), name, "must be a column of the file's first line");
            }
        }
        return columns;
    }

    /**
     * Where a session would be that is refused: what was done in it is not called wrong, since it
     * is not once the session's row is mended.
     */
    private record Time(Instant start, Instant end) {

        boolean contains(Instant from, Instant to) {
            return !from.isBefore(start) && !to.isAfter(end);
        }
    }

    /** For one file. */
    private record Reader(
            Map<String, Integer> columns,
            PersonCalendar calendar,
            LineErrors errors,
            List<Time> refused) {

        Reader(Map<String, Integer> columns, PersonCalendar calendar, LineErrors errors) {
            this(columns, calendar, errors, new ArrayList<>());
        }

        ImportFile read(List<Row> rows) {
            if (!columns.containsKey("start") || !columns.containsKey("end")) {
                return new ImportFile(List.of());
            }
            NavigableMap<Instant, Entry> sessions = new TreeMap<>();
            for (Row row : rows) {
                if (!isActivity(row)) {
                    session(row, sessions);
                }
            }
            for (Row row : rows) {
                if (isActivity(row)) {
                    activity(row, sessions);
                }
            }
            List<Entry> inOrder = new ArrayList<>(sessions.values());
            inOrder.sort(Comparator.comparing(Entry::start));
            return new ImportFile(inOrder);
        }

        private void session(Row row, NavigableMap<Instant, Entry> sessions) {
            Instant[] bounds = bounds(row);
            if (bounds == null) {
                return;
            }
            Entry before = value(sessions.floorEntry(bounds[0]));
            Entry after = value(sessions.ceilingEntry(bounds[0]));
            Entry other =
                    before != null && before.end().isAfter(bounds[0])
                            ? before
                            : after != null && after.start().isBefore(bounds[1]) ? after : null;
            if (other != null) {
                errors.add(
                        row.line(),
                        "start",
                        cell(row, "start"),
                        "a time that is in no other session of the file (line %d is in the way)"
                                .formatted(other.line()));
                refused.add(new Time(bounds[0], bounds[1]));
                return;
            }
            String reason = cell(row, "reason");
            reason = reason.isEmpty() ? cell(row, "note") : reason;
            if (reason.length() > 500) {
                errors.add(row.line(), "reason", reason, "a text of at most 500 characters");
            }
            sessions.put(
                    bounds[0],
                    new Entry(
                            row.line(),
                            bounds[0],
                            bounds[1],
                            cell(row, "project"),
                            cell(row, "task"),
                            reason.isEmpty() ? REASON : reason,
                            new ArrayList<>()));
        }

        private void activity(Row row, NavigableMap<Instant, Entry> sessions) {
            Instant[] bounds = bounds(row);
            if (bounds == null) {
                return;
            }
            Entry in = value(sessions.floorEntry(bounds[0]));
            if (in == null || bounds[1].isAfter(in.end())) {
                if (refused.stream().anyMatch(time -> time.contains(bounds[0], bounds[1]))) {
                    return;
                }
                errors.add(
                        row.line(),
                        "start",
                        cell(row, "start"),
                        "a time in a session of the file: a row with an app, a title or an address"
                                + " is what was done in one");
                return;
            }
            if (Duration.between(bounds[0], bounds[1]).compareTo(SpanIntake.LONGEST) > 0) {
                errors.add(row.line(), "end", cell(row, "end"), "at most 24 hours after the start");
                return;
            }
            in.activities()
                    .add(
                            new Imported(
                                    row.line(),
                                    bounds[0],
                                    bounds[1],
                                    cell(row, "app"),
                                    cell(row, "title"),
                                    cell(row, "url")));
        }

        private boolean isActivity(Row row) {
            return !(cell(row, "app") + cell(row, "title") + cell(row, "url")).isEmpty();
        }

        private Instant @Nullable [] bounds(Row row) {
            Instant start = time(row, "start");
            Instant end = time(row, "end");
            if (start == null || end == null) {
                refused(row, start);
                return null;
            }
            if (!end.isAfter(start)) {
                errors.add(row.line(), "end", cell(row, "end"), "a time after the start");
                refused(row, start);
                return null;
            }
            return new Instant[] {start, end};
        }

        private void refused(Row row, @Nullable Instant start) {
            if (start != null && !isActivity(row)) {
                refused.add(new Time(start, start.plus(SpanIntake.LONGEST)));
            }
        }

        private @Nullable Instant time(Row row, String column) {
            String written = cell(row, column);
            Instant time = WrittenTime.read(written, calendar).orElse(null);
            if (time == null) {
                errors.add(row.line(), column, written, WrittenTime.ALLOWED);
            }
            return time;
        }

        private String cell(Row row, String column) {
            return row.cell(columns.getOrDefault(column, -1));
        }

        private static @Nullable Entry value(Map.@Nullable Entry<Instant, Entry> entry) {
            return entry == null ? null : entry.getValue();
        }
    }
}
