package dev.astir.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Speaks JSON with the app, over real HTTP; whatever is answered is held against {@link Contract}.
 * Immutable.
 */
public final class Api {

    /** How a file of sessions begins. */
    private static final String CSV = "start,end";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final Map<String, String> headers;

    public Api(URI base) {
        this(base, Map.of());
    }

    private Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** The same client, which sends this header too. */
    public Api with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(base, Map.copyOf(more));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /**
     * Any request; a {@code String} is sent as it is, and as CSV if it is; everything else as JSON.
     */
    public Answer send(String method, String path, Object body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(1));
            headers.forEach(request::header);
            if (body == null) {
                request.method(method, BodyPublishers.noBody());
            } else {
                if (!headers.containsKey("Content-Type")) {
                    boolean isCsv = body instanceof String file && file.startsWith(CSV);
                    request.header("Content-Type", isCsv ? "text/csv" : "application/json");
                }
                String text =
                        body instanceof String string ? string : JSON.writeValueAsString(body);
                request.method(method, BodyPublishers.ofString(text));
            }
            HttpResponse<String> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Contract.OF_THIS_APP.check(response);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the app answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        /** The header's first value, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + response.body(), e);
            }
        }

        /** This answer; fails, with the body, when the status is another. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError(
                        "%s %s answered %d, not %d: %s"
                                .formatted(
                                        response.request().method(),
                                        response.uri().getPath(),
                                        status(),
                                        status,
                                        body()));
            }
            return this;
        }
    }
}
