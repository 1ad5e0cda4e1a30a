package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody on this node who listens; one that fails harms no other. Thread-safe. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<FeedBus.Listener> all = new CopyOnWriteArrayList<>();

    FeedBus.Subscription add(FeedBus.Listener listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    void heard(Map<String, StreamPosition> heads) {
        tell(listener -> listener.heard(heads));
    }

    void accessChanged(Set<String> principals) {
        tell(listener -> listener.accessChanged(principals));
    }

    void itemsChanged(List<ItemChange> changes) {
        tell(listener -> listener.itemsChanged(changes));
    }

    void missed() {
        tell(FeedBus.Listener::missed);
    }

    private void tell(Consumer<FeedBus.Listener> news) {
        for (FeedBus.Listener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("a listener of the bus failed", e);
            }
        }
    }
}
