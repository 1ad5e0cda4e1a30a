package dev.astir.stream.feed;

import java.util.List;
import java.util.Map;

/** A stream of events, in chunks of HTTP/1.1, that is read only while it is asked to. */
public final class PausingStream extends PausingClient {
    private final EventReader events = new EventReader(new ChunkedInput(this));

    public PausingStream(LiveServer server, String token, String query) {
        super(
                server,
                "GET /api/live/events" + query + " HTTP/1.1",
                "Accept: text/event-stream",
                "Authorization: Bearer " + token);
        if (!status.startsWith("HTTP/1.1 200")
                || !"chunked".equals(headers.get("transfer-encoding"))) {
            throw new IllegalStateException(status + headers);
        }
    }

    @Override
    List<Map<String, Object>> more() {
        EventSourceClient.Event event = events.next();
        return event == null ? List.of() : List.of(EventJson.readObject(event.data()));
    }
}
