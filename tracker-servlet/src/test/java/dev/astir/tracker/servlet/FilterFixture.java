package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.postgres.PostgresActivityStore;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.Set;

/** What the tests of all containers have in common. */
interface FilterFixture {
    /** An application behind the filter. */
    TestClient tracked();

    /** The same application without the filter. */
    TestClient plain();

    /** What has come out of the tracked application, and out of the plain one. */
    Witness trackedWitness();

    Witness plainWitness();

    ServletContainer start(TestApplication application) throws Exception;

    /** The application of the tests behind filters of its own. */
    default ServletContainer start(Filter... filters) throws Exception {
        TestApplication application =
                DispatchServlets.addTo(TestServlets.addTo(new TestApplication()));
        for (Filter filter : filters) {
            application.filter(filter);
        }
        return start(application);
    }

    TrackerDatabase database();

    /** A tracker of its own, which writes to the same database when it is closed. */
    default ActivityTracker tracker() {
        return ActivityTracker.builder(PostgresActivityStore.of(database().dataSource()))
                .flushInterval(Duration.ofHours(1))
                .build();
    }

    /** Waits until these clients are stored: a request may be recorded just after its answer. */
    void awaitClients(Set<String> clients);

    default void awaitClients(String... clients) {
        awaitClients(Set.of(clients));
    }
}
