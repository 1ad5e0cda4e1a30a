package dev.astir.stream.feed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions of one shard that want the same. What is for all of them is encoded once; what has
 * an audience goes to those members who share it. Belongs to the shard's thread.
 */
final class ShardGroup {
    private final DeliveryShard shard;
    private final Map<FeedSession, Set<String>> members = new HashMap<>();
    private final Map<String, Set<FeedSession>> byAudience = new HashMap<>();
    private List<Entry> pending = new ArrayList<>();
    private int pendingBytes;
    private boolean isRestricted;

    ShardGroup(DeliveryShard shard) {
        this.shard = shard;
    }

    /** A session gets what comes from now on; or it gets it with other audiences. */
    void join(FeedSession session, Set<String> audiences) {
        seal();
        remove(session);
        members.put(session, audiences);
        for (String audience : audiences) {
            byAudience.computeIfAbsent(audience, a -> new HashSet<>(2)).add(session);
        }
    }

    /** A session gets what came until now, unless it is closed. */
    void leave(FeedSession session) {
        if (session.isOpen()) {
            seal();
        }
        remove(session);
    }

    private void remove(FeedSession session) {
        Set<String> audiences = members.remove(session);
        if (audiences != null) {
            for (String audience : audiences) {
                Set<FeedSession> others = byAudience.get(audience);
                if (others != null && others.remove(session) && others.isEmpty()) {
                    byAudience.remove(audience);
                }
            }
        }
    }

    /** Takes a message for the members who are in the audience; an empty one means everybody. */
    void add(FeedMessage message, Set<String> audience) {
        add(List.of(new AddressedMessage(message, audience)));
    }

    /** Takes messages of which each member gets the last one that is for it. */
    void add(List<AddressedMessage> variants) {
        int bytes = 0;
        for (AddressedMessage one : variants) {
            bytes += one.message().size();
        }
        if (pendingBytes + bytes > FeedFrame.MOST_BYTES
                || pending.size() + variants.size() > FeedFrame.MOST_MESSAGES) {
            seal();
        }
        if (pending.isEmpty()) {
            shard.unsealed(this);
        }
        int first = pending.size();
        int end = first + variants.size();
        for (AddressedMessage one : variants) {
            pending.add(new Entry(one.message(), one.audience(), first, end));
            isRestricted |= !one.audience().isEmpty() || variants.size() > 1;
        }
        pendingBytes += bytes;
    }

    /** Hands what came to the members. */
    void seal() {
        if (pending.isEmpty()) {
            return;
        }
        List<Entry> entries = pending;
        pending = new ArrayList<>();
        pendingBytes = 0;
        if (isRestricted) {
            isRestricted = false;
            sendByAudience(entries);
        } else {
            FeedFrame frame = frame(entries, new BitSet());
            members.keySet().forEach(member -> member.deliver(frame));
            delivered(frame, members.size());
            frame.release();
        }
    }

    private void sendByAudience(List<Entry> entries) {
        Map<FeedSession, BitSet> chosen = new HashMap<>();
        boolean isForAll = false;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            isForAll |= entry.audience.isEmpty();
            for (String one : entry.audience) {
                for (FeedSession member : byAudience.getOrDefault(one, Set.of())) {
                    BitSet which = chosen.computeIfAbsent(member, m -> new BitSet());
                    // In place of those before it that say the same to others.
                    which.clear(entry.first, i);
                    which.set(i);
                }
            }
        }
        Map<BitSet, FeedFrame> frames = new HashMap<>();
        chosen.forEach((member, which) -> {
            FeedFrame frame = frames.computeIfAbsent(which, w -> frame(entries, w));
            member.deliver(frame);
            delivered(frame, 1);
        });
        if (isForAll && chosen.size() < members.size()) {
            FeedFrame others = frame(entries, new BitSet());
            for (FeedSession member : members.keySet()) {
                if (!chosen.containsKey(member)) {
                    member.deliver(others);
                }
            }
            delivered(others, members.size() - chosen.size());
            others.release();
        }
        frames.values().forEach(FeedFrame::release);
    }

    private void delivered(FeedFrame frame, int sessions) {
        shard.delivered((long) frame.messages().size() * sessions);
    }

    /** What is for everybody, and these others. */
    private static FeedFrame frame(List<Entry> entries, BitSet others) {
        List<FeedMessage> messages = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.audience.isEmpty() ? isLast(entries, i, others) : others.get(i)) {
                messages.add(entry.message);
            }
        }
        return new FeedFrame(messages);
    }

    /** Whether none of the variants after the one for everybody is for them as well. */
    private static boolean isLast(List<Entry> entries, int i, BitSet others) {
        for (int later = i + 1; later < entries.get(i).end; later++) {
            if (entries.get(later).audience.isEmpty() || others.get(later)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A message with its audience.
     *
     * @param first where its variants begin
     * @param end where they end, exclusive
     */
    private record Entry(FeedMessage message, Set<String> audience, int first, int end) {}
}
