package dev.astir.app.timesheets;

import dev.astir.app.summaries.Seconds;
import dev.astir.app.timesheets.Timesheet.OfProject;
import dev.astir.app.timesheets.WeekRepository.Worked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Days and projects of a week in whole seconds that add up both ways: the week is rounded, its days
 * to that, and each day's projects to the day. Immutable.
 *
 * @param total of the week
 * @param days of each day, Monday first
 */
record Grid(long total, List<Long> days, List<OfProject> projects) {

    private record Row(@Nullable UUID id, @Nullable String name, long[] millis) {

        boolean isWithout() {
            return id == null;
        }
    }

    static Grid of(LocalDate monday, List<Worked> worked) {
        List<Row> rows = rows(monday, worked);
        List<Long> exact = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            exact.add(0L);
            for (Row row : rows) {
                exact.set(day, exact.get(day) + row.millis()[day]);
            }
        }
        List<Long> days = Seconds.parts(exact);
        long[][] cells = new long[rows.size()][7];
        for (int day = 0; day < 7; day++) {
            int of = day;
            List<Long> parts =
                    Seconds.parts(
                            rows.stream().map(row -> row.millis()[of]).toList(), days.get(day));
            for (int row = 0; row < rows.size(); row++) {
                cells[row][day] = parts.get(row);
            }
        }
        List<OfProject> projects = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            projects.add(
                    new OfProject(
                            rows.get(row).id(),
                            rows.get(row).name(),
                            Arrays.stream(cells[row]).boxed().toList(),
                            Arrays.stream(cells[row]).sum()));
        }
        return new Grid(
                days.stream().mapToLong(Long::longValue).sum(), days, List.copyOf(projects));
    }

    /** By name, what is on no project last. */
    private static List<Row> rows(LocalDate monday, List<Worked> worked) {
        Map<Optional<UUID>, Row> rows = new LinkedHashMap<>();
        for (Worked each : worked) {
            rows.computeIfAbsent(
                                    Optional.ofNullable(each.projectId()),
                                    id ->
                                            new Row(
                                                    each.projectId(),
                                                    each.projectName(),
                                                    new long[7]))
                            .millis()[Weeks.indexOf(monday, each.day())] +=
                    each.millis();
        }
        return rows.values().stream()
                .sorted(
                        Comparator.comparing(Row::isWithout)
                                .thenComparing(
                                        Row::name,
                                        Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER))
                                .thenComparing(row -> String.valueOf(row.id())))
                .toList();
    }
}
