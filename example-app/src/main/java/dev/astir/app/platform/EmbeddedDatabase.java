package dev.astir.app.platform;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, from real binaries, with its data under {@code ASTIR_HOME}. It
 * answers on loopback alone, asks for a generated password (scram-sha-256), and is as durable as
 * any PostgreSQL: {@code fsync} and {@code synchronous_commit} are on. The server runs in a session
 * of its own, so a Ctrl-C at the terminal reaches only the app, which stops it last. Confined to
 * the thread that starts and stops the app.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String SUPERUSER = "postgres";

    /** The configured user of the embedded database: owns the tables, and is no superuser. */
    private static final String OWNER = "astir";

    private static final String PID_FILE = "postmaster.pid";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_LOG_BYTES = 10_000_000;

    private final Path programs;
    private final Path data;
    private final Path log;
    private final int port;
    private final Settings.Database address;

    private EmbeddedDatabase(
            Path programs, Path data, Path log, int port, Settings.Database address) {
        this.programs = programs;
        this.data = data;
        this.log = log;
        this.port = port;
        this.address = address;
    }

    /**
     * Starts the server, after creating its data where there is none, and after stopping the orphan
     * of an app that was killed. Whoever calls this holds the home's lock.
     *
     * @throws SettingsException when it does not start, with the reason that it gave
     */
    static EmbeddedDatabase start(Home home) {
        try {
            Path programs = PostgresBinaries.unpack(home.folder());
            Path data = home.folder().resolve("database");
            String password =
                    home.secret(
                            "database-password",
                            "put back the one that the database knows, from a backup");
            if (!Files.exists(data)) {
                create(programs, data, home.folder().resolve("database-password"));
            }
            int port = freePort();
            EmbeddedDatabase database =
                    new EmbeddedDatabase(
                            programs,
                            data,
                            home.folder().resolve("postgresql.log"),
                            port,
                            new Settings.Database(url(port, OWNER), OWNER, password));
            if (database.isRunning()) {
                LOG.warn("Stopping the database that a killed Astir left running");
                database.close();
            }
            database.startServer();
            try {
                createOwner(port, password);
            } catch (SQLException e) {
                database.close();
                throw new SettingsException(
                        "The embedded database in %s cannot be prepared: %s"
                                .formatted(data, e.getMessage()));
            }
            return database;
        } catch (IOException e) {
            throw new SettingsException(
                    "The embedded database cannot be set up in %s: %s"
                            .formatted(home.folder(), e.getMessage()));
        }
    }

    /** Where it answers, and as whom. */
    Settings.Database address() {
        return address;
    }

    /** Whether the server of this data folder lives, whoever started it. */
    boolean isRunning() {
        return serverProcess().isPresent();
    }

    /** Where the server says what it does. */
    Path log() {
        return log;
    }

    /**
     * Starts the server anew at the same address, after it has died; returns when it has recovered
     * what was committed.
     */
    void startAgain() throws IOException {
        // What is left of it holds its memory, and a new one does not start beside that.
        Leftovers.end(data);
        // Where nobody takes notice of the death of orphans, such as in a container whose first
        // process is this one, the dead server keeps its number, and its lock would count.
        Files.deleteIfExists(data.resolve(PID_FILE));
        startServer();
    }

    /** Stops the server cleanly (checkpoint, connections ended) and waits for its end. */
    @Override
    public void close() {
        if (!isRunning()) {
            return;
        }
        try {
            run(
                    STOP_TIMEOUT,
                    programs,
                    "pg_ctl",
                    "stop",
                    "-D",
                    data.toString(),
                    "-m",
                    "fast",
                    "-w",
                    "-t",
                    Long.toString(STOP_TIMEOUT.toSeconds()));
        } catch (IOException e) {
            LOG.error("The embedded database did not stop: {}", e.getMessage());
        }
    }

    private static void create(Path programs, Path data, Path passwordFile) throws IOException {
        Path partial = data.resolveSibling("database.partial");
        PostgresBinaries.delete(partial);
        run(
                START_TIMEOUT,
                programs,
                "initdb",
                "-D",
                partial.toString(),
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startServer() throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(
                    log,
                    log.resolveSibling("postgresql.log.old"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        String options =
                String.join(
                        " ",
                        "-p " + port,
                        "-c listen_addresses=127.0.0.1",
                        "-c unix_socket_directories=''",
                        "-c fsync=on",
                        "-c full_page_writes=on",
                        "-c synchronous_commit=on",
                        "-c password_encryption=scram-sha-256",
                        "-c max_connections=100",
                        // Its data lies on one disk of this machine, mostly in memory: with the
                        // default an organization's month would read the whole table.
                        "-c random_page_cost=1.1",
                        "-c timezone=UTC",
                        "-c log_timezone=UTC");
        try {
            run(
                    START_TIMEOUT,
                    programs,
                    "pg_ctl",
                    "start",
                    "-D",
                    data.toString(),
                    "-w",
                    "-t",
                    Long.toString(START_TIMEOUT.toSeconds()),
                    "-l",
                    log.toString(),
                    "-o",
                    options);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; its log is " + log, e);
        }
    }

    private static void createOwner(int port, String password) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url(port, "postgres"), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + OWNER + "'")) {
                // The password is base64url, so it needs no escaping.
                statement.execute(
                        "CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + OWNER + "'")) {
                statement.execute("CREATE DATABASE " + OWNER + " OWNER " + OWNER);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * The living server of this folder. The process id alone does not tell: after a crash of the
     * machine another program may have it, so its command line must name the folder too.
     */
    private Optional<ProcessHandle> serverProcess() {
        try {
            List<String> lines = Files.readAllLines(data.resolve(PID_FILE));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info()
                                    .commandLine()
                                    .filter(line -> line.contains(data.toString()))
                                    .isPresent());
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Duration timeout, Path programs, String program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root. In a user namespace without a mapping it runs as
            // nobody, and still owns its files.
            command.add("unshare");
            command.add("-U");
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("astir-" + program, ".log");
        try {
            // A file, not a pipe: the server inherits it, and would keep a pipe open for ever.
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                            .start();
            boolean ended = process.waitFor(timeout.toSeconds() + 5, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
                throw new IOException(
                        program + " did not end within " + timeout.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "%s ended with %d: %s"
                                .formatted(
                                        program,
                                        process.exitValue(),
                                        Files.readString(output, StandardCharsets.UTF_8)
                                                .strip()
                                                .replaceAll("\\s*\\R\\s*", " | ")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static File nullDevice() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
