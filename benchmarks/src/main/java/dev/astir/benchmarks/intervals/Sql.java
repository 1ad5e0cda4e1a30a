package dev.astir.benchmarks.intervals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** SQL of this package's resources. Immutable. */
final class Sql {
    private Sql() {}

    static String read(String name) throws IOException {
        try (InputStream stream = Sql.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The SQL with another part.
     *
     * @throws IllegalArgumentException if it does not have the part, since it changed
     */
    static String with(String sql, String part, String other) {
        if (!sql.contains(part)) {
            throw new IllegalArgumentException("no \"" + part + "\" in " + sql);
        }
        return sql.replace(part, other);
    }
}
