package dev.astir.stream.micronaut;

import dev.astir.stream.rest.RestAnswer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * Makes Micronaut's responses of the feed's answers; also for an embedder whose own controller asks
 * {@link dev.astir.stream.rest.FeedRest}. Thread-safe.
 */
@Singleton
public final class RestResponses {
    private final Executor blocking;

    RestResponses(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = blocking;
    }

    /** The response that says this. */
    public HttpResponse<?> of(RestAnswer answer) {
        MutableHttpResponse<Object> response = HttpResponse.status(answer.status(), null);
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer instanceof RestAnswer.Text text) {
            response.contentType(MediaType.of(text.mediaType())).body(text.body());
        } else if (answer instanceof RestAnswer.Download download) {
            response.body(file(download));
        }
        return response;
    }

    private StreamedFile file(RestAnswer.Download download) {
        try {
            return new StreamedFile(
                            new WrittenInput(download.content(), blocking),
                            MediaType.of(download.mediaType()))
                    .attach(download.fileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
