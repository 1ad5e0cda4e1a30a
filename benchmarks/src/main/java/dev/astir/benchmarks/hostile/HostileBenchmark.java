package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.Table;
import dev.astir.benchmarks.hostile.Watch.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packaged app under attack: for each flood what it costs, whether the app answers, and what
 * the people of another organization notice. The app is started anew only after a flood that it did
 * not survive, and for one that needs other settings. Not safe for use by several threads.
 */
public final class HostileBenchmark implements AutoCloseable {
    private static final Duration WARM_UP =
            Duration.ofSeconds(Settings.seconds("hostile.warmup.seconds", 8));
    private static final Duration SETTLED = Duration.ofMillis(500);
    private static final Duration BEFORE =
            Duration.ofSeconds(Settings.seconds("hostile.before.seconds", 3));
    private static final Duration AFTER =
            Duration.ofSeconds(Settings.seconds("hostile.after.seconds", 3));

    /** Somebody would have restarted the app by then. */
    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private static final int PEOPLE = Settings.number("hostile.people", 16);

    private final PostgresServer database = new PostgresServer();
    private final Report report = new Report();
    private @Nullable RunningApp app;
    private @Nullable Stage stage;
    private @Nullable Tenant others;

    private HostileBenchmark() throws IOException {}

    /** The names of the floods. */
    public static List<String> floods() {
        return Floods.all().stream().map(Flood::name).toList();
    }

    /** Measures all floods, with the package in {@code example-app/target}. */
    public static Table compare() throws Exception {
        return compare(floods());
    }

    /** Measures these. */
    public static Table compare(List<String> names) throws Exception {
        try (HostileBenchmark benchmark = new HostileBenchmark()) {
            for (Flood flood : Floods.all()) {
                if (names.contains(flood.name())) {
                    benchmark.measure(flood);
                }
            }
            return benchmark.report.table();
        }
    }

    private void measure(Flood flood) throws Exception {
        System.err.println(flood.name() + ": " + flood.what());
        RunningApp earlier = app;
        RunningApp running =
                earlier != null && earlier.files() == flood.files()
                        ? earlier
                        : start(flood.files());
        Stage current = stage(running);
        Tenant watching = others(running);
        try (Watch watch = new Watch(running.uri(), watching)) {
            Thread.sleep(running == earlier ? SETTLED : WARM_UP);
            Measured measured = measure(flood, running, current, watch);
            report.row(flood, measured);
            if (!measured.answers() || measured.ranOutOfMemory()) {
                running.giveUp();
                running.close();
                app = null;
            }
        }
    }

    private static Measured measure(Flood flood, RunningApp app, Stage stage, Watch watch)
            throws IOException, InterruptedException {
        pass(watch, Phase.BEFORE, BEFORE);
        AppMemory memory = app.memory();
        long liveBefore = memory.live();
        long unused = memory.highestResident();
        Assault.Outcome outcome;
        long liveHeld;
        try (Assault assault = new Assault(app.uri().getPort())) {
            watch.phase(Phase.WHILE);
            flood.start().begin(assault, stage);
            Thread.sleep(flood.time());
            watch.phase(Phase.UNMEASURED);
            outcome = assault.outcome();
            liveHeld = memory.live();
        }
        pass(watch, Phase.AFTER, AFTER);
        boolean answers = watch.isAnsweredWithin(GIVE_UP);
        watch.settle();
        return new Measured(
                outcome,
                watch,
                liveBefore,
                liveHeld,
                answers ? memory.live() : -1,
                memory.highestResident(),
                answers,
                app.ranOutOfMemory());
    }

    private static void pass(Watch watch, Phase phase, Duration time) throws InterruptedException {
        watch.phase(phase);
        Thread.sleep(time);
        watch.phase(Phase.UNMEASURED);
    }

    private RunningApp start(int files) throws IOException {
        if (app != null) {
            app.close();
        }
        RunningApp started = new RunningApp(database, files);
        app = started;
        return started;
    }

    private Stage stage(RunningApp running) throws Exception {
        Stage set = stage == null ? Stage.set(running.uri(), database) : stage;
        stage = set;
        set.attackers().signIn(running.uri());
        return set.at(running.uri());
    }

    private Tenant others(RunningApp running) throws Exception {
        Tenant tenant =
                others == null ? Tenant.create(running.uri(), "others", PEOPLE, database) : others;
        others = tenant;
        tenant.signIn(running.uri());
        return tenant;
    }

    @Override
    public void close() throws IOException {
        if (app != null) {
            app.close();
        }
        database.close();
    }
}
