package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A file of a feed's events, in chunks of HTTP/1.1, that is read only while it is asked to. */
public final class PausingDownload extends PausingClient {

    public PausingDownload(LiveServer server, String token) {
        this(server, token, ".csv");
    }

    /**
     * Another answer of the feed.
     *
     * @param path below the feed's own
     */
    public PausingDownload(LiveServer server, String token, String path) {
        super(server, "GET /api/activities" + path + " HTTP/1.1", "Authorization: Bearer " + token);
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

    /** Reads an answer whose length was told. */
    public String text() throws IOException {
        byte[] bytes = new byte[Integer.parseInt(header("content-length"))];
        input.readFully(bytes);
        return new String(bytes, UTF_8);
    }

    @Override
    List<Map<String, Object>> more() {
        return List.of();
    }
}
