package dev.astir.stream.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** A stream of events, in chunks of HTTP/1.1, that is read only while it is asked to. */
public final class PausingStream extends PausingClient {
    private final EventReader events = new EventReader(new Chunks());

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

    /** The body; a connection that ends before the last chunk is an error. */
    private final class Chunks extends InputStream {
        private int left;
        private boolean isEnded;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !isEnded) {
                left = Integer.parseInt(line(), 16);
                isEnded = left == 0;
            }
            if (isEnded) {
                return -1;
            }
            int count = input.read(bytes, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection ended inside a chunk");
            }
            left -= count;
            if (left == 0) {
                line();
            }
            return count;
        }
    }
}
