package dev.astir.benchmarks.intervals;

import dev.astir.benchmarks.PostgresServer;
import java.sql.SQLException;

/** The bytes of the table and of its indexes, with all partitions. Immutable. */
record Footprint(long heap, long key, long personIndex) {

    static Footprint of(PostgresServer postgres) throws SQLException {
        return new Footprint(
                bytes(postgres, "intervals"),
                bytes(postgres, "intervals_pkey"),
                bytes(postgres, "intervals_person"));
    }

    long all() {
        return heap + key + personIndex;
    }

    private static long bytes(PostgresServer postgres, String relation) throws SQLException {
        return postgres.number(
                """
                SELECT sum(pg_relation_size(part))
                FROM (SELECT '%1$s'::regclass AS part
                      UNION ALL
                      SELECT inhrelid FROM pg_inherits WHERE inhparent = '%1$s'::regclass) AS parts
                """
                        .formatted(relation));
    }
}
