package dev.astir.app.webhooks;

import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Makes deliveries of what is new in the feeds, and sends what is due. Thread-safe. */
@Singleton
class WebhookJob implements Job {

    private final FeedReading reading;
    private final Sender sender;

    WebhookJob(FeedReading reading, Sender sender) {
        this.reading = reading;
        this.sender = sender;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofSeconds(5));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        JobParts parts = new JobParts();
        reading.readAll(stopping, parts);
        // Others are not to wait for an organization whose feed cannot be read.
        sender.sendDue(stopping);
        parts.finish("The events of %d of %d organizations could not be made deliveries.");
    }
}
