package dev.astir.app.reports;

import dev.astir.app.reports.ReportTable.Column;
import dev.astir.app.reports.ReportTable.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes tables of reports. Stateless. */
final class ReportTables {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private static final List<String> FORMULA =
            List.of(
                    "Score = 100 × active ÷ (active + idle): time at the keyboard, not quality of work.",
                    "Work is time in sessions, or active outside of them; active has what was kept or"
                            + " added by hand. Days are from midnight to midnight where each person is.");

    private ReportTables() {}

    static ReportTable daily(String person, Answers.Daily daily) {
        return days(
                "astir-day-" + daily.date(),
                "Day of " + person,
                List.of(on(daily.date(), daily.timeZone())),
                List.of(new Answers.DayOf(daily.date(), daily.figures())),
                ZoneId.of(daily.timeZone()));
    }

    static ReportTable ofPerson(Answers.OfPerson report, ZoneId zone) {
        return days(
                "astir-%s-%s".formatted(report.startDate(), report.endDate()),
                "Time of " + report.name(),
                List.of(period(report.startDate(), report.endDate())),
                report.days(),
                zone);
    }

    private static ReportTable days(
            String name, String title, List<String> facts, List<Answers.DayOf> days, ZoneId zone) {
        return new ReportTable(
                name,
                title,
                facts,
                columns(new Column("Date", Kind.DATE), Stream.concat(times(), figures())),
                days.stream()
                        .map(day ->
                                row(
                                        day.date(),
                                        Stream.concat(
                                                times(day.figures(), zone),
                                                figures(day.figures()))))
                        .toList(),
                FORMULA);
    }

    /** Of several days nobody's first and last activity say anything. */
    static ReportTable team(Answers.Team team) {
        boolean isOfOneDay = team.from().equals(team.to());
        return new ReportTable(
                        "astir-team-%s-%s".formatted(team.from(), team.to()),
                        "Time of the team",
                        List.of(period(team.from(), team.to()), team.items().size() + " people"),
                        columns(
                                new Column("Person", Kind.TEXT),
                                Stream.concat(isOfOneDay ? times() : Stream.of(), figures())),
                        team.items().stream()
                                .map(each ->
                                        row(
                                                each.name(),
                                                Stream.concat(
                                                        isOfOneDay
                                                                ? times(
                                                                        each.figures(),
                                                                        ZoneId.of(each.timeZone()))
                                                                : Stream.of(),
                                                        figures(each.figures()))))
                                .toList(),
                        FORMULA)
                .ofSeveral();
    }

    static ReportTable usage(Answers.Usage usage) {
        return new ReportTable(
                "astir-usage-%s-%s".formatted(usage.from(), usage.to()),
                "On what time went",
                Stream.of(
                                period(usage.from(), usage.to()),
                                "By "
                                        + (usage.groupBy().equals("app")
                                                ? "application"
                                                : usage.groupBy()),
                                usage.projectName() == null
                                        ? null
                                        : "Project: " + usage.projectName(),
                                usage.app() == null ? null : "Application: " + usage.app())
                        .filter(Objects::nonNull)
                        .toList(),
                List.of(
                        new Column(usage.groupBy(), Kind.TEXT),
                        new Column("active", Kind.SECONDS),
                        new Column("idle", Kind.SECONDS)),
                usage.items().stream()
                        .map(item ->
                                row(
                                        item.name() == null ? unnamed(item) : item.name(),
                                        Stream.of(item.activeSeconds(), item.idleSeconds())))
                        .toList(),
                List.of());
    }

    /** A row for each hour in which somebody was active. */
    static ReportTable hours(Answers.Hours hours) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Answers.HoursOf day : hours.days()) {
            for (int hour = 0; hour < day.hours().size(); hour++) {
                if (day.hours().get(hour) > 0) {
                    rows.add(
                            row(
                                    day.date().toString(),
                                    Stream.of("%02d:00".formatted(hour), day.hours().get(hour))));
                }
            }
        }
        return new ReportTable(
                "astir-hours-%s-%s".formatted(hours.from(), hours.to()),
                "When people are active",
                List.of(
                        period(hours.from(), hours.to()),
                        "By the hours of their own clocks",
                        hours.people() == 1 ? "1 person" : hours.people() + " people"),
                List.of(
                        new Column("Date", Kind.DATE),
                        new Column("Hour", Kind.TEXT),
                        new Column("active", Kind.SECONDS)),
                rows,
                List.of());
    }

    private static String unnamed(Answers.UsedFor item) {
        return switch (item.kind()) {
            case "private" -> "(private)";
            case "stated" -> "(by hand or kept)";
            default -> item.activeSeconds() == 0 ? "(away)" : "(none)";
        };
    }

    static ReportTable timeline(Timeline timeline) {
        ZoneId zone = ZoneId.of(timeline.timeZone());
        return new ReportTable(
                "astir-timeline-" + timeline.date(),
                "Day of " + timeline.name(),
                List.of(on(timeline.date(), timeline.timeZone())),
                List.of(
                        new Column("From", Kind.TEXT),
                        new Column("To", Kind.TEXT),
                        new Column("Kind", Kind.TEXT),
                        new Column("Application", Kind.TEXT),
                        new Column("Site", Kind.TEXT),
                        new Column("length", Kind.SECONDS)),
                timeline.intervals().stream()
                        .map(each ->
                                row(
                                        clock(each.startTime(), zone),
                                        Stream.of(
                                                clock(each.endTime(), zone),
                                                said(each.kind()),
                                                each.appName(),
                                                each.site(),
                                                Figures.seconds(
                                                        each.endTime().toEpochMilli()
                                                                - each.startTime()
                                                                        .toEpochMilli()))))
                        .toList(),
                List.of());
    }

    /** In the words of the page of the day. */
    private static String said(String kind) {
        return switch (kind) {
            case "stated" -> "by hand or kept";
            case "discarded" -> "left out";
            case "unrecorded" -> "nothing recorded";
            default -> kind;
        };
    }

    private static String period(LocalDate from, LocalDate to) {
        return from.equals(to) ? DATE.format(from) : DATE.format(from) + " to " + DATE.format(to);
    }

    private static String on(LocalDate date, String timeZone) {
        return "%s, %s".formatted(DATE.format(date), timeZone);
    }

    private static @Nullable String clock(@Nullable Instant time, ZoneId zone) {
        return time == null ? null : CLOCK.format(time.atZone(zone));
    }

    private static Stream<Column> times() {
        return Stream.of(new Column("First", Kind.TEXT), new Column("Last", Kind.TEXT));
    }

    private static Stream<Column> figures() {
        return Stream.of(
                new Column("work", Kind.SECONDS),
                new Column("active", Kind.SECONDS),
                new Column("by hand or kept", Kind.SECONDS),
                new Column("idle", Kind.SECONDS),
                new Column("Score", Kind.NUMBER));
    }

    private static Stream<@Nullable Object> times(Figures figures, ZoneId zone) {
        return Stream.of(clock(figures.firstActivity(), zone), clock(figures.lastActivity(), zone));
    }

    private static Stream<@Nullable Object> figures(Figures figures) {
        return Stream.of(
                figures.totalWorkSeconds(),
                figures.activeSeconds(),
                figures.statedSeconds(),
                figures.idleSeconds(),
                figures.productivityScore());
    }

    private static List<Column> columns(Column first, Stream<Column> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static List<@Nullable Object> row(
            @Nullable Object first, Stream<? extends @Nullable Object> others) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(first);
        others.forEach(row::add);
        return Arrays.asList(row.toArray());
    }
}
