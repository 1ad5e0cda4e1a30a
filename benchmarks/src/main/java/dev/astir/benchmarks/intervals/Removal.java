package dev.astir.benchmarks.intervals;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Erasure of a person, and retention, by a tenant, without marks. Not safe for use by several
 * threads.
 */
final class Removal {
    private static final int STEP = 5_000;

    /** All before it is removed by retention. */
    private static final OffsetDateTime CUT =
            Filling.FIRST_DAY.plusMonths(1).atStartOfDay().atOffset(ZoneOffset.UTC);

    /**
     * By the key's own values, which mean the same row in each layout, where the physical place of
     * a row is unique in one partition alone. Rows that start with the last go with it, so that a
     * step always gets further.
     */
    private static final String RETENTION =
            """
            WITH gone AS (
                DELETE FROM intervals
                WHERE person_id = ? AND started_at >= ? AND started_at <= (
                    SELECT max(started_at)
                    FROM (SELECT started_at FROM intervals
                          WHERE person_id = ? AND started_at >= ? AND started_at < ?
                          ORDER BY started_at LIMIT ?) AS step)
                RETURNING started_at)
            SELECT count(*), max(started_at) FROM gone
            """;

    private final Tenant tenant;

    Removal(Tenant tenant) {
        this.tenant = tenant;
    }

    /** How many rows were removed, in how many milliseconds, the longest step. */
    record Removed(long rows, double millis, double longest) {}

    /** Removes all of a person in one transaction. */
    Removed erase(Person person) throws SQLException {
        long start = System.nanoTime();
        begin(person);
        long rows;
        try (PreparedStatement intervals =
                        tenant.connection.prepareStatement(
                                "DELETE FROM intervals WHERE person_id = ?");
                PreparedStatement marks =
                        tenant.connection.prepareStatement(
                                "DELETE FROM day_marks WHERE person_id = ?")) {
            intervals.setObject(1, person.id());
            rows = intervals.executeLargeUpdate();
            marks.setObject(1, person.id());
            marks.executeUpdate();
        }
        tenant.connection.commit();
        double millis = (System.nanoTime() - start) / 1e6;
        return new Removed(rows, millis, millis);
    }

    /**
     * Removes a month of everybody, person by person from the last start on, so that no step walks
     * over what those before it removed.
     */
    Removed retain(List<Person> people) throws SQLException {
        long rows = 0;
        double longest = 0;
        long start = System.nanoTime();
        try (PreparedStatement statement = tenant.connection.prepareStatement(RETENTION)) {
            for (Person person : people) {
                OffsetDateTime position = OffsetDateTime.MIN;
                long removed = STEP;
                while (removed >= STEP) {
                    long stepStart = System.nanoTime();
                    begin(person);
                    statement.setObject(1, person.id());
                    statement.setObject(2, position);
                    statement.setObject(3, person.id());
                    statement.setObject(4, position);
                    statement.setObject(5, CUT);
                    statement.setInt(6, STEP);
                    try (ResultSet gone = statement.executeQuery()) {
                        gone.next();
                        removed = gone.getLong(1);
                        OffsetDateTime last = gone.getObject(2, OffsetDateTime.class);
                        position = last == null ? position : last;
                    }
                    tenant.connection.commit();
                    rows += removed;
                    longest = Math.max(longest, (System.nanoTime() - stepStart) / 1e6);
                }
            }
        }
        return new Removed(rows, (System.nanoTime() - start) / 1e6, longest);
    }

    private void begin(Person person) throws SQLException {
        tenant.enter(person.organizationId());
        try (Statement statement = tenant.connection.createStatement()) {
            statement.execute("SET LOCAL astir.unmarked = 'on'");
        }
    }
}
