package dev.astir.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.client.EnrolmentClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Speaks JSON with the app in the name of somebody, or of nobody while the token is empty.
 * Thread-safe.
 */
public record Api(URI app, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int FIRST_REFUSAL = 300;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Creates an organization, and speaks in the name of its administrator. */
    public static Api register(URI app, String organization, String email, String password)
            throws IOException, InterruptedException {
        JsonNode signedIn =
                new Api(app, "")
                        .post(
                                "/api/auth/register",
                                Map.of(
                                        "organizationName", organization,
                                        "timeZone", "Europe/London",
                                        "name", "Ada Admin",
                                        "email", email,
                                        "password", password));
        return new Api(app, signedIn.get("accessToken").asText());
    }

    /** Speaks in the name of somebody, with a token that lasts a quarter of an hour from now. */
    public static Api signIn(URI app, String email, String password)
            throws IOException, InterruptedException {
        JsonNode signedIn =
                new Api(app, "")
                        .post("/api/auth/login", Map.of("email", email, "password", password));
        return new Api(app, signedIn.get("accessToken").asText());
    }

    /** The agent of a computer of this person, who has agreed to the policy. */
    public Enrolled enrol(UUID person) throws IOException, InterruptedException {
        String token =
                post(
                                "/api/enrolment-tokens",
                                Map.of("userId", person, "expiresInSeconds", 600, "maxUses", 1))
                        .get("token")
                        .asText();
        EnrolmentClient client = EnrolmentClient.of(app);
        int policy = client.policy(token).version();
        return client.enrol(new EnrolRequest(token, "desk", "Linux", policy));
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    public JsonNode post(String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        return send(posting(path, body));
    }

    /** As {@link #post}, again and again while the app wants to be asked later. */
    public JsonNode postWhenAllowed(String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest request = posting(path, body);
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY_REQUESTS) {
            Thread.sleep(
                    Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
            answer = CLIENT.send(request, BodyHandlers.ofString());
        }
        return read(request, answer);
    }

    private HttpRequest posting(String path, Map<String, ?> body) throws IOException {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(app.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return read(request, CLIENT.send(request, BodyHandlers.ofString()));
    }

    private static JsonNode read(HttpRequest request, HttpResponse<String> answer)
            throws IOException {
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IOException(
                    request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
