package dev.astir.app.jobs;

import dev.astir.app.identity.Caller;
import dev.astir.app.platform.Job;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.RateLimit;
import dev.astir.app.web.RateLimits;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the jobs stand, and runs of them that administrators ask for. They are of all organizations
 * together, so what is shown tells nothing of any. Methods block. Thread-safe.
 */
@Singleton
class Jobs {

    /** Of one organization: each run is work for the database of all. */
    static final RateLimit BY_HAND = RateLimit.oneEach("job-runs", 10, Duration.ofMinutes(1));

    private final List<Job> jobs;
    private final JobRepository rows;
    private final JobScheduler scheduler;
    private final RateLimits limits;
    private final Trail trail;
    private final Transactions transactions;

    Jobs(
            Collection<Job> jobs,
            JobRepository rows,
            JobScheduler scheduler,
            RateLimits limits,
            Trail trail,
            Transactions transactions) {
        this.jobs = jobs.stream().sorted(Comparator.comparing(Job::name)).toList();
        this.rows = rows;
        this.scheduler = scheduler;
        this.limits = limits;
        this.trail = trail;
        this.transactions = transactions;
    }

    /** All, by their names. */
    Page<JobView> all() {
        Map<String, JobRow> known =
                transactions.asSystem(rows::all).stream()
                        .collect(Collectors.toMap(JobRow::name, Function.identity()));
        return Page.of(jobs.stream().map(job -> JobView.of(job, known.get(job.name()))).toList());
    }

    /**
     * Has a job run soon, on some node.
     *
     * @throws ProblemException 404 when there is no such job; 409 {@code job-running} when it runs
     *     or is about to; 429 when the organization asked too often
     */
    void run(Caller caller, String name) {
        Job job = find(name).orElseThrow(ProblemException::notFound);
        limits.countingSuccesses(
                BY_HAND,
                caller.organizationId().toString(),
                "Your organization had jobs run too often.",
                () -> {
                    ask(caller, job);
                    return job;
                });
    }

    private Optional<Job> find(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** The trail first: what it cannot remember is not asked for. */
    private void ask(Caller caller, Job job) {
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    trail.changed(caller.actor(), "job.run", null, Map.of("job", job.name()));
                    // On a connection of the scheduler's own.
                    if (!scheduler.runSoon(job)) {
                        throw ProblemException.conflict(
                                "job-running",
                                "Job %s runs already, or is about to.".formatted(job.name()));
                    }
                });
    }
}
