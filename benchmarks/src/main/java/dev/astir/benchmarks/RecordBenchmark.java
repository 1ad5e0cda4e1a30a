package dev.astir.benchmarks;

import com.github.phantomthief.collection.BufferTrigger;
import dev.astir.tracker.ActivityTracker;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What recording a known client costs a request: {@link ActivityTracker#record} of one client,
 * flushed each second to a store that does nothing. The baseline is the least that any tracker must
 * do, reading the clock and finding the client; the peers are the usual way, merging a boxed time
 * into a concurrent map, and PhantomThief's buffer-trigger, which swaps such maps under a lock.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // the fields are set by JMH
public class RecordBenchmark {
    private static final String CLIENT = "ARAUC_XALAP";
    private static final int CLIENTS = 1_000;
    private static final String BASELINE = "clockAndGet";

    private final Clock clock = Clock.systemUTC();
    private ActivityTracker tracker;
    private ConcurrentHashMap<String, Long> map;
    private BufferTrigger<String> trigger;

    /** Makes both know the same clients. */
    @Setup
    public void start() {
        tracker = ActivityTracker.of(sightings -> {});
        map = new ConcurrentHashMap<>();
        for (int i = 0; i < CLIENTS; i++) {
            tracker.record("client-" + i);
            map.put("client-" + i, clock.millis());
        }
        tracker.record(CLIENT);
        map.put(CLIENT, clock.millis());
        trigger =
                BufferTrigger.<String, Map<String, Long>>simple()
                        .setContainer(
                                ConcurrentHashMap::new,
                                (buffer, id) -> buffer.put(id, clock.millis()) == null)
                        .maxBufferCount(ActivityTracker.Builder.DEFAULT_MAX_PENDING)
                        .interval(1, TimeUnit.SECONDS)
                        .consumer(buffer -> {})
                        .build();
        trigger.enqueue(CLIENT);
    }

    /** Ends the tracker's thread. */
    @TearDown
    public void stop() {
        tracker.close();
        trigger.close();
    }

    /** Ours. */
    @Benchmark
    public boolean record() {
        return tracker.record(CLIENT);
    }

    /** The baseline. */
    @Benchmark
    public long clockAndGet() {
        return clock.millis() - map.get(CLIENT);
    }

    /** The peer that anybody would write. */
    @Benchmark
    public Long merge() {
        return map.merge(CLIENT, clock.millis(), Math::max);
    }

    /** The peer that is a library. */
    @Benchmark
    public void bufferTrigger() {
        trigger.enqueue(CLIENT);
    }

    static Table compare() throws RunnerException {
        Table table = new Table("record", "threads", "ns/op", "+-", "ratio to baseline", "B/op");
        for (int threads = 1; threads <= 2; threads++) {
            Map<String, Result<?>> times = new HashMap<>();
            Map<String, Result<?>> bytes = new HashMap<>();
            for (RunResult result : run(threads)) {
                String name = result.getPrimaryResult().getLabel();
                times.put(name, result.getPrimaryResult());
                bytes.put(name, result.getSecondaryResults().get("gc.alloc.rate.norm"));
            }
            double baseline = times.get(BASELINE).getScore();
            add(table, "ActivityTracker.record", threads, times, bytes, "record", baseline);
            add(table, "clock + ConcurrentHashMap.get", threads, times, bytes, BASELINE, baseline);
            add(table, "ConcurrentHashMap.merge", threads, times, bytes, "merge", baseline);
            add(table, "buffer-trigger", threads, times, bytes, "bufferTrigger", baseline);
        }
        return table;
    }

    private static Collection<RunResult> run(int threads) throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .include(RecordBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .threads(threads)
                        .shouldFailOnError(true)
                        .build();
        return new Runner(options).run();
    }

    private static void add(
            Table table,
            String label,
            int threads,
            Map<String, Result<?>> times,
            Map<String, Result<?>> bytes,
            String name,
            double baseline) {
        Result<?> time = times.get(name);
        table.row(
                label,
                Integer.toString(threads),
                decimal(time.getScore()),
                decimal(time.getScoreError()),
                decimal(time.getScore() / baseline),
                decimal(bytes.get(name).getScore()));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
