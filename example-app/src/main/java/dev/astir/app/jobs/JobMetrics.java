package dev.astir.app.jobs;

import dev.astir.app.platform.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures about jobs: how many runs this node made and how they ended, how long they took, and how
 * long ago each job did all that was to be done, on whichever node. Thread-safe.
 */
@Context // its gauges are there before the first run
class JobMetrics {

    private static final String RUNS = "astir.jobs.runs";
    private static final List<String> OUTCOMES =
            List.of("success", "failure", "stopped", "abandoned");

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Instant> successes = new ConcurrentHashMap<>();

    JobMetrics(MeterRegistry registry, Collection<Job> jobs, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        for (Job job : jobs) {
            String name = job.name();
            // An alert on what has not happened yet needs a zero.
            OUTCOMES.forEach(outcome -> runs(name, outcome));
            duration(name);
            Gauge.builder("astir.jobs.since.success", () -> sinceSuccess(name))
                    .description("How long ago a job did all that was to be done, on any node")
                    .baseUnit("seconds")
                    .tag("job", name)
                    .register(registry);
        }
    }

    void succeeded(String job, Duration took, Instant at) {
        runs(job, "success").increment();
        duration(job).record(took);
        know(job, at);
    }

    void failed(String job, Duration took) {
        runs(job, "failure").increment();
        duration(job).record(took);
    }

    void stopped(String job, Duration took) {
        runs(job, "stopped").increment();
        duration(job).record(took);
    }

    void abandoned(String job) {
        runs(job, "abandoned").increment();
    }

    /** What is known of all nodes' runs. */
    void know(Collection<JobRow> rows) {
        rows.forEach(row -> know(row.name(), row.lastSuccess()));
    }

    private void know(String job, @Nullable Instant success) {
        if (success != null) {
            successes.merge(job, success, (one, two) -> one.isAfter(two) ? one : two);
        }
    }

    private double sinceSuccess(String job) {
        Instant success = successes.get(job);
        return success == null
                ? Double.NaN
                : Math.max(0, Duration.between(success, clock.instant()).toMillis() / 1000.0);
    }

    private Counter runs(String job, String outcome) {
        return Counter.builder(RUNS)
                .description(
                        "Runs of jobs on this node; abandoned are those of nodes that are gone")
                .tag("job", job)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Timer duration(String job) {
        return Timer.builder("astir.jobs.duration")
                .description("How long runs of jobs took")
                .tag("job", job)
                .register(registry);
    }
}
