package dev.astir.benchmarks.watching;

import com.sun.management.OperatingSystemMXBean;
import dev.astir.benchmarks.AppServer;
import dev.astir.benchmarks.ProcessTree;
import dev.astir.benchmarks.RunningJava;
import dev.astir.benchmarks.load.Nodes;
import dev.astir.benchmarks.load.Statements;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the processes of a measurement use. Not safe for use by several threads. */
final class Meter implements AutoCloseable {
    private final Nodes nodes;
    private final List<RunningJava> apps = new ArrayList<>();
    private final Waits waits;
    private Reading begun;

    /** All counters at one time. */
    private record Reading(
            long nanos,
            Duration app,
            Duration postgres,
            Duration client,
            Duration collecting,
            long transactions,
            long walBytes,
            long flushes) {}

    /** Of nodes that run. */
    Meter(Nodes nodes) throws IOException, SQLException {
        this.nodes = nodes;
        for (AppServer app : nodes.apps()) {
            apps.add(new RunningJava(app.pid()));
        }
        waits = new Waits(nodes.database());
        begun = read();
    }

    /** Counts from now on. */
    void begin() throws IOException, SQLException, InterruptedException {
        Thread.sleep(200); // so that something was seen
        String unused = waits.take();
        if (Statements.areCounted()) {
            Statements.reset(nodes.database());
        }
        begun = read();
    }

    /** What was used since then. */
    Used end() throws IOException, SQLException {
        Reading now = read();
        List<String> statements =
                Statements.areCounted() ? Statements.dearest(nodes.database()) : List.of();
        return new Used(
                Duration.ofNanos(now.nanos - begun.nanos),
                now.app.minus(begun.app),
                now.postgres.minus(begun.postgres),
                now.client.minus(begun.client),
                now.collecting.minus(begun.collecting),
                now.transactions - begun.transactions,
                now.walBytes - begun.walBytes,
                now.flushes - begun.flushes,
                waits.take(),
                statements);
    }

    /** The live memory of all apps, in bytes, after collections of garbage. */
    long liveBytes() throws IOException {
        long bytes = 0;
        for (RunningJava app : apps) {
            bytes += app.liveBytes();
        }
        return bytes;
    }

    /** The resident memory of all apps, in bytes. */
    long residentBytes() {
        return nodes.apps().stream()
                .mapToLong(app -> new ProcessTree(app.pid()).residentBytes())
                .sum();
    }

    private Reading read() throws IOException, SQLException {
        Duration app = Duration.ZERO;
        for (AppServer each : nodes.apps()) {
            app = app.plus(new ProcessTree(each.pid()).processorTime());
        }
        Duration collecting = Duration.ZERO;
        for (RunningJava each : apps) {
            collecting = collecting.plus(each.collecting());
        }
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Reading(
                System.nanoTime(),
                app,
                nodes.database().tree().processorTime(),
                Duration.ofNanos(system.getProcessCpuTime()),
                collecting,
                nodes.database()
                        .number(
                                "SELECT xact_commit + xact_rollback FROM pg_stat_database"
                                        + " WHERE datname = current_database()"),
                nodes.database().number("SELECT wal_bytes::bigint FROM pg_stat_wal"),
                nodes.database()
                        .number("SELECT sum(fsyncs)::bigint FROM pg_stat_io WHERE object = 'wal'"));
    }

    @Override
    public void close() throws IOException, SQLException, InterruptedException {
        waits.close();
        for (RunningJava app : apps) {
            try {
                app.close();
            } catch (IOException e) {
                System.err.println("The app's management ended before: " + e.getMessage());
            }
        }
    }
}
