package dev.astir.benchmarks;

/** The tracker's statement, for peers that run the same in other ways. */
final class Upsert {
    /** One row, by parameters: the id and its time in microseconds. */
    static final String ONE_ROW =
            """
            INSERT INTO client_activity AS known (client_id, last_seen, created_at)
            VALUES (?, to_timestamp(? / 1e6), CURRENT_TIMESTAMP)
            ON CONFLICT (client_id) DO UPDATE
            SET last_seen = GREATEST(known.last_seen, EXCLUDED.last_seen)\
            """;

    private static final String FROM_ARRAYS =
            """
            INSERT INTO client_activity AS known (client_id, last_seen, created_at)
            SELECT id, seen, seen FROM (
                SELECT id, timestamptz 'epoch' + micros * interval '1 microsecond'
                FROM unnest(%s, %s) AS given (id, micros)
            ) AS sighting (id, seen)
            ON CONFLICT (client_id) DO UPDATE
            SET last_seen = GREATEST(known.last_seen, EXCLUDED.last_seen)\
            """;

    private Upsert() {}

    /** Many rows, from two SQL expressions: an array of ids, and one of their times. */
    static String fromArrays(String ids, String micros) {
        return FROM_ARRAYS.formatted(ids, micros);
    }
}
