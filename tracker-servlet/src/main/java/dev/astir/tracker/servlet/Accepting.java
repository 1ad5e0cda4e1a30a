package dev.astir.tracker.servlet;

import dev.astir.tracker.http.ClientIdSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** A resolver of some ids only. As safe for use by several threads as what it is made of. */
record Accepting(ClientIdResolver resolver, Predicate<String> accepted)
        implements ClientIdResolver {

    Accepting {
        Objects.requireNonNull(accepted, "accepted");
    }

    @Override
    public Optional<String> resolve(HttpServletRequest request) {
        Optional<String> id = resolver.resolve(request);
        return ClientIdSource.isFound(id) ? id.filter(accepted) : Optional.empty();
    }

    @Override
    public boolean readsBody() {
        return resolver.readsBody();
    }
}
