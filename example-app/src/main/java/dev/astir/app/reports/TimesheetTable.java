package dev.astir.app.reports;

import dev.astir.app.reports.ReportTable.Column;
import dev.astir.app.reports.ReportTable.Kind;
import dev.astir.app.timesheets.Timesheet;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a table of a timesheet: projects by days, and how far it is. Stateless. */
final class TimesheetTable {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TimesheetTable() {}

    static ReportTable of(Timesheet sheet) {
        Timesheet.Summary week = sheet.summary();
        int number = week.week().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        int year = week.week().get(IsoFields.WEEK_BASED_YEAR);
        String zone = sheet.days().getLast().timeZone();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Project", Kind.TEXT));
        sheet.days()
                .forEach(day ->
                        columns.add(
                                new Column(
                                        day.date()
                                                        .getDayOfWeek()
                                                        .getDisplayName(
                                                                TextStyle.SHORT, Locale.ENGLISH)
                                                + " "
                                                + day.date(),
                                        Kind.SECONDS)));
        columns.add(new Column("Week", Kind.SECONDS));
        return new ReportTable(
                "astir-timesheet-%d-W%02d".formatted(year, number),
                "Timesheet of " + week.name(),
                List.of(
                        "Week %d, %s to %s (%s)".formatted(number, week.from(), week.to(), zone),
                        state(week, ZoneId.of(zone))),
                columns,
                sheet.projects().stream().map(TimesheetTable::row).toList(),
                notes(sheet));
    }

    private static List<@Nullable Object> row(Timesheet.OfProject project) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(Objects.requireNonNullElse(project.name(), "(no project)"));
        row.addAll(project.seconds());
        row.add(project.total());
        return row;
    }

    private static String state(Timesheet.Summary week, ZoneId zone) {
        String by = Objects.requireNonNullElse(week.decidedByName(), "somebody who is gone");
        return switch (week.state()) {
            case DRAFT -> "Draft: not submitted";
            case SUBMITTED -> "Submitted " + moment(week.submittedAt(), zone);
            case APPROVED -> "Approved by %s, %s".formatted(by, moment(week.decidedAt(), zone));
            case REJECTED ->
                    "Returned by %s, %s: %s"
                            .formatted(by, moment(week.decidedAt(), zone), week.reason());
        };
    }

    private static String moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : MOMENT.format(at.atZone(zone));
    }

    private static List<String> notes(Timesheet sheet) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Worked time: recorded, private, and what was kept or added by hand. Days are from"
                        + " midnight to midnight where the person is.");
        if (!sheet.corrections().isEmpty()) {
            notes.add("Added or corrected by hand: " + sheet.corrections().size() + ".");
        }
        if (!sheet.isComplete()) {
            notes.add("Some days are still being computed: these sums will grow.");
        }
        return notes;
    }
}
