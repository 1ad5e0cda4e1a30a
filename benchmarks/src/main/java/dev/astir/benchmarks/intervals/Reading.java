package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.Latencies;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.DoubleStream;

/** A person's day, and an organization's month, read by a tenant. Not safe for several threads. */
final class Reading {
    private static final int DAYS = 300;
    private static final int WARM_UP_DAYS = 50;
    private static final int MONTHS = 5;
    private static final LocalDate MONTH = LocalDate.of(2025, 6, 1);

    private static final String DAY =
            """
            SELECT id, started_at, ended_at, kind, app, site, title
            FROM intervals
            WHERE person_id = ? AND started_at >= ?::timestamptz - interval '24 hours'
                AND started_at < ? AND ended_at > ?
            ORDER BY started_at, id
            """;

    private static final String SUMS =
            """
            SELECT person_id, app, kind, count(*), sum(ended_at - started_at)
            FROM intervals
            WHERE person_id = ANY (?) AND started_at >= ?::timestamptz - interval '24 hours'
                AND started_at < ? AND ended_at > ?
            GROUP BY person_id, app, kind
            """;

    private final Tenant tenant;
    private final Size size;
    private final List<Person> people;

    Reading(Tenant tenant, Size size) {
        this.tenant = tenant;
        this.size = size;
        people = size.everybody();
    }

    /** Reads the rows of days at random. */
    Latencies days() throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        List<LocalDate> days = Filling.days(size.days());
        Latencies latencies = new Latencies();
        try (PreparedStatement statement = tenant.connection.prepareStatement(DAY)) {
            for (int i = 0; i < WARM_UP_DAYS + DAYS; i++) {
                Person person = people.get(random.nextInt(people.size()));
                LocalDate day = days.get(random.nextInt(days.size()));
                long start = System.nanoTime();
                tenant.enter(person.organizationId());
                statement.setObject(1, person.id());
                between(statement, day, day.plusDays(1), person.timeZone());
                int rows = 0;
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        found.getObject(2, OffsetDateTime.class);
                        rows++;
                    }
                }
                tenant.connection.commit();
                if (i >= WARM_UP_DAYS) {
                    latencies.add(System.nanoTime() - start);
                }
                if (rows != size.batches() * Batch.ROWS) {
                    throw new IllegalStateException(rows + " rows of " + person + " on " + day);
                }
            }
        }
        return latencies;
    }

    /** How many rows a month has, and the median of the milliseconds that its sums take. */
    record Month(long rows, double millis) {}

    /** Reads the sums by person, application and kind of the organization of a person. */
    Month month(Person one) throws SQLException {
        UUID[] ids =
                people.stream()
                        .filter(each -> each.organizationId().equals(one.organizationId()))
                        .map(Person::id)
                        .toArray(UUID[]::new);
        List<Double> times = new ArrayList<>();
        long rows = 0;
        try (PreparedStatement statement = tenant.connection.prepareStatement(SUMS)) {
            for (int i = 0; i <= MONTHS; i++) {
                long start = System.nanoTime();
                tenant.enter(one.organizationId());
                statement.setArray(1, tenant.connection.createArrayOf("uuid", ids));
                between(statement, MONTH, MONTH.plusMonths(1), ZoneOffset.UTC);
                rows = 0;
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        rows += found.getLong(4);
                    }
                }
                tenant.connection.commit();
                if (i > 0) { // the first brings the pages into memory
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        if (rows == 0) {
            throw new IllegalStateException("no rows in " + MONTH);
        }
        return new Month(rows, median(times));
    }

    private static void between(
            PreparedStatement statement, LocalDate from, LocalDate to, ZoneId zone)
            throws SQLException {
        OffsetDateTime start = from.atStartOfDay(zone).toOffsetDateTime();
        statement.setObject(2, start);
        statement.setObject(3, to.atStartOfDay(zone).toOffsetDateTime());
        statement.setObject(4, start);
    }

    static double median(List<Double> values) {
        return DoubleStream.of(values.stream().mapToDouble(Double::doubleValue).toArray())
                .sorted()
                .skip(values.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
