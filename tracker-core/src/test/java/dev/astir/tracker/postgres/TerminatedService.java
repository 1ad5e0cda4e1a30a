package dev.astir.tracker.postgres;

import dev.astir.tracker.ActivityTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A service under load that closes its tracker when the process is asked to end, and then prints
 * what was accepted: how many records, and how many clients of each thread.
 */
final class TerminatedService {
    static final int THREADS = 4;
    private static final int RECORDS_A_CLIENT = 1_000;

    private TerminatedService() {}

    public static void main(String[] arguments) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        ActivityTracker tracker = ActivityTracker.of(PostgresActivityStore.of(dataSource));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Long>> accepted = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String prefix = "thread-" + i + "-";
            accepted.add(threads.submit(recording(tracker, prefix)));
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            tracker.close();
                            accepted.forEach(TerminatedService::print);
                        }));
        System.out.println("recording");
    }

    /** Until the tracker refuses: known clients, and now and then a new one. */
    private static Callable<Long> recording(ActivityTracker tracker, String prefix) {
        return () -> {
            long records = 0;
            while (tracker.record(prefix + records / RECORDS_A_CLIENT, "GET /items")) {
                records++;
            }
            return records;
        };
    }

    private static void print(Future<Long> records) {
        try {
            long count = records.get();
            System.out.println(count + " " + (count + RECORDS_A_CLIENT - 1) / RECORDS_A_CLIENT);
        } catch (Exception e) {
            e.printStackTrace();
        }
    }
}
