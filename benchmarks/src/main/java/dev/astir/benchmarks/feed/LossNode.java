package dev.astir.benchmarks.feed;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A node that is killed and started again, always on the same port. Thread-safe. */
final class LossNode implements AutoCloseable {
    /**
     * Below the ports that the system gives to clients: while the node is away, one of them could
     * get its port, or even reach itself.
     */
    private static final int FIRST_PORT = 15_000;

    private static final int PORTS = 15_000;
    private static final int ATTEMPTS = 100;
    private static final int PING_MILLIS = 500;

    private final List<String> options;
    private final List<String> arguments;
    private final int port = freePort();
    private volatile LocalServer server;

    /**
     * @param url the database
     * @param jvm options of the node's Java
     */
    LossNode(String url, String feed, String jvm) throws IOException {
        options = Arrays.asList(jvm.split(" ", -1));
        arguments =
                List.of(
                        url,
                        feed,
                        "micronaut.server.port=" + port,
                        AstirServer.BUS + "=postgres",
                        AstirServer.PING_MILLIS + "=" + PING_MILLIS);
        server = start();
    }

    private static int freePort() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody else's.
            }
        }
        throw new IOException("no port is free in " + ATTEMPTS + " attempts");
    }

    private LocalServer start() throws IOException {
        return new LocalServer(LocalProcess.java(AstirServer.class, options, arguments));
    }

    /** Where subscribers connect, also while it is away. */
    int port() {
        return port;
    }

    /** Opens a connection for a writer; fails while it is away. */
    ControlConnection control() throws IOException {
        return server.control();
    }

    /** Ends it without a word ({@code kill -9}). */
    void kill() throws InterruptedException {
        server.process().kill();
    }

    /** After {@link #kill}; returns when it serves again. */
    void restart() throws IOException {
        server = start();
    }

    @Override
    public void close() {
        server.close();
    }
}
