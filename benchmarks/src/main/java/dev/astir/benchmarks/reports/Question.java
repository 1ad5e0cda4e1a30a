package dev.astir.benchmarks.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * A report, and the SQL that asks the intervals themselves the same. Immutable.
 *
 * @param path of the app; its answer has the active seconds, or has {@code totals} that have them
 * @param raw gives rows with {@code active_seconds} and {@code idle_seconds}
 * @param barMillis what the app's answer may take; 0 for no bar
 */
record Question(
        String title,
        String path,
        List<UUID> people,
        LocalDate from,
        LocalDate to,
        String raw,
        int barMillis) {

    /**
     * What each interval adds to the union of its person's day: of what was active, and of all of
     * it. What the union of all has more is idle.
     */
    private static final String PIECES =
            """
            WITH pieces AS (
                SELECT person_id, day, hour, app, site, started_at, ended_at, kind,
                    CASE WHEN kind = 'active' THEN greatest(ended_at - greatest(started_at,
                        max(ended_at) FILTER (WHERE kind = 'active') OVER earlier), '0') END
                        AS active,
                    greatest(ended_at - greatest(started_at, max(ended_at) OVER earlier), '0')
                        AS every
                FROM (SELECT id, person_id, app, site, started_at, ended_at, kind,
                          (started_at AT TIME ZONE 'Europe/London')::date AS day,
                          extract(hour FROM started_at AT TIME ZONE 'Europe/London') AS hour
                      FROM intervals
                      WHERE organization_id = ? AND person_id = ANY (?) AND NOT kept_aside
                          AND started_at >= ?::timestamp AT TIME ZONE 'Europe/London'
                          AND started_at < ?::timestamp AT TIME ZONE 'Europe/London') AS recorded
                WINDOW earlier AS (PARTITION BY person_id, day ORDER BY started_at, id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
            """;

    private static final String SECONDS =
            """
            extract(epoch FROM sum(active)) AS active_seconds,
            extract(epoch FROM sum(every) - COALESCE(sum(active), '0')) AS idle_seconds
            """;

    private static final String LABELLED =
            """
            (SELECT person_id, app, site, sum(active) AS active, sum(every) AS every,
                 min(started_at) FILTER (WHERE kind = 'active') AS first_active,
                 max(ended_at) FILTER (WHERE kind = 'active') AS last_active
             FROM pieces GROUP BY person_id, app, site) AS used
            LEFT JOIN labels label ON label.app = used.app
                AND label.site = COALESCE(used.site, '')
            LEFT JOIN categories category ON category.id = label.category_id
            """;

    /** The questions that have bars, and some of the same pages that have none. */
    static List<Question> of(Year year, List<UUID> everybody, UUID teamId, List<UUID> team) {
        LocalDate from = year.first();
        LocalDate to = year.last();
        LocalDate month = YearMonth.from(from.plusMonths(5)).atDay(1);
        LocalDate monthEnd = month.plusMonths(1).minusDays(1);
        String months = "/api/reports/team?from=%s&to=%s".formatted(month, monthEnd);
        String usage = "/api/reports/usage?from=%s&to=%s&groupBy=".formatted(from, to);
        UUID person = team.get(0);
        return List.of(
                new Question(
                        "a month of a team of " + team.size(),
                        months + "&teamId=" + teamId,
                        team,
                        month,
                        monthEnd,
                        BY_PERSON,
                        200),
                new Question(
                        "a month of all %d people".formatted(everybody.size()),
                        months,
                        everybody,
                        month,
                        monthEnd,
                        BY_PERSON,
                        200),
                new Question(
                        "a person's year, day by day",
                        "/api/reports/user/%s?startDate=%s&endDate=%s".formatted(person, from, to),
                        List.of(person),
                        from,
                        to,
                        PIECES + "SELECT day, " + SECONDS + " FROM pieces GROUP BY day",
                        100),
                new Question(
                        "the organization's year by category",
                        usage + "category",
                        everybody,
                        from,
                        to,
                        PIECES
                                + "SELECT category.id, category.rating, "
                                + SECONDS
                                + " FROM "
                                + LABELLED
                                + " GROUP BY category.id, category.rating",
                        1_000),
                new Question(
                        "the organization's year by application",
                        usage + "app",
                        everybody,
                        from,
                        to,
                        PIECES + "SELECT app, " + SECONDS + " FROM pieces GROUP BY app",
                        0),
                new Question(
                        "the organization's year, day by hour",
                        "/api/reports/hours?from=%s&to=%s".formatted(from, to),
                        everybody,
                        from,
                        to,
                        PIECES + "SELECT day, hour, " + SECONDS + " FROM pieces GROUP BY day, hour",
                        0));
    }

    private static final String BY_PERSON =
            PIECES
                    + "SELECT used.person_id, min(first_active), max(last_active),"
                    + " sum(active) FILTER (WHERE rating = 'productive'), "
                    + SECONDS
                    + " FROM "
                    + LABELLED
                    + " GROUP BY used.person_id";
}
