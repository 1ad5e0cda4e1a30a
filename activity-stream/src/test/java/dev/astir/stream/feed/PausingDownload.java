package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A file of a feed's events, in chunks of HTTP/1.1, that is read only while it is asked to. */
public final class PausingDownload extends PausingClient {

    public PausingDownload(LiveServer server, String token) {
        super(server, "GET /api/activities.csv HTTP/1.1", "Authorization: Bearer " + token);
    }

    public int status() {
        return Integer.parseInt(status.split(" ")[1]);
    }

    /** A header of the answer, by its name in small letters. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /**
     * Reads what is left.
     *
     * @throws IOException if the answer ends before its end
     */
    public String file() throws IOException {
        return new String(new ChunkedInput(this).readAllBytes(), UTF_8);
    }

    @Override
    List<Map<String, Object>> more() {
        return List.of();
    }
}
