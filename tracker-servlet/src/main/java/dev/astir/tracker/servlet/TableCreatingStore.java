package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates its tables before the first write, so that an application can start while the database is
 * down. Safe for use by several threads.
 */
final class TableCreatingStore implements CountingActivityStore {
    private static final Logger log = LoggerFactory.getLogger(TableCreatingStore.class);

    private final PostgresActivityStore store;
    private boolean created;

    TableCreatingStore(PostgresActivityStore store) {
        this.store = store;
    }

    /** Creates the tables now, if that is possible. */
    void tryToCreate() {
        try {
            create();
        } catch (TrackerException e) {
            log.warn("Could not create the tracker's tables; will try again before writing", e);
        }
    }

    private synchronized void create() {
        if (!created) {
            store.createTables();
            created = true;
        }
    }

    @Override
    public boolean acceptsActivity(String activity) {
        return store.acceptsActivity(activity);
    }

    @Override
    public void addHits(List<ActivityHits> hits) {
        create();
        store.addHits(hits);
    }

    @Override
    public boolean accepts(String clientId) {
        return store.accepts(clientId);
    }

    @Override
    public void upsert(List<Sighting> sightings) {
        create();
        store.upsert(sightings);
    }
}
