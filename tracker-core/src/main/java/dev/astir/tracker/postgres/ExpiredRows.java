package dev.astir.tracker.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Walks a table along its primary key, and deletes the rows that are older than a limit.
 *
 * <p>Rows are locked before they are deleted, and those that are locked already are skipped: they
 * are just being written, or deleted by another node. So a step never waits, which it must not, as
 * PostgreSQL orders ids by its collation and writers order them as Java does: they would deadlock.
 * Locking looks at a row again as it is by then. Rows are found again by their place in the table,
 * because for their keys the planner may prefer to read the whole table at each step.
 *
 * <p>Immutable, so safe for use by several threads.
 */
final class ExpiredRows {
    private final String table;
    private final int keys;
    private final int stepSize;
    private final String firstStep;
    private final String nextStep;

    /** What a step did, and the key of the last row that it read; no key if it read none. */
    private record Step(int read, long deleted, List<String> last) {}

    static ExpiredRows ofClients(Tables tables, int stepSize) {
        return new ExpiredRows(tables.clients(), "last_seen", stepSize, "?", "client_id");
    }

    static ExpiredRows ofDailyHits(Tables tables, int stepSize) {
        return new ExpiredRows(
                tables.daily(), "day", stepSize, "?, ?, ?::date", "client_id", "activity", "day");
    }

    private ExpiredRows(String table, String age, int stepSize, String marks, String... key) {
        this.table = table;
        this.keys = key.length;
        this.stepSize = stepSize;
        firstStep = sql(table, age, stepSize, "", key);
        nextStep = sql(table, age, stepSize, "WHERE ({key}) > (" + marks + ")", key);
    }

    private static String sql(String table, String age, int stepSize, String start, String... key) {
        return """
        WITH chunk AS MATERIALIZED (
            SELECT {key}, ctid AS place, {age} AS age FROM {table} {start} ORDER BY {key} LIMIT {step}
        ), expired AS MATERIALIZED (
            SELECT ctid AS place FROM {table} AS candidate
            WHERE ctid = ANY (ARRAY(SELECT place FROM chunk WHERE age < ?)) AND {age} < ?
            FOR UPDATE OF candidate SKIP LOCKED
        ), deleted AS (
            DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT place FROM expired)) AND {age} < ?
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM chunk), (SELECT count(*) FROM deleted), {key}
        FROM (SELECT) AS one LEFT JOIN (
            SELECT {key} FROM chunk ORDER BY {descending} LIMIT 1
        ) AS last ON true\
        """
                .replace("{start}", start)
                // Not a parameter, of which a generic plan would think that it is a tenth of all.
                .replace("{step}", String.valueOf(stepSize))
                .replace("{descending}", String.join(" DESC, ", key) + " DESC")
                .replace("{key}", String.join(", ", key))
                .replace("{age}", age)
                .replace("{table}", table);
    }

    /**
     * Deletes what is older than the limit, until the end of the table or until told to stop.
     *
     * @param limit an Instant or a LocalDate, as the column is
     * @return how many rows
     */
    long delete(DataSource dataSource, Object limit, BooleanSupplier stop) {
        long deleted = 0;
        List<String> after = null;
        while (!stop.getAsBoolean()) {
            Step step = step(dataSource, after, limit);
            deleted += step.deleted();
            if (step.read() < stepSize) {
                break;
            }
            after = step.last();
        }
        return deleted;
    }

    private Step step(DataSource dataSource, @Nullable List<String> after, Object limit) {
        List<Object> parameters = new ArrayList<>(after == null ? List.of() : after);
        parameters.addAll(List.of(limit, limit, limit));
        return Database.transaction(
                dataSource,
                "Could not delete old rows of " + table,
                connection ->
                        Query.row(
                                connection,
                                after == null ? firstStep : nextStep,
                                this::read,
                                parameters.toArray()));
    }

    private Step read(ResultSet row) throws SQLException {
        List<String> last = new ArrayList<>();
        int read = row.getInt(1);
        for (int i = 0; read > 0 && i < keys; i++) {
            last.add(row.getString(3 + i));
        }
        return new Step(read, row.getLong(2), last);
    }
}
