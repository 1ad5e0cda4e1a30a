package dev.astir.tracker.postgres;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names of schemas and tables in SQL. Public for the sync from Redis, which has a table of its own.
 * Has no state, so safe for use by several threads.
 */
public final class SqlName {
    /** PostgreSQL would cut a longer one, silently. */
    private static final int MAX_BYTES = 63;

    private SqlName() {}

    /**
     * The name, if it can be one.
     *
     * @param setting what it is called in the message
     * @throws IllegalArgumentException if it has not 1 to 63 bytes in UTF-8, or has a NUL
     */
    public static String checked(String setting, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "%s must be a name of 1 to %d bytes without NUL, but is \"%s\""
                            .formatted(setting, MAX_BYTES, name));
        }
        return name;
    }

    /** The quoted name, behind that of its schema if there is one, ready to stand in SQL. */
    public static String qualified(@Nullable String schema, String name) {
        return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    /** A name with something behind it; where that is too long, it is cut and gets a hash. */
    static String derived(String name, String suffix) {
        if (isName(name + suffix)) {
            return name + suffix;
        }
        // The hash, which is the same on every JVM, keeps those apart that begin alike.
        String end = "_%08x%s".formatted(name.hashCode(), suffix);
        String start = name;
        while (!isName(start + end)) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + end;
    }

    private static boolean isName(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1 && bytes <= MAX_BYTES && name.indexOf('\0') < 0;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
