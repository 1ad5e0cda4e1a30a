package dev.astir.stream.feed;

import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sessions are pinged with in one turn, each message made once. For the hub's thread. */
final class Pings {
    private final Map<String, FeedMessage> byPosition = new HashMap<>();

    /** Pings these; most of them share their position, and so their message. */
    static void send(List<FeedSession> sessions) {
        Pings messages = new Pings();
        Map<DeliveryShard, Map<FeedMessage, List<FeedSession>>> byShard = new HashMap<>();
        for (FeedSession session : sessions) {
            for (FeedMessage message : messages.of(session.subscriptions().byKey())) {
                byShard.computeIfAbsent(session.shard(), shard -> new HashMap<>())
                        .computeIfAbsent(message, m -> new ArrayList<>())
                        .add(session);
            }
        }
        byShard.forEach((shard, pings) ->
                shard.post(() -> {
                    // A ping says how far its reader is, so it must not overtake what comes before.
                    shard.seal();
                    pings.forEach((message, readers) -> {
                        FeedFrame frame = FeedFrame.of(message);
                        readers.forEach(reader -> reader.deliver(frame));
                        frame.release();
                    });
                }));
    }

    /**
     * A session's pings: one for all its subscriptions that have the same position, as they do
     * unless one is behind; otherwise one for each, since a client cannot tell which of two
     * positions is the earlier one.
     */
    List<FeedMessage> of(Map<SubscriptionKey, Subscription> subscriptions) {
        StreamPosition first = null;
        for (Subscription subscription : subscriptions.values()) {
            StreamPosition scanned = subscription.scanned();
            if (first == null) {
                first = scanned;
            } else if (scanned != null && !scanned.equals(first)) {
                return each(subscriptions);
            }
        }
        return List.of(forAll(first));
    }

    private FeedMessage forAll(@Nullable StreamPosition scanned) {
        return byPosition.computeIfAbsent(
                String.valueOf(scanned), position -> Messages.ping(scanned));
    }

    private static List<FeedMessage> each(Map<SubscriptionKey, Subscription> subscriptions) {
        List<FeedMessage> pings = new ArrayList<>(subscriptions.size());
        subscriptions.forEach((key, subscription) -> {
            StreamPosition scanned = subscription.scanned();
            if (scanned != null) {
                pings.add(key.label(Messages.ping(key.channel(), scanned)));
            }
        });
        return pings;
    }
}
