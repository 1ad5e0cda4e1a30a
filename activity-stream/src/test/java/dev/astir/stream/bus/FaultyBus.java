package dev.astir.stream.bus;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Loses, repeats, delays and so reorders what comes over another bus. */
public final class FaultyBus implements FeedBus, AutoCloseable {
    private final FeedBus bus;
    private final Random random;
    private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(1);

    public FaultyBus(FeedBus bus, long seed) {
        this.bus = bus;
        this.random = new Random(seed);
    }

    @Override
    public void announce(Map<String, StreamPosition> heads) {
        bus.announce(heads);
    }

    @Override
    public void announceAccess(Set<String> principals) {
        bus.announceAccess(principals);
    }

    @Override
    public void announceItems(List<ItemChange> changes) {
        bus.announceItems(changes);
    }

    @Override
    public Subscription listen(Listener listener) {
        return bus.listen(
                new Listener() {
                    @Override
                    public void heard(Map<String, StreamPosition> heads) {
                        pass(() -> listener.heard(heads));
                    }

                    @Override
                    public void accessChanged(Set<String> principals) {
                        pass(() -> listener.accessChanged(principals));
                    }

                    @Override
                    public void itemsChanged(List<ItemChange> changes) {
                        pass(() -> listener.itemsChanged(changes));
                    }
                });
    }

    private synchronized void pass(Runnable news) {
        int fate = random.nextInt(10);
        if (fate < 3) {
            return;
        }
        news.run();
        if (fate < 6) {
            news.run();
        }
        if (fate > 4) {
            try {
                later.schedule(news, random.nextInt(400), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Lost: it is closed.
            }
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
