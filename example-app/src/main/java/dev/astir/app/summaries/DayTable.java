package dev.astir.app.summaries;

import dev.astir.app.summaries.DayFigures.UsageKey;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code day_totals} and {@code usage_daily}, by hand for their arrays; in the caller's
 * transaction. Thread-safe.
 */
@Singleton
class DayTable {

    private static final String INSERT_TOTAL =
            """
            INSERT INTO day_totals (organization_id, person_id, day, starts_at, ends_at, active_ms,
                private_ms, stated_ms, idle_ms, undecided_ms, discarded_ms, work_ms, sessions,
                first_active, last_active, open_from, hours, computed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_USAGE =
            """
            INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site, project_id,
                task_id, rule_id, milliseconds)
            SELECT ?, ?, ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                                          ?::uuid[], ?::bigint[])
            """;

    private static final String TOTALS =
            """
            SELECT person_id, day, active_ms, private_ms, stated_ms, idle_ms, undecided_ms,
                   discarded_ms,
                   work_ms + COALESCE(greatest(0, round(extract(epoch FROM
                       least(COALESCE(ends_at, 'infinity'), ?) - open_from) * 1000)), 0)::bigint,
                   sessions, first_active, last_active, hours
            FROM day_totals
            WHERE organization_id = ? AND person_id = ANY (?) AND day BETWEEN ? AND ?
            ORDER BY person_id, day
            """;

    private final JdbcOperations jdbc;

    DayTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts these figures in the place of what was there of the day. */
    void replace(UUID organizationId, UUID personId, DayFigures figures, Instant now) {
        LocalDate day = figures.line().day().date();
        for (String table : List.of("usage_daily", "day_totals")) {
            jdbc.prepareStatement(
                    "DELETE FROM "
                            + table
                            + " WHERE organization_id = ? AND person_id = ? AND day = ?",
                    statement -> {
                        of(statement, organizationId, personId, day);
                        return statement.executeUpdate();
                    });
        }
        if (figures.line().sessions() == 0 && figures.usage().isEmpty()) {
            return;
        }
        jdbc.prepareStatement(
                INSERT_TOTAL,
                statement -> {
                    of(statement, organizationId, personId, day);
                    statement.setObject(4, utc(figures.line().start()));
                    statement.setObject(5, utc(figures.line().end()));
                    statement.setLong(6, figures.activeMillis());
                    statement.setLong(7, figures.privateMillis());
                    statement.setLong(8, figures.statedMillis());
                    statement.setLong(9, figures.idleMillis());
                    statement.setLong(10, figures.undecidedMillis());
                    statement.setLong(11, figures.discardedMillis());
                    statement.setLong(12, figures.workMillis());
                    statement.setInt(13, figures.line().sessions());
                    statement.setObject(14, utc(figures.firstActive()));
                    statement.setObject(15, utc(figures.lastActive()));
                    statement.setObject(16, utc(figures.line().openFrom()));
                    statement.setArray(
                            17,
                            statement
                                    .getConnection()
                                    .createArrayOf("bigint", figures.hours().toArray()));
                    statement.setObject(18, now.atOffset(ZoneOffset.UTC));
                    return statement.executeUpdate();
                });
        List<Map.Entry<UsageKey, Long>> usage = List.copyOf(figures.usage().entrySet());
        jdbc.prepareStatement(
                INSERT_USAGE,
                statement -> {
                    of(statement, organizationId, personId, day);
                    array(statement, 4, "text", usage, entry -> entry.getKey().kind());
                    array(statement, 5, "text", usage, entry -> entry.getKey().app());
                    array(statement, 6, "text", usage, entry -> entry.getKey().site());
                    array(statement, 7, "uuid", usage, entry -> entry.getKey().projectId());
                    array(statement, 8, "uuid", usage, entry -> entry.getKey().taskId());
                    array(statement, 9, "uuid", usage, entry -> entry.getKey().ruleId());
                    array(statement, 10, "bigint", usage, Map.Entry::getValue);
                    return statement.executeUpdate();
                });
    }

    /**
     * What the days of these people came to, by person and day.
     *
     * @param now up to when a session that runs is counted
     */
    List<DayTotal> totals(
            UUID organizationId,
            Collection<UUID> people,
            LocalDate from,
            LocalDate to,
            Instant now) {
        return jdbc.prepareStatement(
                TOTALS,
                statement -> {
                    statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, organizationId);
                    statement.setArray(
                            3, statement.getConnection().createArrayOf("uuid", people.toArray()));
                    statement.setObject(4, from);
                    statement.setObject(5, to);
                    List<DayTotal> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(total(rows));
                        }
                    }
                    return found;
                });
    }

    /** What stands in the table of a day's usage. */
    Map<UsageKey, Long> usage(UUID organizationId, UUID personId, LocalDate day) {
        return jdbc.prepareStatement(
                """
                SELECT kind, app, site, project_id, task_id, rule_id, milliseconds FROM usage_daily
                WHERE organization_id = ? AND person_id = ? AND day = ?
                """,
                statement -> {
                    of(statement, organizationId, personId, day);
                    Map<UsageKey, Long> found = new HashMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.put(
                                    new UsageKey(
                                            rows.getString(1),
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getObject(4, UUID.class),
                                            rows.getObject(5, UUID.class),
                                            rows.getObject(6, UUID.class)),
                                    rows.getLong(7));
                        }
                    }
                    return found;
                });
    }

    private static DayTotal total(ResultSet rows) throws SQLException {
        return new DayTotal(
                rows.getObject(1, UUID.class),
                rows.getObject(2, LocalDate.class),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getLong(8),
                rows.getLong(9),
                rows.getInt(10),
                instant(rows, 11),
                instant(rows, 12),
                Arrays.asList((Long[]) rows.getArray(13).getArray()));
    }

    private static void of(
            PreparedStatement statement, UUID organizationId, UUID personId, LocalDate day)
            throws SQLException {
        statement.setObject(1, organizationId);
        statement.setObject(2, personId);
        statement.setObject(3, day);
    }

    private static <T> void array(
            PreparedStatement statement,
            int index,
            String type,
            List<T> rows,
            Function<T, @Nullable Object> column)
            throws SQLException {
        statement.setArray(
                index,
                statement.getConnection().createArrayOf(type, rows.stream().map(column).toArray()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Long millis) {
        return millis == null || millis == Long.MAX_VALUE
                ? null
                : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
