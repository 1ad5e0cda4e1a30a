package dev.astir.app.devices;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.ProblemExceptionHandler;
import dev.astir.protocol.InvalidMessageException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers a request whose message breaks the agents' protocol with a field error. Thread-safe. */
@Singleton
final class InvalidMessageHandler
        implements ExceptionHandler<InvalidMessageException, HttpResponse<?>> {

    private final ProblemExceptionHandler problems;

    InvalidMessageHandler(ProblemExceptionHandler problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, InvalidMessageException broken) {
        return problems.handle(
                request,
                ProblemException.invalid(
                        broken.field().isEmpty() ? "body" : broken.field(),
                        broken.value() == null ? "" : broken.value(),
                        broken.allowed()));
    }
}
