package dev.astir.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.astir.benchmarks.hostile.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final byte[] REQUEST = Requests.get("/", "").text().getBytes(US_ASCII);
    private static final long HANG = TimeUnit.MILLISECONDS.toNanos(300);

    /** A server that hangs delays also those that it had not got yet. */
    @Test
    void latencyCountsFromWhenARequestWasDue() throws Exception {
        HttpServer server = server();
        CountDownLatch hung = new CountDownLatch(1);
        server.createContext(
                "/",
                exchange -> {
                    try {
                        hung.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        ConcurrentMap<Long, Long> nanos = new ConcurrentHashMap<>();
        try (Loop loop = new Loop()) {
            OpenLoop load =
                    new OpenLoop(
                            loop,
                            List.of(server.getAddress().getPort()),
                            2,
                            200,
                            number -> REQUEST,
                            (number, answer) -> nanos.put(number, answer.nanos()));
            load.start();
            long start = System.nanoTime();
            while (System.nanoTime() - start < HANG) {
                Thread.onSpinWait();
            }
            hung.countDown();
            load.end();
        } finally {
            server.stop(0);
        }

        // Of sixty that were due meanwhile, two were sent; half of them wait for half of the time.
        assertThat(nanos).hasSizeGreaterThan(50);
        assertThat(nanos.values().stream().filter(each -> each > HANG / 2).count())
                .isGreaterThanOrEqualTo(25);
        assertThat(nanos.get(0L)).isGreaterThan(HANG / 2);
    }

    @Test
    void serversTakeTurnsAndOtherAnswersAreTold() throws Exception {
        HttpServer first = server();
        HttpServer second = server();
        ConcurrentMap<Long, Integer> statuses = new ConcurrentHashMap<>();
        CountDownLatch some = new CountDownLatch(20);
        for (HttpServer each : List.of(first, second)) {
            each.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(each == first ? 200 : 503, -1);
                        exchange.close();
                    });
        }
        try (Loop loop = new Loop()) {
            OpenLoop load =
                    new OpenLoop(
                            loop,
                            List.of(first.getAddress().getPort(), second.getAddress().getPort()),
                            3,
                            500,
                            number -> REQUEST,
                            (number, answer) -> {
                                statuses.put(number, answer.status());
                                some.countDown();
                            });
            load.start();
            assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            load.end();
        } finally {
            first.stop(0);
            second.stop(0);
        }

        assertThat(statuses.size()).isGreaterThanOrEqualTo(20);
        statuses.forEach(
                (number, status) -> assertThat(status).isEqualTo(number % 2 == 0 ? 200 : 503));
    }

    /** A connection that ends is none of the answers, and another one takes its place. */
    @Test
    void tellsOfConnectionsThatEndAndGoesOn() throws Exception {
        ConcurrentMap<Integer, Integer> counts = new ConcurrentHashMap<>();
        CountDownLatch some = new CountDownLatch(10);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Loop loop = new Loop()) {
            Object unused = threads.submit(() -> hangUpEachSecond(server));
            OpenLoop load =
                    new OpenLoop(
                            loop,
                            List.of(server.getLocalPort()),
                            1,
                            100,
                            number -> REQUEST,
                            (number, answer) -> {
                                counts.merge(answer.status(), 1, Integer::sum);
                                some.countDown();
                            });
            load.start();
            assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            load.stop();
            server.close();
        }

        assertThat(counts).containsOnlyKeys(200, OpenLoop.NONE);
        assertThat(counts).allSatisfy((status, count) -> assertThat(count).isGreaterThan(3));
    }

    /** Answers the first request of each connection, and none after it. */
    private static Map<String, String> hangUpEachSecond(ServerSocket server) throws IOException {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                int unused = socket.getInputStream().read(new byte[8_192]);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
                unused = socket.getInputStream().read(new byte[8_192]);
            }
        }
        return Map.of();
    }

    private static HttpServer server() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }
}
