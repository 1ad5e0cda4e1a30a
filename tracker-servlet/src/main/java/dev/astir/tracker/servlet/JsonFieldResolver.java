package dev.astir.tracker.servlet;

import dev.astir.tracker.http.JsonField;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Looks at what is kept of a body. Immutable, so safe for use by several threads. */
record JsonFieldResolver(JsonField firstField) implements BodyResolver {

    @Override
    public Optional<String> resolve(HttpServletRequest request) {
        return TrackedRequest.find(request, firstField);
    }

    @Override
    public boolean readsBody() {
        return true;
    }
}
