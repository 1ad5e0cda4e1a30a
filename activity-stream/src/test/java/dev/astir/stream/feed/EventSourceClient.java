package dev.astir.stream.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events off a real response. */
public final class EventSourceClient implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final EventReader reader;

    public EventSourceClient(URI uri, Map<String, String> headers) {
        // As a browser asks, and for nothing else.
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try {
            response =
                    SocketClient.HTTP.send(
                            request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        reader = new EventReader(response.body());
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event of one of these types; fails after a time. */
    public Event next(String... types) {
        return CompletableFuture.supplyAsync(() -> read(List.of(types)))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Reads to the end of the stream. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        readAll(events).join();
        return events;
    }

    /** Reads until there is nothing more, also where the stream was cut rather than ended. */
    public List<Event> restBeforeTheCut() {
        List<Event> events = new ArrayList<>();
        return readAll(events)
                .handle((done, failure) -> {
                    if (failure != null && !(failure.getCause() instanceof UncheckedIOException)) {
                        throw new IllegalStateException("the stream goes on", failure);
                    }
                    return events;
                })
                .join();
    }

    private CompletableFuture<Void> readAll(List<Event> events) {
        return CompletableFuture.runAsync(
                        () -> {
                            for (Event event = reader.next();
                                    event != null;
                                    event = reader.next()) {
                                events.add(event);
                            }
                        })
                .orTimeout(20, TimeUnit.SECONDS);
    }

    private Event read(List<String> types) {
        for (Event event = reader.next(); event != null; event = reader.next()) {
            if (types.contains(event.type)) {
                return event;
            }
        }
        throw new IllegalStateException("the stream ended before there was one of " + types);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public record Event(String type, @Nullable String id, String data) {}
}
