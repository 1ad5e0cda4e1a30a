package dev.astir.tracker.micronaut;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A resolver that may look at the body. Several of one request share its beginning, because when
 * the second is asked, the body can already belong to the controller.
 */
@FunctionalInterface
interface BodyResolver extends ClientIdResolver {

    CompletionStage<Optional<String>> resolve(HttpRequest<?> request, BodyPrefix body);

    @Override
    default CompletionStage<Optional<String>> resolve(HttpRequest<?> request) {
        return resolve(request, new BodyPrefix(request));
    }
}
