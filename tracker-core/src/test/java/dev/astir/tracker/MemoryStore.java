package dev.astir.tracker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store in memory that can be told to fail. */
final class MemoryStore implements ActivityStore {
    final Map<String, Instant> rows = new ConcurrentHashMap<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    volatile @Nullable Throwable failure;

    @Override
    public void upsert(List<Sighting> sightings) throws Exception {
        Throwable failure = this.failure;
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (Exception) failure;
        }
        batches.add(sightings.size());
        sightings.forEach(s -> rows.merge(s.clientId(), s.lastSeen(), MemoryStore::later));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
