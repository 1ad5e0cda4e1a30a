package dev.astir.tracker.servlet;

import dev.astir.tracker.TrackerDatabase;
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

    TrackerDatabase database();

    /** Waits until these clients are stored: a request may be recorded just after its answer. */
    void awaitClients(Set<String> clients);

    default void awaitClients(String... clients) {
        awaitClients(Set.of(clients));
    }
}
