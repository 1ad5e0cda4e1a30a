package dev.astir.stream.feed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** The shards of a hub: one for each event loop that has sessions, and one more. Thread-safe. */
final class Shards {
    private final FlushWindow window = new FlushWindow();
    private final Counters counters;
    private final DeliveryShard own;
    private final Map<Object, Use> byEventLoop = new ConcurrentHashMap<>();

    Shards(HubLoop loop, Counters counters) {
        this.counters = counters;
        own = DeliveryShard.of(loop, window, counters);
    }

    /** The shard of a session that begins. */
    DeliveryShard enter(FeedSink sink) {
        ScheduledExecutorService eventLoop = sink.eventLoop();
        if (eventLoop == null) {
            return own;
        }
        return byEventLoop.compute(
                        eventLoop,
                        (key, use) ->
                                use == null
                                        ? new Use(DeliveryShard.of(eventLoop, window, counters), 1)
                                        : new Use(use.shard, use.sessions + 1))
                .shard;
    }

    /** A session of this shard has ended. */
    void leave(DeliveryShard shard) {
        Object key = shard.eventLoop();
        if (key != null) {
            byEventLoop.computeIfPresent(
                    key,
                    (k, use) -> {
                        if (use.sessions > 1) {
                            return new Use(use.shard, use.sessions - 1);
                        }
                        shard.close();
                        return null;
                    });
        }
    }

    private record Use(DeliveryShard shard, int sessions) {}
}
