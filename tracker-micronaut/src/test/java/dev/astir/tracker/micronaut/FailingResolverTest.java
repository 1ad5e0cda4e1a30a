package dev.astir.tracker.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.Refusal;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Resolvers that find nothing, or that fail: the next is asked, and the request succeeds. */
class FailingResolverTest {
    private static final String JSON = "application/json";

    private static void assertRecords(TestServer server, String... clients) {
        StoreBeans.OwnStore store = server.bean(StoreBeans.OwnStore.class);
        Awaitility.await()
                .untilAsserted(() -> {
                    server.flush();
                    assertThat(store.clients).containsExactly(clients);
                });
    }

    @Test
    void skipsAnEmptyId() throws Exception {
        String list = "header:X-Client-Id, json:client_id, query:client_id";
        try (TestServer server =
                new TestServer(Map.of("test.store", true, "astir.tracker.client-id", list))) {
            server.post("/items?client_id=after-json", JSON, "{\"client_id\":\"\"}");
            server.send(server.request("/items?client_id=after-header").header("X-Client-Id", ""));

            assertRecords(server, "after-header", "after-json");
            assertThat(server.tracker().stats().refused().values()).containsOnly(0L);
        }
    }

    @Test
    void asksTheNextAfterOneThatFails() throws Exception {
        try (Logged logged = new Logged(FirstOf.class);
                TestServer server =
                        new TestServer(Map.of("test.store", true, "test.resolver", "failing"))) {
            assertThat(server.get("/items?client_id=query").body()).isEqualTo("listed");

            assertRecords(server, "query");
            assertThat(logged.levels()).containsExactly(Level.WARN, Level.DEBUG, Level.DEBUG);
        }
    }

    @Test
    void warnsOnceOfAResolverThatThrows() throws Exception {
        try (Logged logged = new Logged(ActivityTrackingFilter.class);
                TestServer server =
                        new TestServer(Map.of("test.store", true, "test.resolver", "throwing"))) {
            assertThat(server.get("/items?client_id=a").body()).isEqualTo("listed");
            assertThat(server.get("/items?client_id=a").body()).isEqualTo("listed");

            assertThat(logged.levels()).containsExactly(Level.WARN, Level.DEBUG);
        }
    }

    @Test
    void warnsOnceOfAStoreThatThrowsForAnId() throws Exception {
        try (Logged logged = new Logged(ActivityTracker.class);
                TestServer server = new TestServer(Map.of("test.throwing-store", true))) {
            assertThat(server.get("/items?client_id=a").body()).isEqualTo("listed");
            assertThat(server.get("/items?client_id=a").body()).isEqualTo("listed");

            assertThat(server.tracker().stats().refused()).containsEntry(Refusal.INVALID, 2L);
            assertThat(logged.levels()).containsOnlyOnce(Level.WARN);
        }
    }

    @Test
    void asksForTheQueryWhereAnotherFilterHasTheBody() throws Exception {
        String list = "json:client_id, json:id, query:client_id";
        try (TestServer server =
                new TestServer(
                        Map.of(
                                "test.store",
                                true,
                                "test.claiming",
                                true,
                                "astir.tracker.client-id",
                                list))) {
            String large = "{\"x\":\"" + "x".repeat(1_000_000) + "\"}";
            assertThat(server.post("/ignored?client_id=small", JSON, "{\"id\":\"no\"}").body())
                    .isEqualTo("ignored");
            assertThat(server.post("/ignored?client_id=large", JSON, large).body())
                    .isEqualTo("ignored");

            assertRecords(server, "large", "small");
        }
    }

    @Test
    void findsTheClientInAQueryThatIsNotText() throws Exception {
        try (TestServer server = new TestServer(Map.of("test.store", true));
                Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(
                            "GET /items?a=%ff[;&client_id=x HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

            assertThat(reader.readLine()).startsWith("HTTP/1.1 200 ");
            assertRecords(server, "x");
        }
    }

    /** Takes the body of a request for itself. */
    @ServerFilter("/ignored")
    @Requires(property = "test.claiming")
    static class Claiming implements Ordered {
        @Override
        public int getOrder() {
            return ServerFilterPhase.SECURITY.after() - 1;
        }

        @RequestFilter
        void claim(HttpRequest<?> request) throws IOException {
            if (request instanceof ServerHttpRequest<?> server) {
                try (InputStream body = server.byteBody().toInputStream()) {
                    assertThat(body).isNotNull();
                }
            }
        }
    }
}
