package dev.astir.benchmarks.load;

import dev.astir.benchmarks.AppServer;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** App processes on one PostgreSQL of their own. Not safe for use by several threads. */
public final class Nodes implements AutoCloseable {
    /** Further options of the app's Java, such as those that record a profile. */
    private static final String JAVA_OPTIONS = Settings.text("watching.java", "");

    /** Besides what it is by default, as the product sets its own PostgreSQL. */
    private static Map<String, String> settings() {
        Map<String, String> settings =
                new HashMap<>(Map.of("shared_buffers", "128MB", "random_page_cost", "1.1"));
        if (Statements.areCounted()) {
            settings.put("shared_preload_libraries", Statements.LIBRARY);
        }
        return settings;
    }

    private final PostgresServer database;
    private final String javaOptions;
    private final List<AppServer> apps = new ArrayList<>();

    private Nodes(PostgresServer database, String javaOptions) {
        this.database = database;
        this.javaOptions = javaOptions;
    }

    /**
     * Starts them.
     *
     * @param javaOptions of each app
     */
    public static Nodes start(int count, String javaOptions) throws Exception {
        Nodes nodes = new Nodes(new PostgresServer(settings()), javaOptions);
        try {
            if (Statements.areCounted()) {
                Statements.install(nodes.database);
            }
            for (int i = 0; i < count; i++) {
                nodes.apps.add(nodes.app());
            }
        } catch (IOException | RuntimeException e) {
            nodes.close();
            throw e;
        }
        return nodes;
    }

    private AppServer app() throws IOException {
        return new AppServer(
                database,
                (javaOptions + " " + JAVA_OPTIONS).strip(),
                ProcessBuilder.Redirect.INHERIT,
                List.of());
    }

    public PostgresServer database() {
        return database;
    }

    public List<AppServer> apps() {
        return apps;
    }

    public int count() {
        return apps.size();
    }

    /** Where the first answers. */
    public URI uri() {
        return apps.getFirst().uri();
    }

    /** Their ports, in an order that stays. */
    public List<Integer> ports() {
        return apps.stream().map(app -> app.uri().getPort()).toList();
    }

    /** Ends all of them in the midst of their work, PostgreSQL too, and starts that again. */
    public void crash() throws IOException, InterruptedException {
        apps.forEach(AppServer::kill);
        database.crash();
        closeApps();
        database.stop(); // which is left of it: locks
        database.start();
    }

    /**
     * Kills one of them by signal 9, waits until it has ended, and tells when it was killed. It
     * stays among the nodes, and is of no use until {@link #startAgain}.
     */
    public Instant kill(int node) throws IOException {
        Instant now = Instant.now();
        apps.get(node).kill();
        apps.get(node).close();
        return now;
    }

    /** Starts another process in the place of one that was killed, on another port. */
    public AppServer startAgain(int node) throws IOException {
        AppServer app = app();
        apps.set(node, app);
        return app;
    }

    /** Ends the apps alone. */
    public void closeApps() throws IOException {
        for (AppServer app : apps) {
            app.close();
        }
        apps.clear();
    }

    @Override
    public void close() throws IOException {
        closeApps();
        database.close();
    }
}
