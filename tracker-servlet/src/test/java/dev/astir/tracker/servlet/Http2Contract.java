package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The filter behind HTTP/2, where the container speaks it without more. */
interface Http2Contract extends FilterFixture {

    @Test
    default void recordsRequestsOfHttp2() throws Exception {
        HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        TestClient client = new TestClient(http2, tracked().port());
        // The connection becomes HTTP/2 with the first request.
        assertThat(client.get("/stream?client_id=first").version())
                .isEqualTo(HttpClient.Version.HTTP_2);
        Set<String> clients = new TreeSet<>(Set.of("first"));
        for (String path : TestServlets.READERS) {
            String body = "{\"client_id\":\"%s\",\"x\":\"%s\"}".formatted(path, "x".repeat(20_000));
            HttpResponse<String> response = client.post(path, TestClient.JSON, body);

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body().strip()).as(path).endsWith(body.substring(3));
            clients.add(path);
        }
        client.post("/ignore?client_id=ignored", "text/plain", "{}");
        clients.add("ignored");
        awaitClients(clients);
    }
}
