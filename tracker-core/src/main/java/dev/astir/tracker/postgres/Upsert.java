package dev.astir.tracker.postgres;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Writes batches, each by one statement on a connection of the caller, who commits. Arrays keep
 * that one statement, with one plan, whatever the number of rows. Microseconds as integers are
 * cheaper to send than times, and exact.
 *
 * <p>Rows are written in one order on all nodes, because rows that two transactions lock in
 * different orders deadlock.
 *
 * <p>Immutable, so safe for use by several threads.
 */
final class Upsert {
    private static final Comparator<Sighting> BY_CLIENT = Comparator.comparing(Sighting::clientId);

    private final String sightingsSql;
    private final String hitsSql;

    Upsert(Tables tables) {
        sightingsSql =
                """
                INSERT INTO %s AS known (client_id, last_seen, created_at)
                SELECT id, seen, seen FROM (
                    SELECT id, timestamptz 'epoch' + micros * interval '1 microsecond'
                    FROM unnest(?::text[], ?::bigint[]) AS given (id, micros)
                ) AS sighting (id, seen)
                ON CONFLICT (client_id) DO UPDATE
                SET last_seen = GREATEST(known.last_seen, EXCLUDED.last_seen)\
                """
                        .formatted(tables.clients());
        hitsSql =
                """
                INSERT INTO %s AS known (client_id, activity, day, hits, last_seen)
                SELECT id, activity, date 'epoch' + days, hits,
                    timestamptz 'epoch' + micros * interval '1 microsecond'
                FROM unnest(?::text[], ?::text[], ?::int[], ?::bigint[], ?::bigint[])
                    AS given (id, activity, days, hits, micros)
                ON CONFLICT (client_id, activity, day) DO UPDATE
                SET hits = known.hits + EXCLUDED.hits,
                    last_seen = GREATEST(known.last_seen, EXCLUDED.last_seen)\
                """
                        .formatted(tables.daily());
    }

    void sightings(Connection connection, List<Sighting> sightings) throws SQLException {
        List<Sighting> ordered = ascending(sightings, BY_CLIENT, Upsert::later);
        int size = ordered.size();
        String[] ids = new String[size];
        Long[] micros = new Long[size];
        for (int i = 0; i < size; i++) {
            Sighting sighting = ordered.get(i);
            ids[i] = sighting.clientId();
            micros[i] = micros(sighting.lastSeen(), sighting);
        }
        execute(connection, sightingsSql, text(ids), bigint(micros));
    }

    void hits(Connection connection, List<ActivityHits> hits) throws SQLException {
        List<ActivityHits> ordered = ascending(hits, ActivityHits.ORDER, Upsert::sum);
        int size = ordered.size();
        String[] ids = new String[size];
        String[] activities = new String[size];
        Integer[] days = new Integer[size];
        Long[] counts = new Long[size];
        Long[] micros = new Long[size];
        for (int i = 0; i < size; i++) {
            ActivityHits each = ordered.get(i);
            ids[i] = each.clientId();
            activities[i] = each.activity();
            days[i] = days(each.day(), each);
            counts[i] = each.hits();
            micros[i] = micros(each.lastSeen(), each);
        }
        execute(
                connection,
                hitsSql,
                text(ids),
                text(activities),
                new Column("int", days),
                bigint(counts),
                bigint(micros));
    }

    private record Column(String type, Object[] values) {}

    private static Column text(String[] values) {
        return new Column("text", values);
    }

    private static Column bigint(Long[] values) {
        return new Column("bigint", values);
    }

    private static void execute(Connection connection, String sql, Column... columns)
            throws SQLException {
        List<Array> arrays = new ArrayList<>(columns.length);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Column column : columns) {
                arrays.add(connection.createArrayOf(column.type(), column.values()));
                statement.setArray(arrays.size(), arrays.get(arrays.size() - 1));
            }
            statement.executeUpdate();
        } finally {
            for (Array array : arrays) {
                array.free();
            }
        }
    }

    /** The same list if it is strictly ascending, else a sorted one with equal keys merged. */
    private static <T> List<T> ascending(
            List<T> given, Comparator<T> order, BinaryOperator<T> merge) {
        for (int i = 1; i < given.size(); i++) {
            if (order.compare(given.get(i - 1), given.get(i)) >= 0) {
                TreeMap<T, T> merged = new TreeMap<>(order);
                given.forEach(each -> merged.merge(each, each, merge));
                return List.copyOf(merged.values());
            }
        }
        return given;
    }

    private static Sighting later(Sighting one, Sighting other) {
        return one.lastSeen().isAfter(other.lastSeen()) ? one : other;
    }

    private static ActivityHits sum(ActivityHits one, ActivityHits other) {
        long hits;
        try {
            hits = Math.addExact(one.hits(), other.hits());
        } catch (ArithmeticException e) {
            throw new DataRejectedException(one + " has more hits than a bigint", e);
        }
        Instant last = one.lastSeen().isAfter(other.lastSeen()) ? one.lastSeen() : other.lastSeen();
        return new ActivityHits(one.clientId(), one.activity(), one.day(), hits, last);
    }

    private static long micros(Instant time, Object row) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (ArithmeticException e) {
            throw new DataRejectedException(row + " is out of the range of timestamptz", e);
        }
    }

    private static int days(LocalDate day, Object row) {
        try {
            return Math.toIntExact(day.toEpochDay());
        } catch (ArithmeticException e) {
            throw new DataRejectedException(row + " is out of the range of date", e);
        }
    }
}
