package dev.astir.app.imports;

import dev.astir.app.web.Problem.FieldError;
import dev.astir.app.web.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong in a file, by line and column: {@code lines[7].end}, where the lines are counted as
 * an editor does. For one thread.
 */
final class LineErrors {

    static final int MOST = 20;

    private final List<FieldError> errors = new ArrayList<>();

    /** A value that cannot be accepted. */
    void add(int line, String column, String value, String allowed) {
        add(line, column, "must be %s, but is \"%s\"".formatted(allowed, shortened(value)));
    }

    void add(int line, String column, String message) {
        if (!isFull()) {
            errors.add(new FieldError("lines[%d].%s".formatted(line, column), message));
        }
    }

    /** Whether so many were found that more would not help. */
    boolean isFull() {
        return errors.size() >= MOST;
    }

    /**
     * Refuses the file if anything is wrong in it.
     *
     * @throws ProblemException 400 with each
     */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
