package dev.astir.app.demo;

import dev.astir.stream.feed.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The app's own HTTP API, as the demo's people use it. Blocks. Thread-safe. */
final class DemoApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    DemoApi(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    /** Somebody who is signed in. */
    record SignedIn(UUID organizationId, String accessToken) {}

    /** Signs somebody in. */
    SignedIn signIn(String email, String password) {
        return signedIn(login(email, password));
    }

    /** Signs somebody in; empty if there is nobody with this e-mail and password. */
    Optional<SignedIn> trySignIn(String email, String password) {
        Answer answer = login(email, password);
        return answer.status() == 401 ? Optional.empty() : Optional.of(signedIn(answer));
    }

    private Answer login(String email, String password) {
        return post("/api/auth/login", null, Map.of("email", email, "password", password));
    }

    private static SignedIn signedIn(Answer answer) {
        Map<String, Object> json = expect(200, answer);
        Map<?, ?> user = (Map<?, ?>) Objects.requireNonNull(json.get("user"));
        return new SignedIn(
                UUID.fromString(String.valueOf(user.get("organizationId"))),
                String.valueOf(json.get("accessToken")));
    }

    /** A token that enrols one device of this person. */
    String enrolmentToken(String accessToken, UUID userId) {
        Map<String, Object> body = Map.of("userId", userId.toString(), "maxUses", 1);
        return String.valueOf(
                expect(201, post("/api/enrolment-tokens", accessToken, body)).get("token"));
    }

    /** Starts a work session, unless one runs already; returns its id. */
    String startSession(String accessToken) {
        Answer answer = post("/api/sessions/start", accessToken, Map.of());
        return answer.status() == 409
                ? String.valueOf(answer.json().get("sessionId"))
                : String.valueOf(expect(201, answer).get("id"));
    }

    /** Stops a work session, if it still runs. */
    void stopSession(String accessToken, String id) {
        Answer answer = post("/api/sessions/" + id + "/stop", accessToken, Map.of());
        if (answer.status() != 409) {
            expect(200, answer);
        }
    }

    private Answer post(String path, @Nullable String accessToken, Map<String, ?> body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(EventJson.writeObject(body)));
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(path, answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path + " was interrupted", e);
        }
    }

    private static Map<String, Object> expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(answer.path(), answer.status(), answer.body()));
        }
        return answer.json();
    }

    private record Answer(String path, int status, String body) {
        Map<String, Object> json() {
            return EventJson.readObject(body);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
