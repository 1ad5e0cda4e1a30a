package dev.astir.app.feed;

import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import dev.astir.stream.ActivityStream;
import jakarta.inject.Singleton;
import java.time.LocalTime;
import java.util.function.BooleanSupplier;

/**
 * Sees each night that the feed has partitions for the months to come. The stream makes them by
 * itself, and tells nobody but the log when it cannot; without one no event would be stored.
 * Thread-safe.
 */
@Singleton
class PartitionJob implements Job {

    private final ActivityStream stream;

    PartitionJob(ActivityStream stream) {
        this.stream = stream;
    }

    @Override
    public String name() {
        return "partitions";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.daily(LocalTime.of(0, 40));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        stream.prepare();
    }
}
