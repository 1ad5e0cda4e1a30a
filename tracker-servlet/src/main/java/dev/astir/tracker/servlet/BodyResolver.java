package dev.astir.tracker.servlet;

import dev.astir.tracker.http.JsonField;
import org.jspecify.annotations.Nullable;

/** A resolver of which is known what it looks for in a body. */
sealed interface BodyResolver extends ClientIdResolver permits FirstOf, JsonFieldResolver {

    /** The field whose value, if it is not empty, is the client, whatever else a request tells. */
    @Nullable JsonField firstField();

    static @Nullable JsonField firstFieldOf(ClientIdResolver resolver) {
        return resolver instanceof BodyResolver body ? body.firstField() : null;
    }
}
