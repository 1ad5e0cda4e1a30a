package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lays a year of intervals down inside the server, into the indexes that are there, in the order in
 * which batches are received: each hour a batch of everybody. Immutable.
 */
final class Filling {
    static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

    private static final String ROWS =
            """
            INSERT INTO intervals (organization_id, source_id, id, person_id, session_id,
                started_at, ended_at, posted_seconds, device_started_at, source, kind, app, site,
                url, title, media, received_at)
            SELECT organization_id, source_id,
                (lpad(to_hex((extract(epoch FROM started_at) * 1000)::bigint), 12, '0')
                    || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
                person_id, md5('session' || number || day)::uuid, started_at,
                started_at + length * interval '1 millisecond',
                CASE WHEN posting THEN length / 1000 END,
                CASE WHEN NOT posting THEN started_at + interval '250 milliseconds' END,
                CASE WHEN posting THEN 'api' ELSE 'agent' END,
                CASE WHEN n % 10 = 3 THEN 'idle' ELSE 'active' END,
                'application-' || floor(30 * random()), site,
                CASE WHEN posting THEN 'https://' || site || '/page/' || n % 1000 END,
                CASE WHEN site IS NOT NULL THEN 'Page ' || n % 1000 || ' of a site' END, NULL,
                (day + (9 + hour + 1) * interval '1 hour') AT TIME ZONE time_zone
            FROM (SELECT d.*, n, day, hour, md5(day::text || n) AS hash,
                    date_trunc('milliseconds', (day + (9 + hour) * interval '1 hour'
                        + (n % 60) * interval '1 minute'
                        + random() * interval '10 seconds') AT TIME ZONE time_zone) AS started_at,
                    CASE WHEN n % 20 = 7 THEN 5000 + floor(1795000 * random())::integer
                         ELSE 5000 + floor(55000 * random())::integer END AS length,
                    CASE WHEN n % 5 = 2
                         THEN 'site-' || floor(200 * random()) || '.example' END AS site
                  FROM (SELECT n, ?::timestamp AS day, n / (60 * ?) AS hour
                        FROM generate_series(0, ? - 1) AS n) AS numbered
                  JOIN desks d ON d.number = n / 60 * 37 % ?
                  ORDER BY n) AS made
            """;

    private Filling() {}

    static void run(PostgresServer postgres, Size size) throws SQLException, IOException {
        List<Person> people = size.everybody();
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement rows = connection.prepareStatement(ROWS)) {
            people(connection, people);
            statement.execute("SELECT setseed(0.5)");
            for (LocalDate day : days(size.days())) {
                rows.setString(1, day.toString());
                rows.setInt(2, people.size());
                rows.setInt(3, people.size() * size.batches() * Batch.ROWS);
                rows.setInt(4, people.size());
                rows.executeUpdate();
            }
        }
        postgres.execute("VACUUM ANALYZE intervals", "CHECKPOINT");
    }

    /** The people, and with them what the tables of the app do not have. */
    private static void people(Connection connection, List<Person> people) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement desk =
                        connection.prepareStatement(
                                "INSERT INTO desks VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.execute(
                    "CREATE TABLE desks (number integer, organization_id uuid, person_id uuid,"
                            + " source_id uuid, time_zone text, posting boolean)");
            for (Person person : people) {
                desk.setInt(1, person.number());
                desk.setObject(2, person.organizationId());
                desk.setObject(3, person.id());
                desk.setObject(4, person.sourceId());
                desk.setString(5, person.timeZone().getId());
                desk.setBoolean(6, person.isPosting());
                desk.executeUpdate();
            }
            statement.execute(
                    "INSERT INTO people SELECT organization_id, person_id, time_zone FROM desks");
            statement.execute("ANALYZE desks; ANALYZE people");
        }
    }

    /** So many working days of the year, evenly spread. */
    static List<LocalDate> days(int count) {
        List<LocalDate> all =
                FIRST_DAY
                        .datesUntil(FIRST_DAY.plusYears(1))
                        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                        .toList();
        return IntStream.range(0, count).mapToObj(i -> all.get(i * all.size() / count)).toList();
    }
}
