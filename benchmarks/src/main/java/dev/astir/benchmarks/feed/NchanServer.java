package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Debian's nginx with its module nchan, in a folder of its own. As our feed does, it keeps a
 * thousand messages in memory for those who come back.
 */
final class NchanServer implements FeedServer {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String CONFIGURATION =
            """
            daemon off;
            %s
            worker_processes %s;
            load_module %s;
            pid nginx.pid;
            error_log stderr error;
            events { worker_connections 20000; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              keepalive_requests 1000000000;
              nchan_shared_memory_size 512M;
              nchan_message_buffer_length 1000;
              nchan_message_timeout 5m;
              server {
                listen 127.0.0.1:%d backlog=4096;
                location = /publish { nchan_publisher; nchan_channel_id feed; }
                location = /ws {
                  nchan_subscriber websocket;
                  nchan_subscriber_first_message newest;
                  nchan_channel_id feed;
                }
                location = /sse {
                  nchan_subscriber eventsource;
                  nchan_subscriber_first_message newest;
                  nchan_channel_id feed;
                }
              }
            }
            """;

    private final Path folder = Files.createTempDirectory("astir-benchmark-nchan");
    private final int port = freePort();
    private final LocalProcess process;

    /**
     * @param workers a number, or {@code auto}
     */
    NchanServer(String workers) throws IOException, InterruptedException {
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(user, workers, MODULE, port));
        process =
                LocalProcess.startDaemon(
                        folder,
                        List.of(
                                NGINX.toString(),
                                "-p",
                                folder.toString(),
                                "-e",
                                "stderr",
                                "-c",
                                configuration.toString()));
        awaitPort();
    }

    static boolean isInstalled() {
        return Files.exists(NGINX) && Files.exists(MODULE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || end - System.nanoTime() < 0) {
                    close();
                    throw e;
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Publisher publisher() throws IOException {
        return new PostPublisher(port, "/publish");
    }

    @Override
    public ProcessTree processes() {
        return process.tree();
    }

    @Override
    public void close() throws IOException {
        process.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
