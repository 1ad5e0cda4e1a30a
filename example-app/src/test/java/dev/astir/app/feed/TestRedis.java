package dev.astir.app.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of 127.0.0.1. */
final class TestRedis implements AutoCloseable {

    private final Path folder;
    private final RedisServer server;

    private TestRedis(Path folder, RedisServer server) {
        this.folder = folder;
        this.server = server;
    }

    static TestRedis start() throws IOException {
        Path folder = Files.createTempDirectory("astir-redis");
        // Set where the bundled Redis does not run: it needs glibc and OpenSSL 3.
        ExecutableProvider executable =
                System.getenv(ExecutableProvider.ENVIRONMENT_EXECUTABLE_LOCATION) == null
                        ? ExecutableProvider.newJarResourceProvider(folder.toFile())
                        : ExecutableProvider.newEnvironmentVariableProvider();
        RedisServer server =
                RedisServer.newRedisServer()
                        .executableProvider(executable)
                        .bind("127.0.0.1")
                        .port(freePort())
                        .setting("dir " + folder)
                        .setting("save \"\"")
                        .onShutdownForceStop(true)
                        .build();
        server.start();
        return new TestRedis(folder, server);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "redis://127.0.0.1:" + server.ports().getFirst();
    }

    @Override
    public void close() throws IOException {
        server.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
