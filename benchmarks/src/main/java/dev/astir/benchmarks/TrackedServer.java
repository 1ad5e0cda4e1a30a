package dev.astir.benchmarks;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.postgres.PostgresActivityStore;
import dev.astir.tracker.servlet.ActivityTrackingFilter;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;

/**
 * A service in Tomcat, in a process of its own: one Tomcat for each argument, which is a {@link
 * Tracking} and the address of a database, with an equals sign between. Ends gracefully by a
 * signal, and when its standard input ends, so that it does not outlive the benchmark.
 */
final class TrackedServer {
    static final String READY = "ports ";

    private static final Duration GRACE = Duration.ofSeconds(30); // as Spring Boot
    private static final Duration POLL = Duration.ofMillis(50); // as Spring Boot
    private static final Duration OWN_POOL_TIMEOUT = Duration.ofMillis(250);
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    /** Whether there is a filter, and where its tracker has its connections from. */
    enum Tracking {
        /** No filter. */
        NONE,
        /** A filter that does nothing, to tell what any filter costs. */
        EMPTY_FILTER,
        /** The application's pool, with the settings that somebody has who has set none. */
        SHARED_POOL,
        /** A pool of the tracker's own, as docs/tracker.md shows it for a quick recovery. */
        OWN_POOL;

        /** As an argument of the process. */
        String argument(String url) {
            return name() + "=" + url;
        }
    }

    private final Path directory;
    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final HikariDataSource pool;
    private final @Nullable HikariDataSource ownPool;
    private final @Nullable ActivityTracker tracker;

    private TrackedServer(Tracking tracking, String url) throws IOException {
        directory = Files.createTempDirectory("astir-benchmark-tomcat");
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        context = tomcat.addContext("", directory.toString());
        pool = new HikariDataSource(config(url));
        ownPool = tracking == Tracking.OWN_POOL ? ownPool(url) : null;
        if (tracking == Tracking.NONE) {
            tracker = null;
        } else if (tracking == Tracking.EMPTY_FILTER) {
            tracker = null;
            addFilter((request, response, chain) -> chain.doFilter(request, response));
        } else {
            tracker =
                    ActivityTracker.of(PostgresActivityStore.of(ownPool == null ? pool : ownPool));
            addFilter(ActivityTrackingFilter.of(tracker));
        }
        Tomcat.addServlet(context, "items", new ItemsServlet());
        context.addServletMappingDecoded(ItemsServlet.PATH, "items");
        Tomcat.addServlet(context, "stored item", new StoredItemServlet(pool));
        context.addServletMappingDecoded(StoredItemServlet.PATH, "stored item");
        Tomcat.addServlet(context, "status", new StatusServlet(tracker));
        context.addServletMappingDecoded(StatusServlet.PATH, "status");
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return config;
    }

    private static HikariDataSource ownPool(String url) {
        HikariConfig config = config(url);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(OWN_POOL_TIMEOUT.toMillis());
        return new HikariDataSource(config);
    }

    private void addFilter(Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("activity");
        definition.setAsyncSupported("true");
        definition.setFilter(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("activity");
        map.addURLPattern("/*");
        context.addFilterDef(definition);
        context.addFilterMap(map);
    }

    public static void main(String[] arguments) throws LifecycleException, IOException {
        TOMCAT_LOG.setLevel(Level.WARNING);
        List<TrackedServer> servers = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            Tracking tracking = Tracking.valueOf(argument.substring(0, equals));
            TrackedServer server = new TrackedServer(tracking, argument.substring(equals + 1));
            server.tomcat.start();
            servers.add(server);
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> servers.forEach(TrackedServer::stop), "end"));
        Thread parent = new Thread(TrackedServer::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        System.out.println(
                servers.stream().map(TrackedServer::port).collect(joining(" ", READY, "")));
        servers.get(0).tomcat.getServer().await();
    }

    private String port() {
        return Integer.toString(tomcat.getConnector().getLocalPort());
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is sent.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        System.exit(1);
    }

    /**
     * As Spring Boot does it with {@code server.shutdown=graceful}: takes no more requests, lets
     * those in progress end, stops the server, and only then closes what the requests have used.
     */
    private void stop() {
        try {
            Connector connector = tomcat.getConnector();
            connector.pause();
            connector.getProtocolHandler().closeServerSocketGraceful();
            long deadline = System.nanoTime() + GRACE.toNanos();
            while (isBusy() && System.nanoTime() < deadline) {
                Thread.sleep(POLL.toMillis());
            }
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException | InterruptedException e) {
            e.printStackTrace();
        }
        if (tracker != null) {
            tracker.close();
        }
        if (ownPool != null) {
            ownPool.close();
        }
        pool.close();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private boolean isBusy() {
        return Arrays.stream(context.findChildren())
                .anyMatch(child -> ((StandardWrapper) child).getCountAllocated() > 0);
    }
}
