package dev.astir.app.feed;

import dev.astir.app.identity.Identity;
import dev.astir.stream.micronaut.RestResponses;
import dev.astir.stream.rest.FeedRest;
import dev.astir.stream.rest.RestRequest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets the stream answer requests for the feed: who asks is the app's business, what is answered is
 * the stream's. Methods block. Thread-safe.
 */
@Singleton
class FeedAnswers {

    /** Beneath which the stream knows its routes. */
    static final String PATH = "/api/activities";

    private final FeedRest rest;
    private final RestResponses responses;

    FeedAnswers(FeedRest rest, RestResponses responses) {
        this.rest = rest;
        this.responses = responses;
    }

    /** The answer to a request without a body. */
    HttpResponse<?> answer(HttpRequest<?> request) {
        return answer(request, null);
    }

    /**
     * The answer to a request.
     *
     * @param body null for none
     */
    HttpResponse<?> answer(HttpRequest<?> request, @Nullable String body) {
        Identity identity =
                request.getUserPrincipal(Authentication.class)
                        .flatMap(Identity::of)
                        .orElseThrow(
                                () -> new IllegalStateException("somebody was let in unknown"));
        return responses.of(
                request,
                rest.answer(
                        new RestRequest(
                                request.getMethodName(),
                                request.getUri().getRawPath().substring(PATH.length()),
                                request.getParameters().asMap(),
                                body == null ? "" : body,
                                request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)),
                        Readers.access(identity)));
    }
}
