package dev.astir.testing.redis;

import dev.astir.testing.net.Ports;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/**
 * A real Redis on 127.0.0.1. It is always killed, never asked to end, so what it has after a
 * restart is what it had on disk. Confined to one thread, but for its commands.
 */
public final class RedisProcess implements AutoCloseable {
    /** A Redis Cluster's nodes speak to each other on the port that is this much higher. */
    private static final int BUS_OFFSET = 10_000;

    private final Path directory;
    private final RedisServer server;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    private RedisProcess(Path directory, RedisServer server) {
        this.directory = directory;
        this.server = server;
        this.client = RedisClient.create(uri());
        this.connection = client.connect();
    }

    /**
     * Starts one with nothing in it.
     *
     * @param settings lines of its configuration
     */
    public static RedisProcess start(String... settings) throws IOException {
        Path directory = Files.createTempDirectory("astir-redis");
        for (int attempt = 1; ; attempt++) {
            RedisServer server = server(directory, freePort(), List.of(settings));
            try {
                server.start();
                return new RedisProcess(directory, server);
            } catch (IOException e) {
                server.stop();
                if (attempt == 5) { // somebody took the port in between, perhaps
                    delete(directory);
                    throw e;
                }
            }
        }
    }

    private static RedisServer server(Path directory, int port, List<String> settings)
            throws IOException {
        RedisServerBuilder builder =
                RedisServer.newRedisServer()
                        .executableProvider(executable(directory))
                        .bind("127.0.0.1")
                        .port(port)
                        .setting("dir " + directory)
                        .setting("save \"\"")
                        .onShutdownForceStop(true);
        settings.forEach(builder::setting);
        return builder.build();
    }

    /** The program, unpacked into this directory. */
    public static ExecutableProvider executable(Path directory) {
        // Set where the bundled Redis does not run: it needs glibc and OpenSSL 3.
        return System.getenv(ExecutableProvider.ENVIRONMENT_EXECUTABLE_LOCATION) == null
                ? ExecutableProvider.newJarResourceProvider(directory.toFile())
                : ExecutableProvider.newEnvironmentVariableProvider();
    }

    /** A port for a server that may be one of a cluster. */
    public static int freePort() {
        return Ports.free(BUS_OFFSET);
    }

    /** Where it listens. */
    public int port() {
        return server.ports().get(0);
    }

    /** Its address, as settings have it. */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** Its address for a client. */
    public RedisURI uri() {
        return RedisURI.create("127.0.0.1", port());
    }

    /** Talks to it. */
    public RedisCommands<String, String> commands() {
        return connection.sync();
    }

    /** Whether it leads or follows, and how that goes. */
    public String replication() {
        return connection.sync().info("replication");
    }

    /** Ends it as a crash does. */
    public void kill() throws IOException {
        server.stop();
    }

    /** Starts it on the same port, with what is on its disk. */
    public void startAgain() throws IOException {
        server.start();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        client.shutdown();
        server.stop();
        delete(directory);
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
