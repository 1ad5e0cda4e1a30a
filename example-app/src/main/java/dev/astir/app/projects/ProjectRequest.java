package dev.astir.app.projects;

import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A project as a client sends it, unchecked.
 *
 * <p>Immutable.
 */
@Introspected
record ProjectRequest(@Nullable String name, @Nullable String description) {

    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 2_000;

    /**
     * The name, without blanks around it.
     *
     * @throws ProblemException 400 when it cannot be one
     */
    String checkedName() {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME || stripped.indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    "name", stripped, "1 to %d characters, none of them NUL".formatted(MAX_NAME));
        }
        return stripped;
    }

    /**
     * The description, or null.
     *
     * @throws ProblemException 400 when it cannot be one
     */
    @Nullable String checkedDescription() {
        if (description == null || description.isBlank()) {
            return null;
        }
        if (description.length() > MAX_DESCRIPTION || description.indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    "description",
                    description,
                    "at most %d characters, none of them NUL".formatted(MAX_DESCRIPTION));
        }
        return description;
    }
}
