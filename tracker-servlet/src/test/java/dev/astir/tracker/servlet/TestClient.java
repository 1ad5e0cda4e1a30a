package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests to a container. */
record TestClient(HttpClient client, int port) {
    static final String JSON = "application/json";

    static TestClient of(ServletContainer container) {
        HttpClient http1 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new TestClient(http1, container.port());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Sends a body of known length, or in chunks. Each character of the answer is a byte. */
    HttpResponse<String> post(String path, TestBody body, byte[] bytes, boolean chunked)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", body.contentType());
        if (body.gzipped()) {
            request.header("Content-Encoding", "gzip");
        }
        request.POST(
                chunked
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                        : BodyPublishers.ofByteArray(bytes));
        return client.send(request.build(), BodyHandlers.ofString(ISO_8859_1));
    }
}
