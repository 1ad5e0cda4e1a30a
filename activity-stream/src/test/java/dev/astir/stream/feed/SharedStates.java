package dev.astir.stream.feed;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where an embedder keeps the states of one feed, for all nodes. */
public final class SharedStates implements EphemeralSnapshot {
    private final Map<String, List<EphemeralItem>> items = new ConcurrentHashMap<>();
    private final AtomicInteger readings = new AtomicInteger();

    /** An item that tells a number to everybody. */
    public static EphemeralItem item(String id, int number) {
        return EphemeralItem.of(id, "{\"id\":\"" + id + "\",\"is\":" + number + "}");
    }

    public void set(String id, EphemeralItem... variants) {
        items.put(id, List.of(variants));
    }

    public void remove(String id) {
        items.remove(id);
    }

    /** How often somebody has read. */
    public int readings() {
        return readings.get();
    }

    @Override
    public Collection<EphemeralItem> items(String feed) {
        readings.incrementAndGet();
        return items.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public Collection<EphemeralItem> items(String feed, Set<String> ids) {
        readings.incrementAndGet();
        return ids.stream().flatMap(id -> items.getOrDefault(id, List.of()).stream()).toList();
    }
}
