package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.postgres.PostgresBus;
import dev.astir.stream.feed.FeedLimits;
import dev.astir.stream.postgres.StreamSchema;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The feed as somebody embeds it: a Micronaut server with our endpoints on PostgreSQL. What the
 * benchmark tells it on a connection of its own is published from within, as an application would.
 * Its arguments are the database's address, the feed, and settings: of Micronaut, and its own.
 */
final class AstirServer {
    /** Asks to be told the times of commits from now on. */
    static final String TELL_COMMITS = "tell commits";

    /** The setting that has nodes wake each other by PostgreSQL, whatever its value. */
    static final String BUS = "bench.bus";

    /** The setting of the time between pings. */
    static final String PING_MILLIS = "bench.ping.millis";

    private final CommitTimes commits;
    private final ActivityStream stream;
    private final String feed;

    private final FeedCommands commands;

    private AstirServer(String url, String feed, Map<String, Object> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        HikariDataSource pool = new HikariDataSource(config);
        StreamSchema.migrate(pool);
        commits = new CommitTimes(pool);
        ActivityStream.Builder builder = ActivityStream.builder(commits.dataSource());
        if (settings.containsKey(PING_MILLIS)) {
            long millis = Long.parseLong(settings.get(PING_MILLIS).toString());
            builder.pingInterval(Duration.ofMillis(millis));
        }
        if (settings.containsKey(BUS)) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(url);
            builder.bus(PostgresBus.of(database));
        }
        // All subscribers of a run are one reader here.
        int most = Integer.MAX_VALUE;
        builder.limits(
                FeedLimits.DEFAULT.withSessions(most).withSubscriptions(most).withSearches(most));
        stream = builder.build();
        commands = new FeedCommands(stream, pool, feed);
        this.feed = feed;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", -1);
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        AstirServer server = new AstirServer(arguments[0], arguments[1], settings);
        ApplicationContext context =
                ApplicationContext.builder()
                        .properties(settings)
                        .singletons(server.stream, new Everybody(server.feed))
                        .build()
                        .start();
        EmbeddedServer http = context.getBean(EmbeddedServer.class).start();
        ServerSocket control = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        LocalProcess.endWithInput();
        System.out.println(LocalProcess.READY + http.getPort() + " " + control.getLocalPort());
        while (true) {
            Socket socket = control.accept();
            socket.setTcpNoDelay(true);
            Thread thread = new Thread(() -> server.serve(socket), "control");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(Socket socket) {
        try (BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, US_ASCII)) {
            PrintWriter commitTimes = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(ControlConnection.MEMORY)) {
                    answers.println(MemoryInUse.afterCollection());
                } else if (line.equals(TELL_COMMITS)) {
                    commitTimes = answers;
                    answers.println();
                } else if (FeedCommands.isCommand(line)) {
                    commands.run(line, answers);
                } else {
                    publish(EventMark.find(line), commitTimes);
                }
            }
        } catch (IOException e) {
            System.err.println("a control connection failed: " + e);
        }
    }

    private void publish(String mark, @Nullable PrintWriter commitTimes) {
        ActivityEvent event = ActivityEvent.builder("task.created").message(mark).build();
        CompletableFuture<StreamPosition> stored = stream.publish(feed, event);
        Object unused =
                stored.whenComplete((position, failure) -> {
                    if (failure != null) {
                        System.err.println("an event was not stored: " + failure);
                    } else if (commitTimes != null && commits.last() != 0) {
                        commitTimes.println(EventMark.number(mark) + " " + commits.last());
                    }
                });
    }
}
