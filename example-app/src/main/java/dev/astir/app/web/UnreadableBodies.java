package dev.astir.app.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/**
 * Answers bodies that are not what their headers say: the client's mistake, which the framework
 * takes for a defect of the server and logs with a stack trace. Stateless.
 */
final class UnreadableBodies {

    private UnreadableBodies() {}

    /** {@code Content-Type: …; charset=nonsense}. */
    @Singleton
    static final class UnknownCharset
            implements ExceptionHandler<UnsupportedCharsetException, HttpResponse<?>> {

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public HttpResponse<?> handle(HttpRequest request, UnsupportedCharsetException failure) {
            return unsupportedCharset();
        }
    }

    /** The same with what cannot be a charset's name. */
    @Singleton
    static final class IllegalCharset
            implements ExceptionHandler<IllegalCharsetNameException, HttpResponse<?>> {

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public HttpResponse<?> handle(HttpRequest request, IllegalCharsetNameException failure) {
            return unsupportedCharset();
        }
    }

    private static HttpResponse<?> unsupportedCharset() {
        return answer(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The charset of the Content-Type is not known; UTF-8 is.");
    }

    private static HttpResponse<?> answer(HttpStatus status, String name, String detail) {
        return ProblemResponses.write(HttpResponse.ok(), Problem.of(status, name, detail));
    }
}
