package dev.astir.app.jobs;

import dev.astir.app.TestApp;
import dev.astir.app.platform.JobSchedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process of its own that is a node, and says on its standard output when it runs the job; it
 * never ends that by itself.
 */
final class DoomedNode {

    static final String RUNS = "it runs";

    private DoomedNode() {}

    /**
     * @param arguments the address of the database, the time, and the name of the job
     */
    public static void main(String[] arguments) throws InterruptedException {
        PlantedJob job = new PlantedJob(arguments[2], JobSchedule.every(Duration.ofDays(10)));
        job.work =
                stopping -> {
                    System.out.println(RUNS);
                    new CountDownLatch(1).await();
                };
        TestApp app =
                TestApp.start(
                        JobNodesTest.on(arguments[0]),
                        List.of(
                                Clock.fixed(Instant.parse(arguments[1]), ZoneOffset.UTC),
                                JobNodesTest.QUICK,
                                job));
        Thread.currentThread().join();
        throw new IllegalStateException(app + " was not killed");
    }
}
