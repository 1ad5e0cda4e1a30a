package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged nodes on one database, behind a balancer that follows their readiness, restarted one
 * after the other while people write.
 */
class RollingRestartIT {

    private static final Duration START = Duration.ofSeconds(90);
    private static final int WRITERS = 6;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private Path folder;

    @Test
    void noRequestIsLostAndNoneCountsTwice() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Balancer balancer = new Balancer();
                Node one = new Node("one", postgres);
                Node two = new Node("two", postgres)) {
            balancer.add(one.awaitReady());
            balancer.add(two.awaitReady());
            await().atMost(START).until(() -> balancer.ready() == 2);
            Api api = new Api(balancer.address());
            JsonNode ada = register(api);
            Api hers = api.with("Authorization", "Bearer " + ada.get("accessToken").asText());
            CompletableFuture<Integer> socketOfOne = listen(one.address(), ada);
            Writers writers = new Writers(hers);

            for (Node node : List.of(one, two)) {
                assertThat(node.end()).as("ended by itself").isZero();
                node.start();
                node.awaitReady();
                await().atMost(START).until(() -> balancer.ready() == 2);
            }

            Set<String> answered = writers.end();
            assertThat(socketOfOne.join()).isEqualTo(WebSocket.NORMAL_CLOSURE + 1);
            List<String> stored = stored(hers);
            assertThat(stored)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(answered);
            assertThat(answered).hasSizeGreaterThan(WRITERS);
        }
    }

    /** The packaged app and the tests both bring the binaries, which its own search refuses. */
    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, hardware) ->
                        EmbeddedPostgres.class.getResourceAsStream(
                                "/postgres-%s-%s.txz"
                                        .formatted(system, ArchUtils.normalize(hardware))
                                        .toLowerCase(Locale.ROOT)))
                .start();
    }

    /** Each writes one thing after the other, on connections that are kept. */
    private static final class Writers {

        private final Api api;
        private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(WRITERS);
        private final List<Future<?>> writers = new ArrayList<>();
        private final Set<String> answered = ConcurrentHashMap.newKeySet();
        private final AtomicInteger count = new AtomicInteger();

        Writers(Api api) {
            this.api = api;
            for (int i = 0; i < WRITERS; i++) {
                // One person's requests are bounded.
                writers.add(pace.scheduleWithFixedDelay(this::write, 0, 50, TimeUnit.MILLISECONDS));
            }
        }

        private void write() {
            String message = "written-" + count.incrementAndGet();
            api.post("/api/activities", Map.of("eventType", "note", "message", message))
                    .expect(201);
            answered.add(message);
        }

        /** What was answered; fails where a request was refused, cut, or not answered. */
        Set<String> end() throws Exception {
            pace.shutdown();
            assertThat(pace.awaitTermination(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            for (Future<?> writer : writers) {
                if (!writer.isCancelled()) {
                    writer.get();
                }
            }
            return answered;
        }
    }

    private static List<String> stored(Api api) {
        List<String> messages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/activities?limit=100" + cursor).expect(200).json();
            page.get("items").forEach(item -> messages.add(item.path("message").asText()));
            cursor = page.get("next").isNull() ? "" : "&before=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        messages.removeIf(message -> !message.startsWith("written-"));
        return messages;
    }

    private static JsonNode register(Api api) {
        return api.post(
                        "/api/auth/register",
                        Map.of(
                                "organizationName", "Rolling",
                                "timeZone", "UTC",
                                "name", "Ada",
                                "email", "ada@example.org",
                                "password", TestApp.PASSWORD))
                .expect(201)
                .json();
    }

    /** The code with which the node ends the socket. */
    private static CompletableFuture<Integer> listen(URI node, JsonNode person) {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CLIENT.newWebSocketBuilder()
                .subprotocols("astir.v1", "bearer." + person.get("accessToken").asText())
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + node.getPort() + "/api/live"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletableFuture<?> onClose(
                                    WebSocket socket, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }
                        })
                .join();
        return closed.orTimeout(START.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Node implements AutoCloseable {

        private final String name;
        private final EmbeddedPostgres postgres;
        private Process process;
        private Path output;
        private Path errors;
        private int port;

        Node(String name, EmbeddedPostgres postgres) throws IOException {
            this.name = name;
            this.postgres = postgres;
            start();
        }

        /** The second time at the address of the first, as a balancer knows it. */
        void start() throws IOException {
            output = Files.createTempFile(folder, name, ".txt");
            errors = Files.createTempFile(folder, name, ".err");
            ProcessBuilder builder =
                    PackagedApp.command(folder.resolve(name))
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile());
            builder.environment()
                    .putAll(
                            Map.of(
                                    "JAVA_OPTS", "-XX:TieredStopAtLevel=1",
                                    "ASTIR_PORT", Integer.toString(port),
                                    "ASTIR_DRAIN_SECONDS", "2",
                                    "ASTIR_DATABASE_URL",
                                            postgres.getJdbcUrl("postgres", "postgres"),
                                    "ASTIR_DATABASE_USER", "postgres",
                                    "ASTIR_DATABASE_PASSWORD", "postgres",
                                    "ASTIR_SECRET", "a secret of both nodes, 32 bytes"));
            process = builder.start();
        }

        URI awaitReady() {
            await().atMost(START).until(() -> !lines(output).isEmpty() || !process.isAlive());
            assertThat(lines(output)).as(() -> String.join("\n", lines(errors))).isNotEmpty();
            port = address().getPort();
            return address();
        }

        URI address() {
            return URI.create(lines(output).getFirst().replaceFirst("Astir is ready: ", ""));
        }

        /** Tells it to end, and waits for that. */
        int end() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // 128 and the number of the signal, as shells have it.
            return process.exitValue() == 143 ? 0 : process.exitValue();
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
