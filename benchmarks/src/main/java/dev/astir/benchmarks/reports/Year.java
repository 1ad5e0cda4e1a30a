package dev.astir.benchmarks.reports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.benchmarks.AddedPeople;
import dev.astir.benchmarks.AddedPeople.Person;
import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A year of an organization: people in teams, each with a session on a project on every working
 * day, and in it one span of an agent for every minute. One span in ten is idle, one in twelve is
 * of a second computer and runs on over those after it, one in five has a site. Immutable.
 *
 * @param people of whom the first one is the administrator
 * @param first its first day
 * @param days how many of its working days are recorded, evenly spread; at most 260
 */
record Year(int people, LocalDate first, int days) {

    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse battery";
    static final int SPANS_A_DAY = 480;

    private static final int TEAM = 12;
    private static final int PROJECTS = 10;

    private static final String SESSIONS =
            """
            INSERT INTO work_sessions (organization_id, id, user_id, project_id, start_time,
                end_time, status, source)
            SELECT organization_id, gen_random_uuid(), id, projects[1 + number % array_length(projects, 1)],
                (?::date + time '08:55') AT TIME ZONE 'Europe/London',
                (?::date + time '17:30') AT TIME ZONE 'Europe/London', 'stopped', 'agent'
            FROM (SELECT u.organization_id, u.id, row_number() OVER (ORDER BY u.id) AS number,
                      ARRAY(SELECT id FROM projects ORDER BY id) AS projects FROM users u) AS people
            """;

    /** In the order in which batches are received: each hour one of everybody. */
    private static final String SPANS =
            """
            INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,
                device_started_at, source, kind, app, site, title, received_at)
            SELECT organization_id, person_id,
                (lpad(to_hex((extract(epoch FROM started_at) * 1000)::bigint), 12, '0')
                    || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
                person_id, started_at, started_at + length * interval '1 millisecond',
                started_at + interval '250 milliseconds', 'agent',
                CASE WHEN minute % 10 = 3 THEN 'idle' ELSE 'active' END,
                apps[1 + floor(array_length(apps, 1) * random())::integer], site,
                CASE WHEN site IS NOT NULL THEN 'Page ' || minute || ' of a site' END,
                date_trunc('hour', started_at) + interval '1 hour'
            FROM (SELECT u.organization_id, u.id AS person_id, minute,
                      md5(u.id::text || ?::text || minute) AS hash, a.apps,
                      date_trunc('milliseconds', (?::date + time '09:00'
                          + minute * interval '1 minute'
                          + random() * interval '10 seconds') AT TIME ZONE 'Europe/London')
                          AS started_at,
                      5000 + floor(CASE WHEN minute % 12 = 7 THEN 175000 ELSE 50000 END * random())
                          ::integer AS length,
                      CASE WHEN minute % 5 = 2 THEN 'site-' || floor(200 * random()) || '.example'
                      END AS site
                  FROM generate_series(0, ? - 1) AS minute
                  CROSS JOIN users u
                  CROSS JOIN (SELECT ?::text[] AS apps) AS a
                  ORDER BY minute / 60, u.id, minute) AS made
            """;

    private static final String[] APPS =
            Stream.concat(
                            Stream.of(
                                    "Code",
                                    "Slack",
                                    "Zoom",
                                    "Thunderbird",
                                    "DBeaver",
                                    "IntelliJ IDEA",
                                    "Teams",
                                    "Postman"),
                            IntStream.range(0, 22).mapToObj(i -> "application-" + i))
                    .toArray(String[]::new);

    long spans() {
        return (long) people * days * SPANS_A_DAY;
    }

    LocalDate last() {
        return first.plusYears(1).minusDays(1);
    }

    /** Has the app make the organization, its teams and projects, as its pages would. */
    void found(URI app, PostgresServer database)
            throws IOException, InterruptedException, SQLException {
        Api admin = Api.register(app, "Analytical Engines", EMAIL, PASSWORD);
        // By default nothing is kept for longer than a year.
        database.execute("UPDATE organizations SET retention_days = 1000");
        List<Person> others =
                IntStream.range(1, people)
                        .mapToObj(i -> new Person("Person " + i, "person-" + i + "@example.org"))
                        .toList();
        List<UUID> ids = AddedPeople.beside(EMAIL, others, database);
        List<String> teams = new ArrayList<>();
        for (int i = 0; i * TEAM < ids.size(); i++) {
            JsonNode team =
                    admin.postWhenAllowed(
                            "/api/teams", Map.of("name", "Team " + i, "managerIds", List.of()));
            teams.add(team.get("id").asText());
        }
        for (int i = 0; i < ids.size(); i++) {
            database.execute(
                    "UPDATE users SET team_id = '%s' WHERE id = '%s'"
                            .formatted(teams.get(i / TEAM), ids.get(i)));
        }
        for (int i = 0; i < PROJECTS; i++) {
            admin.postWhenAllowed("/api/projects", Map.of("name", "Project " + i));
        }
    }

    /** Lays the year down inside the database, past the app, which then has all days to compute. */
    void record(PostgresServer database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement sessions = connection.prepareStatement(SESSIONS);
                PreparedStatement spans = connection.prepareStatement(SPANS)) {
            connection.createStatement().execute("SELECT setseed(0.5)");
            for (LocalDate day : workingDays()) {
                sessions.setObject(1, day);
                sessions.setObject(2, day);
                sessions.executeUpdate();
                spans.setString(1, day.toString());
                spans.setObject(2, day);
                spans.setInt(3, SPANS_A_DAY);
                spans.setArray(4, connection.createArrayOf("text", APPS));
                spans.executeUpdate();
            }
        }
        database.execute("VACUUM (ANALYZE)", "CHECKPOINT");
    }

    private List<LocalDate> workingDays() {
        List<LocalDate> all =
                first.datesUntil(first.plusYears(1))
                        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                        .toList();
        return IntStream.range(0, days).mapToObj(i -> all.get(i * all.size() / days)).toList();
    }
}
