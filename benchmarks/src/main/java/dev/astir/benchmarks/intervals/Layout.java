package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The ways to lay the table out that are measured: the one of the app, and its alternatives. */
enum Layout {
    /** The app's. */
    PLAIN("plain table", "", ""),

    /** The key must contain what the partitions are made by. */
    MONTHS("by month", ", started_at", " PARTITION BY RANGE (started_at)"),

    HASHES("16 by organization", "", " PARTITION BY HASH (organization_id)");

    private static final String KEY = "PRIMARY KEY (organization_id, source_id, id)";
    private static final String END = "interval '24 hours')\n);";
    private static final int PARTITIONS = 16;

    final String title;
    private final String keyColumns;
    private final String partitioned;

    Layout(String title, String keyColumns, String partitioned) {
        this.title = title;
        this.keyColumns = keyColumns;
        this.partitioned = partitioned;
    }

    /** Makes the tables, in place of all that is there. */
    void install(PostgresServer postgres) throws SQLException, IOException {
        postgres.execute(
                "DROP SCHEMA public CASCADE",
                "CREATE SCHEMA public",
                "GRANT USAGE ON SCHEMA public TO PUBLIC",
                Sql.read("wall.sql"),
                tables());
    }

    private String tables() throws IOException {
        String sql = Sql.read("intervals.sql");
        sql = Sql.with(sql, KEY, KEY.replace(")", keyColumns + ")"));
        sql = Sql.with(sql, END, END.replace(";", partitioned + ";"));
        return sql + String.join("\n", partitions());
    }

    private List<String> partitions() {
        List<String> partitions = new ArrayList<>();
        if (this == MONTHS) {
            YearMonth end = YearMonth.from(Batch.FIRST_DAY).plusYears(1);
            // In the east the first day begins in the month before.
            YearMonth month = YearMonth.from(Filling.FIRST_DAY).minusMonths(1);
            for (; month.isBefore(end); month = month.plusMonths(1)) {
                partitions.add(
                        "CREATE TABLE intervals_%tY_%<tm PARTITION OF intervals FOR VALUES"
                                        .formatted(month.atDay(1))
                                + " FROM ('%s 00:00Z') TO ('%s 00:00Z');"
                                        .formatted(month.atDay(1), month.plusMonths(1).atDay(1)));
            }
        } else if (this == HASHES) {
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(
                        "CREATE TABLE intervals_%d PARTITION OF intervals FOR VALUES WITH (MODULUS %d, REMAINDER %d);"
                                .formatted(i, PARTITIONS, i));
            }
        }
        return partitions;
    }
}
