package dev.astir.app.identity;

import dev.astir.app.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to show besides their password. The feature {@code factors} implements it.
 * Implementations are thread-safe.
 */
public interface SecondFactor {

    /**
     * Lets somebody in whose password was right, if nothing more is to be shown.
     *
     * @param place {@link KnownPlaces#nameFor}
     * @throws ProblemException 429 when too many sign-ins were begun there; 409 {@code
     *     second-factor-required} with a challenge and the ways to answer it
     */
    void demand(User user, @Nullable String place);
}
