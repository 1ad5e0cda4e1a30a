package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.EventStreamRequest;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedProblem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The feed over server-sent events. */
@Controller(StreamConfiguration.PATH)
@Requires(beans = FeedAuthenticator.class)
final class FeedEvents {
    private final ActivityStream stream;
    private final Gate gate;

    FeedEvents(ActivityStream stream, Gate gate) {
        this.stream = stream;
        this.gate = gate;
    }

    @Get("/events")
    // Browsers ask for text/event-stream alone; errors are problems all the same.
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> events(HttpRequest<?> request) {
        if (gate.isForeign(request)) {
            return problem(FeedProblem.foreignOrigin());
        }
        Admission admission = gate.admit(request);
        if (admission instanceof Admission.Refused refused) {
            return problem(FeedProblem.refused(refused.code()));
        }
        try {
            return stream(request, (Admission.Granted) admission);
        } catch (InvalidInputException e) {
            return problem(FeedProblem.invalid(e));
        }
    }

    private HttpResponse<?> stream(HttpRequest<?> request, Admission.Granted granted) {
        EventStreamRequest asked =
                EventStreamRequest.of(new MicronautRequest(request), stream.hub().limits());
        if (!stream.hub().hasRoomFor(granted.access())) {
            return problem(FeedProblem.tooManySessions());
        }
        EventStreamBody body =
                new EventStreamBody(
                        Channels.of(request), sink -> asked.connect(stream.hub(), granted, sink));
        return HttpResponse.ok(body)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Keeps the server from compressing, which would hold events back in the
                // compressor.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                // A stream ends when its reader is sent elsewhere, or is to begin anew.
                .header(HttpHeaders.CONNECTION, "close")
                // Tells nginx not to collect the stream.
                .header("X-Accel-Buffering", "no");
    }

    /** The response that says this. */
    static HttpResponse<?> problem(FeedProblem problem) {
        MutableHttpResponse<Object> response =
                HttpResponse.status(problem.status(), problem.title());
        problem.headers().forEach(response::header);
        return response.contentType(MediaType.of(FeedProblem.MEDIA_TYPE)).body(problem.json());
    }
}
