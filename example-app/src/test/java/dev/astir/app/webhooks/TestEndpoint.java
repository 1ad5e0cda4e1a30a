package dev.astir.app.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Somebody's server that is told of events, and answers as the test wants. */
public final class TestEndpoint implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** A request. */
    public record Received(HttpHeaders headers, String body) {

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String id() {
            return header("webhook-id");
        }
    }

    private record Answer(int status, Map<String, String> headers, String body) {}

    private TestEndpoint(HttpServer server) {
        this.server = server;
    }

    public static TestEndpoint start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
            TestEndpoint endpoint = new TestEndpoint(server);
            server.setExecutor(endpoint.threads);
            server.createContext("/", endpoint::answer);
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:%d/hooks?key=guess".formatted(server.getAddress().getPort());
    }

    /** The next answers; after those it is 200. */
    public void answers(int... statuses) {
        for (int status : statuses) {
            answers(status, Map.of(), "said " + status);
        }
    }

    void answers(int status, Map<String, String> headers, String body) {
        synchronized (answers) {
            answers.add(new Answer(status, headers, body));
        }
    }

    /** It answers nobody until this is counted down. */
    void waitFor(CountDownLatch latch) {
        gate = latch;
    }

    public List<Received> received() {
        return received;
    }

    Received last() {
        return received.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(
                    new Received(
                            HttpHeaders.of(
                                    exchange.getRequestHeaders().entrySet().stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            Map.Entry::getKey,
                                                            Map.Entry::getValue)),
                                    (name, value) -> true),
                            body));
            gate.await();
            Answer answer;
            synchronized (answers) {
                answer = answers.poll();
            }
            if (answer == null) {
                answer = new Answer(200, Map.of(), "thanks");
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
