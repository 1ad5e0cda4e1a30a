package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Remembers the newest that was heard of each feed. */
public final class Heard implements FeedBus.Listener {
    private final Map<String, StreamPosition> newest = new ConcurrentHashMap<>();
    private final Set<String> principals = ConcurrentHashMap.newKeySet();
    private final List<ItemChange> items = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();

    @Override
    public void heard(Map<String, StreamPosition> heads) {
        heads.forEach((feed, position) ->
                newest.merge(feed, position, (a, b) -> a.offset() > b.offset() ? a : b));
    }

    @Override
    public void accessChanged(Set<String> changed) {
        principals.addAll(changed);
    }

    @Override
    public void itemsChanged(List<ItemChange> changes) {
        items.addAll(changes);
    }

    @Override
    public void missed() {
        missed.incrementAndGet();
    }

    public Map<String, StreamPosition> newest() {
        return Map.copyOf(newest);
    }

    public Set<String> principals() {
        return Set.copyOf(principals);
    }

    public List<ItemChange> items() {
        return List.copyOf(items);
    }

    public int timesMissed() {
        return missed.get();
    }

    public void await(Map<String, StreamPosition> heads) {
        // An assertion would describe thousands of entries each time that they are not there yet.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> newest.entrySet().containsAll(heads.entrySet()));
    }
}
