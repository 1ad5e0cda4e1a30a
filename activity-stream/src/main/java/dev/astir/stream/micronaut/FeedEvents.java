package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The feed over server-sent events. */
@Controller(StreamConfiguration.PATH)
@Requires(beans = FeedAuthenticator.class)
final class FeedEvents {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** No feed has this epoch, so nothing can be resumed from here. */
    private static final StreamPosition NOWHERE = new StreamPosition("unknown", 0);

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
            return problem(
                    HttpStatus.FORBIDDEN, "foreign-origin", "the page's origin is not listed");
        }
        Admission admission = gate.admit(request);
        if (admission instanceof Admission.Refused refused) {
            boolean unknown = refused.code() == CloseCode.NOT_AUTHENTICATED;
            return problem(
                    unknown ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN,
                    unknown ? "not-authenticated" : "forbidden",
                    refused.code().reason());
        }
        try {
            return stream(request, ((Admission.Granted) admission).access());
        } catch (InvalidInputException e) {
            return problem(HttpStatus.BAD_REQUEST, "invalid", String.valueOf(e.getMessage()));
        }
    }

    private HttpResponse<?> stream(HttpRequest<?> request, FeedAccess access) {
        Map<String, List<String>> parameters = request.getParameters().asMap();
        List<String> channels =
                parameters.getOrDefault("channel", List.of(FeedHub.ACTIVITIES)).stream()
                        .distinct()
                        .toList();
        EventFilter filter = EventFilter.fromQuery(parameters);
        StreamPosition after = after(request);
        Executor eventLoop = Channels.of(request).eventLoop();
        EventStreamBody body =
                new EventStreamBody(
                        eventLoop, sink -> connect(access, sink, channels, filter, after));
        return HttpResponse.ok(body)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Keeps the server from compressing, which would hold events back in the
                // compressor.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                // Tells nginx not to collect the stream.
                .header("X-Accel-Buffering", "no");
    }

    private FeedSession connect(
            FeedAccess access,
            FeedSink sink,
            List<String> channels,
            EventFilter filter,
            @Nullable StreamPosition after) {
        FeedSession session = stream.hub().connect(access, sink);
        channels.forEach(channel -> session.subscribe(channel, filter, after));
        return session;
    }

    private static @Nullable StreamPosition after(HttpRequest<?> request) {
        String last = request.getHeaders().get(LAST_EVENT_ID);
        if (last != null && !last.isEmpty()) {
            try {
                return StreamPosition.parse(last);
            } catch (InvalidInputException e) {
                // A browser that gets an error here would never come back.
                return NOWHERE;
            }
        }
        String after = request.getParameters().get("after");
        return after == null || after.isEmpty() ? null : StreamPosition.parse(after);
    }

    private static HttpResponse<?> problem(HttpStatus status, String type, String detail) {
        Map<String, Object> body =
                Map.of(
                        "type",
                        "urn:astir:problem:" + type,
                        "title",
                        status.getReason(),
                        "status",
                        status.getCode(),
                        "detail",
                        detail);
        return HttpResponse.status(status)
                .contentType(MediaType.of("application/problem+json"))
                .body(EventJson.writeObject(body));
    }
}
