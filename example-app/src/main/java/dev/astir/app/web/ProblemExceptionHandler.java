package dev.astir.app.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Answers what the app's own code refused. Thread-safe. */
@Singleton
public final class ProblemExceptionHandler
        implements ExceptionHandler<ProblemException, HttpResponse<?>> {

    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
        MutableHttpResponse<Problem> response =
                ProblemResponses.write(HttpResponse.ok(), exception.problem());
        exception
                .retryAfter()
                .map(Duration::toMillis)
                .map(millis -> Math.max(1, Math.ceilDiv(millis, 1000L)))
                .ifPresent(seconds ->
                        response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return response;
    }
}
