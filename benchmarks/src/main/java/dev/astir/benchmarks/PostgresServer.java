package dev.astir.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the benchmark's own, on a port of the loopback that it keeps, as durable as one
 * that is installed: each commit is flushed to disk. Can be stopped and started again. Not safe for
 * use by several threads.
 */
public final class PostgresServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int POLL_MILLIS = 10;

    private final Map<String, String> settings;
    private final Path directory;
    private int port;
    private EmbeddedPostgres running;

    public PostgresServer() throws IOException {
        this(Map.of());
    }

    /** With settings of the server, in place of the defaults of this class and PostgreSQL's. */
    public PostgresServer(Map<String, String> settings) throws IOException {
        this.settings = Map.copyOf(settings);
        directory = Files.createTempDirectory("astir-benchmark");
        running = launch();
        port = running.getPort();
    }

    private EmbeddedPostgres launch() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        builder.setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("track_io_timing", "off")
                .setPort(port);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Where its database is. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    public void stop() throws IOException {
        running.close();
    }

    /** After {@link #stop}, with the same data on the same port. */
    public void start() throws IOException {
        running = launch();
    }

    /** PostgreSQL's immediate shutdown, as by a crash: no checkpoint, and recovery at the start. */
    public void crash() throws IOException, InterruptedException {
        long postmaster = tree().pid();
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster)).inheritIO().start();
        Optional<ProcessHandle> process = ProcessHandle.of(postmaster);
        if (process.isPresent()) {
            try {
                process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("PostgreSQL did not end", e);
            }
        }
    }

    /** Starts it again after {@link #crash}, and tells at which nanosecond it took connections. */
    public long recover() throws IOException {
        stop(); // which is left of it: locks
        CompletableFuture<Long> accepting =
                CompletableFuture.supplyAsync(this::awaitConnection, Thread::startVirtualThread);
        start();
        return accepting.join();
    }

    private long awaitConnection() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            try (Connection connection = dataSource().getConnection()) {
                return System.nanoTime();
            } catch (SQLException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            }
        }
        throw new IllegalStateException("PostgreSQL does not come back");
    }

    /** Runs statements. */
    public void execute(String... sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    /** The number that a query gives. */
    public long number(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The processes of the server. */
    public ProcessTree tree() throws IOException {
        List<String> lines =
                Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
        return new ProcessTree(Long.parseLong(lines.get(0).strip()));
    }

    /** The text that a query gives. */
    public String text(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
