package dev.astir.stream.micronaut;

import dev.astir.stream.rest.RestAnswer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/**
 * Makes Micronaut's responses of the feed's answers; also for an embedder whose own controller asks
 * {@link dev.astir.stream.rest.FeedRest}. Stateless.
 */
@Singleton
public final class RestResponses {

    RestResponses() {}

    /** The response to this request that says this. */
    public HttpResponse<?> of(HttpRequest<?> request, RestAnswer answer) {
        MutableHttpResponse<Object> response = HttpResponse.status(answer.status(), null);
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer instanceof RestAnswer.Text text) {
            response.contentType(MediaType.of(text.mediaType())).body(text.body());
            text.headers().forEach(response::header);
        } else if (answer instanceof RestAnswer.Download download) {
            response.contentType(MediaType.of(download.mediaType()))
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + download.fileName() + "\"")
                    .body(new DownloadBody(Channels.of(request), download.content()));
        }
        return response;
    }
}
