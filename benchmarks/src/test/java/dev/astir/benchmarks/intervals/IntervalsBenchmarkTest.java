package dev.astir.benchmarks.intervals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.benchmarks.PostgresServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalsBenchmarkTest {
    private static final Size SMALL = new Size(5, 2, 2, 24, 1, 1, 50);
    private static final UUID ORGANIZATION = Person.uuid("organization");
    private static final UUID PERSON = Person.uuid("person");

    private static PostgresServer postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresServer(Map.of("fsync", "off")); // nothing is measured here
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    /** The program itself checks what it stored, found and removed. */
    @Test
    void measuresEachLayoutAndFindsTheOneThatStoresTwice() throws Exception {
        String table = IntervalsBenchmark.compare(postgres, SMALL).toString();

        assertThat(table).contains("12,960 intervals");
        assertThat(table)
                .containsPattern(
                        "rows stored twice by a resend after another skew +\\|"
                                + " +0 of 60 \\| +60 of 60 \\| +0 of 60 ");
        assertThat(table).contains("a person's day", "erasure of a person", "its longest step");
        assertThat(table.lines().filter(line -> line.contains(", rows/s "))).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-10 09:00Z, 2026-03-10 10:00Z, '2026-03-10'",
        "Europe/Berlin, 2026-03-10 22:30Z, 2026-03-10 23:00Z, '2026-03-10'",
        "Europe/Berlin, 2026-03-10 22:30Z, 2026-03-10 23:00:00.001Z, '2026-03-10 2026-03-11'",
        "Europe/Berlin, 2026-03-10 23:00Z, 2026-03-10 23:00Z, '2026-03-11'",
        "Asia/Kolkata, 2026-03-10 18:29Z, 2026-03-11 18:29Z, '2026-03-10 2026-03-11'",
        // A day of 23 hours, all of it and some more.
        "Europe/Berlin, 2026-03-28 22:30Z, 2026-03-29 22:30Z, '2026-03-28 2026-03-29 2026-03-30'",
        // At 00:01 the clock went back to 23:01.
        "America/St_Johns, 2010-11-07 02:30:30Z, 2010-11-07 02:40Z, '2010-11-06 2010-11-07'",
    })
    void marksEachLocalDayThatAnIntervalTouches(String zone, String start, String end, String days)
            throws Exception {
        for (Marks marks : List.of(Marks.TOLD, Marks.LOOKED_UP)) {
            try (Tenant tenant = tenant(marks, zone)) {
                insert(tenant, start, end);

                assertThat(marked(tenant)).as("%s", marks).isEqualTo(List.of(days.split(" ")));
            }
        }
    }

    @Test
    void aChangeMarksTheDaysBeforeAndAfterIt() throws Exception {
        try (Tenant tenant = tenant(Marks.LOOKED_UP, "UTC")) {
            insert(tenant, "2026-03-10 09:00Z", "2026-03-10 10:00Z");
            run(tenant, "DELETE FROM day_marks");
            run(
                    tenant,
                    "UPDATE intervals SET started_at = '2026-04-01 09:00Z', ended_at = '2026-04-01"
                            + " 10:00Z'");

            assertThat(marked(tenant)).containsExactly("2026-03-10", "2026-04-01");
        }
    }

    @Test
    void aRemovalMarksUnlessItSaysThatItDoesNot() throws Exception {
        try (Tenant tenant = tenant(Marks.LOOKED_UP, "UTC")) {
            insert(tenant, "2026-03-10 09:00Z", "2026-03-10 10:00Z");
            insert(tenant, "2026-03-11 09:00Z", "2026-03-11 10:00Z");
            run(tenant, "DELETE FROM day_marks");
            run(tenant, "DELETE FROM intervals WHERE started_at < '2026-03-11'");
            run(tenant, "SET LOCAL astir.unmarked = 'on'; DELETE FROM intervals");

            assertThat(marked(tenant)).containsExactly("2026-03-10");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOLD", "LOOKED_UP"})
    void aWriteWhosePersonHasNoZoneFails(Marks marks) throws Exception {
        try (Tenant tenant = tenant(marks, "UTC")) {
            run(tenant, "DELETE FROM people; RESET astir.time_zone");

            assertThatThrownBy(() -> insert(tenant, "2026-03-10 09:00Z", "2026-03-10 10:00Z"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void anotherOrganizationSeesAndWritesNothing() throws Exception {
        try (Tenant tenant = tenant(Marks.LOOKED_UP, "UTC")) {
            insert(tenant, "2026-03-10 09:00Z", "2026-03-10 10:00Z");
            tenant.enter(Person.uuid("another"));

            assertThat(column(tenant, "SELECT count(*) FROM intervals")).containsExactly("0");
            assertThat(column(tenant, "SELECT count(*) FROM day_marks")).containsExactly("0");
            assertThatThrownBy(
                            () -> column(tenant, values("2026-03-10 09:00Z", "2026-03-10 10:00Z")))
                    .hasMessageContaining("row-level security");
        }
    }

    private static Tenant tenant(Marks marks, String zone) throws Exception {
        Layout.PLAIN.install(postgres);
        marks.install(postgres);
        postgres.execute(
                "INSERT INTO people VALUES ('%s', '%s', '%s')"
                        .formatted(ORGANIZATION, PERSON, zone));
        Tenant tenant = new Tenant(postgres.dataSource());
        if (marks == Marks.TOLD) {
            run(tenant, "SET astir.time_zone = '" + zone + "'");
        }
        return tenant;
    }

    private static void insert(Tenant tenant, String start, String end) throws SQLException {
        run(tenant, values(start, end));
    }

    private static String values(String start, String end) {
        return """
        INSERT INTO intervals (organization_id, source_id, id, person_id, started_at, ended_at,
            source, kind, received_at)
        VALUES ('%1$s', '%2$s', uuidv7(), '%2$s', '%3$s', '%4$s', 'agent', 'active', '%4$s')
        RETURNING id
        """
                .formatted(ORGANIZATION, PERSON, start, end);
    }

    private static List<String> marked(Tenant tenant) throws SQLException {
        tenant.enter(ORGANIZATION);
        return column(tenant, "SELECT day FROM day_marks ORDER BY day");
    }

    private static void run(Tenant tenant, String sql) throws SQLException {
        tenant.enter(ORGANIZATION);
        try (Statement statement = tenant.connection.createStatement()) {
            statement.execute(sql);
        }
        tenant.connection.commit();
    }

    private static List<String> column(Tenant tenant, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = tenant.connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
