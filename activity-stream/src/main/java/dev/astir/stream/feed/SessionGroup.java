package dev.astir.stream.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions that want the same, whatever their event loops. Belongs to the hub's thread. */
class SessionGroup {
    private final Map<DeliveryShard, Part> parts = new HashMap<>(4);

    /** A session gets what is delivered from now on. */
    final void join(FeedSession session) {
        Part part = parts.computeIfAbsent(session.shard(), Part::new);
        part.members++;
        Set<String> audiences = session.access().reader().audiences();
        session.shard().post(() -> part.group.join(session, audiences));
    }

    /** A member's audiences have changed. */
    final void renew(FeedSession session) {
        Part part = parts.get(session.shard());
        if (part != null) {
            Set<String> audiences = session.access().reader().audiences();
            session.shard().post(() -> part.group.join(session, audiences));
        }
    }

    /** A member gets nothing more. */
    final void leave(FeedSession session) {
        Part part = parts.get(session.shard());
        if (part != null) {
            if (--part.members == 0) {
                parts.remove(session.shard());
            }
            session.shard().post(() -> part.group.leave(session));
        }
    }

    /** Delivers a message to the members who share an audience; an empty one means everybody. */
    final void deliver(FeedMessage message, Set<String> audience) {
        parts.forEach((shard, part) -> shard.post(() -> part.group.add(message, audience)));
    }

    /**
     * Delivers messages of which each member gets the last one that is for it, if any is.
     *
     * @param variants at least one
     */
    final void deliver(List<AddressedMessage> variants) {
        parts.forEach((shard, part) -> shard.post(() -> part.group.add(variants)));
    }

    final boolean isEmpty() {
        return parts.isEmpty();
    }

    private static final class Part {
        private final ShardGroup group;
        private int members;

        Part(DeliveryShard shard) {
            group = new ShardGroup(shard);
        }
    }
}
