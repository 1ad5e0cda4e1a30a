package dev.astir.benchmarks.load;

import dev.astir.benchmarks.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which batches were acknowledged, to be compared with what is stored. Not safe for use by several
 * threads.
 */
public final class Ledger {
    private static final int HEX = 16;

    /** How much of each batch is there; what was laid down before has ids of another version. */
    private static final String STORED =
            """
            SELECT left(replace(id::text, '-', ''), 16), count(*) FROM intervals
            WHERE substr(id::text, 15, 1) = '4' GROUP BY 1
            """;

    private static final String MISCOUNTED =
            """
            SELECT count(*) FROM work_sessions s
            LEFT JOIN LATERAL (
                SELECT sum(posted_seconds) FILTER (WHERE kind <> 'idle') AS active,
                       sum(posted_seconds) FILTER (WHERE kind = 'idle') AS idle
                FROM intervals i
                WHERE i.organization_id = s.organization_id AND i.source_id = s.id) i ON true
            WHERE s.posted_active_seconds <> COALESCE(i.active, 0)
               OR s.posted_idle_seconds <> COALESCE(i.idle, 0)
            """;

    private final int rows;
    private final Set<Long> acknowledged = new HashSet<>();

    /**
     * Empty.
     *
     * @param rows of each batch
     */
    public Ledger(int rows) {
        this.rows = rows;
    }

    /** As it is now; what is acknowledged later is not in it. */
    public Ledger copy() {
        Ledger copy = new Ledger(rows);
        copy.acknowledged.addAll(acknowledged);
        return copy;
    }

    public void acknowledge(long batch) {
        acknowledged.add(ActivityLogs.mark(batch));
    }

    public int acknowledged() {
        return acknowledged.size();
    }

    /**
     * What is wrong in the database; all zero when nothing is.
     *
     * @param missing batches that were acknowledged, and are not there
     * @param torn batches of which only some rows are there
     * @param miscounted sessions whose sums are not those of what was posted to them
     * @param stored batches that are there, acknowledged or not
     */
    public record Findings(long missing, long torn, long miscounted, long stored) {
        public boolean areSound() {
            return missing == 0 && torn == 0 && miscounted == 0;
        }
    }

    /** Compares; batches may be stored meanwhile, but for their sessions to be right. */
    public Findings compare(PostgresServer database) throws SQLException {
        Map<Long, Integer> stored = new HashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet batches = statement.executeQuery(STORED)) {
            while (batches.next()) {
                stored.put(Long.parseUnsignedLong(batches.getString(1), HEX), batches.getInt(2));
            }
        }
        return new Findings(
                acknowledged.stream().filter(mark -> !stored.containsKey(mark)).count(),
                stored.values().stream().filter(count -> count != rows).count(),
                database.number(MISCOUNTED),
                stored.size());
    }
}
