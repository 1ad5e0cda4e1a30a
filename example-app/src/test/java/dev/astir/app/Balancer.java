package dev.astir.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small balancer of connections: a new one goes to the next node that said of itself that it is
 * ready, as asked every 100 ms. It never sends anything twice.
 */
final class Balancer implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final ServerSocket listener;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    private static final class Node {
        private final URI address;
        private volatile boolean isReady;

        private Node(URI address) {
            this.address = address;
        }
    }

    Balancer() throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::look);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void add(URI node) {
        nodes.add(new Node(node));
    }

    /** How many nodes take new connections. */
    long ready() {
        return nodes.stream().filter(node -> node.isReady).count();
    }

    private void look() {
        while (!closed) {
            nodes.forEach(node -> node.isReady = isReady(node));
            try {
                TimeUnit.MILLISECONDS.sleep(100); // as real ones do
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean isReady(Node node) {
        try {
            HttpRequest question =
                    HttpRequest.newBuilder(node.address.resolve("/health/readiness"))
                            .timeout(Duration.ofSeconds(1))
                            .build();
            return CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        List<Node> ready = nodes.stream().filter(node -> node.isReady).toList();
        try (client) {
            Node node = ready.get(Math.floorMod(turn.incrementAndGet(), ready.size()));
            try (Socket server = new Socket("127.0.0.1", node.address.getPort())) {
                Thread there = Thread.ofVirtual().start(() -> pass(client, server));
                pass(server, client);
                there.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[8192];
            for (int length = in.read(piece); length > 0; length = in.read(piece)) {
                out.write(piece, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // one side has ended, and the other learns it by that
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
