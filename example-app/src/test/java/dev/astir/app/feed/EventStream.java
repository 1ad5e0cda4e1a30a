package dev.astir.app.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.TestApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events, as a browser does. */
final class EventStream implements AutoCloseable {

    /** One event. */
    record Event(String type, String id, JsonNode data) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private EventStream(HttpClient client, InputStream body) {
        this.client = client;
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    static EventStream open(TestApp app, TestApp.Person person, String query)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<InputStream> answer =
                client.send(
                        HttpRequest.newBuilder(app.uri().resolve("/api/live/events" + query))
                                .timeout(Duration.ofSeconds(60))
                                .header("Authorization", "Bearer " + person.accessToken())
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError("answered " + answer.statusCode());
        }
        return new EventStream(client, answer.body());
    }

    private void read() {
        String type = "";
        String id = "";
        String data = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring(5).strip();
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(type, id, JSON.readTree(data)));
                    type = id = data = "";
                }
            }
        } catch (IOException e) {
            // The stream was closed; who still waits for an event hears of it.
        } finally {
            end.complete(null);
        }
    }

    /** The next event, of whatever type. */
    Event next() throws InterruptedException {
        Event event = events.poll(60, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing within 60 s");
        }
        return event;
    }

    /** The next event of this type; others are skipped. */
    Event next(String type) throws InterruptedException {
        while (true) {
            Event event = events.poll(60, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type + " within 60 s");
            }
            if (event.type().equals(type)) {
                return event;
            }
        }
    }

    /** Waits until the server has ended it. */
    void awaitEnd() {
        end.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        body.close();
        client.shutdownNow();
    }
}
