package dev.astir.tracker.servlet;

import dev.astir.tracker.http.ClientIdSource;
import dev.astir.tracker.http.FailureLog;
import dev.astir.tracker.http.JsonField;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks resolvers one after the other. As safe for use by several threads as they are. */
final class FirstOf implements BodyResolver {
    private final List<ClientIdResolver> ordered;
    private final boolean readsBody;
    private final @Nullable JsonField firstField;
    private final FailureLog failures = FailureLog.of(FirstOf.class);

    FirstOf(ClientIdResolver... resolvers) {
        ordered = List.copyOf(Arrays.asList(resolvers));
        readsBody = ordered.stream().anyMatch(ClientIdResolver::readsBody);
        firstField = ordered.isEmpty() ? null : BodyResolver.firstFieldOf(ordered.get(0));
    }

    @Override
    public Optional<String> resolve(HttpServletRequest request) {
        for (ClientIdResolver resolver : ordered) {
            try {
                Optional<String> id = resolver.resolve(request);
                if (ClientIdSource.isFound(id)) {
                    return id;
                }
            } catch (Throwable t) { // the next one may find it all the same
                failures.failed("A resolver could not find the client of a request", t);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean readsBody() {
        return readsBody;
    }

    @Override
    public @Nullable JsonField firstField() {
        return firstField;
    }
}
