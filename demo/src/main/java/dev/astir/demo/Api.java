package dev.astir.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The app's HTTP API. Blocks. Thread-safe. */
final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Lock signingIn = new ReentrantLock();

    /**
     * @param server the app's base address, {@code http} or {@code https}
     */
    Api(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    /** What was answered. Immutable. */
    record Answer(String path, int status, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new DemoException(path + " does not answer like an Astir server", e);
            }
        }

        /** This answer, if it has the status. */
        Answer expect(int expected) {
            if (status != expected) {
                throw new DemoException("%s answered %d: %s".formatted(path, status, body));
            }
            return this;
        }
    }

    /**
     * Signs in, one person after another: the app refuses many at once, since each costs it a slow
     * hash.
     */
    Answer signIn(String email, String password) {
        try {
            signingIn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("the sign-in of " + email + " was interrupted", e);
        }
        try {
            return post("/api/auth/login", null, Map.of("email", email, "password", password));
        } finally {
            signingIn.unlock();
        }
    }

    Answer get(String path, String token) {
        return send(path, token, "GET", BodyPublishers.noBody());
    }

    Answer post(String path, @Nullable String token, Map<String, ?> body) {
        return post(path, token, json(body));
    }

    Answer patch(String path, String token, Map<String, ?> body) {
        return send(path, token, "PATCH", BodyPublishers.ofByteArray(json(body)));
    }

    Answer put(String path, String token, Map<String, ?> body) {
        return send(path, token, "PUT", BodyPublishers.ofByteArray(json(body)));
    }

    private static byte[] json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + body, e);
        }
    }

    Answer post(String path, @Nullable String token, byte[] json) {
        return send(path, token, "POST", BodyPublishers.ofByteArray(json));
    }

    private Answer send(String path, @Nullable String token, String method, BodyPublisher body) {
        String base = server.toString();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        (base.endsWith("/")
                                                        ? base.substring(0, base.length() - 1)
                                                        : base)
                                                + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(path, answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new DemoException(
                    "%s cannot be reached: %s"
                            .formatted(server, e.getMessage() == null ? e : e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException(path + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
