package dev.astir.testing.postgres;

import dev.astir.testing.net.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Starts a real PostgreSQL for the tests of a JVM, beside those of other JVMs. Its programs are
 * unpacked once for all of them, and it takes no port that an outgoing connection may have by the
 * time that it listens. Thread-safe.
 */
public final class PostgresProcess {
    /** Not a demand: a busy machine must not fail a test. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private PostgresProcess() {}

    /** One that is not running yet, for more settings. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPort(Ports.free())
                .setPGStartupWait(LONGEST_START)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                // It never outlives a crash of the machine.
                .setServerConfig("fsync", "off");
    }

    /** Starts one with nothing in it. */
    public static EmbeddedPostgres start() throws IOException {
        return builder().start();
    }

    /**
     * The one that all tests of the JVM share, for databases of their own. It ends with the JVM.
     */
    public static EmbeddedPostgres shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final EmbeddedPostgres SERVER = startShared();

        private static EmbeddedPostgres startShared() {
            try {
                return start(); // which closes itself when the JVM ends
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
