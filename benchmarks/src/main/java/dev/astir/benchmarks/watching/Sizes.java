package dev.astir.benchmarks.watching;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.astir.benchmarks.Settings;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How much there is of everything: what the design asks for, or a part of it for a trial, with
 * {@code -Dastir.bench.watching.part=20}. Each has a setting of its own as well.
 */
final class Sizes {
    private static final int PART = Settings.number("watching.part", 1);

    static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("watching.warmup.seconds", 60));
    static final Duration RUN = Duration.ofSeconds(Settings.seconds("watching.run.seconds", 60));

    static final int ORGANIZATIONS = Settings.number("watching.organizations", 100);

    /** Of each; so each of all sends a batch a minute when a million logs come. */
    static final int PEOPLE = part("watching.people", 167);

    /** Activity logs a minute. */
    static final int LOGS = part("watching.logs", 1_000_000);

    static final int BATCH = Settings.number("watching.batch", 60);

    static final int AGENTS = part("watching.agents", 20_000);

    /** What an agent has to tell of a minute. */
    static final int SPANS = Settings.number("watching.spans", 6);

    static final int DASHBOARDS = part("watching.dashboards", 2_000);

    /** Those whom they show. */
    static final int WATCHED = part("watching.watched", 500);

    /** How long one of those stays with an application, in seconds. */
    static final int SWITCH_SECONDS = Settings.number("watching.switch.seconds", 30);

    /** A second. */
    static final int READS = part("watching.reads", 50);

    /** Activity logs a minute beside them. */
    static final int LOGS_BESIDE = part("watching.logs-beside", 100_000);

    /** Those of the organizations that are read, each of whose minutes is recorded. */
    static final int READ_ORGANIZATIONS = Settings.number("watching.read-organizations", 10);

    /** Files of the load that are no connections of agents. */
    private static final int OTHER_FILES = 500;

    /** Files of an app that it keeps for something else, with its reserve of a tenth. */
    private static final double FILES_FOR_CONNECTIONS = 0.87;

    private Sizes() {}

    private static int part(String name, int whole) {
        return Settings.number(name, Math.max(1, whole / PART));
    }

    /** How many files a process may open, which bounds its connections. */
    static long files() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getMaxFileDescriptorCount();
    }

    /** So many agents, or as many as the system lets the nodes and the load have. */
    static int agents(int wanted, int nodes) {
        long files = files();
        long most = Math.min(files - OTHER_FILES, (long) (nodes * files * FILES_FOR_CONNECTIONS));
        return (int) Math.min(wanted, most);
    }
}
