package dev.astir.app.imports;

import dev.astir.app.web.Problem.FieldError;
import dev.astir.app.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is wrong in a file, by line and column: {@code lines[7].end}, where the lines are counted as
 * an editor does. For one thread.
 */
final class LineErrors {

    /** Of so many lines it is told what is wrong; of those beyond, how many they are. */
    static final int MOST_LINES = 100;

    private final NavigableMap<Integer, List<FieldError>> errors = new TreeMap<>();

    /** A value that cannot be accepted. */
    void add(int line, String column, String value, String allowed) {
        add(line, column, "must be %s, but is \"%s\"".formatted(allowed, shortened(value)));
    }

    void add(int line, String column, String message) {
        errors.computeIfAbsent(line, any -> new ArrayList<>())
                .add(new FieldError("lines[%d].%s".formatted(line, column), message));
    }

    /**
     * Refuses the file if anything is wrong in it.
     *
     * @throws ProblemException 400 with the first lines, from the top of the file
     */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(
                    errors.values().stream().limit(MOST_LINES).flatMap(List::stream).toList(),
                    "moreLines",
                    Math.max(0, errors.size() - MOST_LINES));
        }
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
