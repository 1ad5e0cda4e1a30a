package dev.astir.app.jobs;

import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A job of a test's, which counts its runs over all nodes of the process. */
class PlantedJob implements Job {

    private final String name;
    private final JobSchedule schedule;
    final AtomicInteger runs = new AtomicInteger();
    volatile Work work = stopping -> {};

    /** What a run does. */
    interface Work {
        void run(BooleanSupplier stopping) throws InterruptedException;
    }

    PlantedJob(String name, JobSchedule schedule) {
        this.name = name;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JobSchedule schedule() {
        return schedule;
    }

    @Override
    public void run(BooleanSupplier stopping) {
        runs.incrementAndGet();
        try {
            work.run(stopping);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
