package dev.astir.stream.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An array of rows of one composite type, written field by field in the order of its attributes.
 * Not thread-safe.
 */
interface RowArray {
    /** Begins a row; the fields of the row before are complete. */
    void row();

    void uuid(UUID value);

    void text(@Nullable String value);

    /** An {@code integer}. */
    void int4(int value);

    /** A {@code bigint}. */
    void int8(long value);

    /** A {@code boolean}. */
    void bool(boolean value);

    /** A {@code timestamptz}, to the millisecond. */
    void time(Instant value);

    /** A {@code text[]}. */
    void texts(Collection<String> values);

    /** A {@code jsonb}. */
    void json(String value);

    /** A {@code tsvector} of words that hold letters and digits only, none of them twice. */
    void words(Collection<String> values);

    /** Sets a parameter to the rows so far. */
    void bind(PreparedStatement statement, int index) throws SQLException;
}
