package dev.astir.app.clients;

import dev.astir.app.web.Given;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a client is to be watched; a field that is absent stays as it is. Immutable.
 *
 * @param watched whether somebody is told of its silence
 * @param silentAfterSeconds after so long without a request it is silent; null in JSON for what the
 *     organization says
 */
@Introspected
record WatchRequest(
        @Nullable Boolean watched,
        @Nullable
                @Schema(
                        type = "integer",
                        format = "int32",
                        nullable = true,
                        minimum = "60",
                        maximum = "31536000")
                Given<Integer> silentAfterSeconds) {

    private static final int SHORTEST = 60;
    private static final int LONGEST = 31_536_000;

    /**
     * The seconds from now on.
     *
     * @throws ProblemException 400 when they are out of bounds
     */
    @Nullable Integer silentAfterSeconds(@Nullable Integer before) {
        if (silentAfterSeconds == null) {
            return before;
        }
        Integer wanted = silentAfterSeconds.value();
        if (wanted != null && (wanted < SHORTEST || wanted > LONGEST)) {
            throw ProblemException.invalid(
                    "silentAfterSeconds",
                    wanted,
                    "a number from %d to %d, or null".formatted(SHORTEST, LONGEST));
        }
        return wanted;
    }
}
