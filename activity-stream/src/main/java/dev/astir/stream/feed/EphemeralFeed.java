package dev.astir.stream.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed's part of an ephemeral channel, while somebody on this node subscribes to it. Its items
 * are read one time after the other, all of them or those that have changed, so what is read later
 * is never older; and all subscribers are told from what was read, so none goes back. Belongs to
 * the hub's thread.
 */
final class EphemeralFeed {
    /** How old what was read may be when somebody subscribes. */
    static final Duration FRESH = Duration.ofMillis(200);

    /** All is read again so often, to find what the bus did not tell. */
    static final Duration RECHECK = Duration.ofSeconds(30);

    /** What changes within this after a reading is read together. */
    private static final Duration COLLECT = Duration.ofMillis(25);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(EphemeralFeed.class);

    private final EphemeralChannel channel;
    private final String feed;
    private final EphemeralStates states;
    private final Map<SubscriptionKey, SessionGroup> live = new HashMap<>(2);

    /** Who waits for the whole state. */
    private final Set<EphemeralMember> early = new LinkedHashSet<>();

    private final ItemPace pace;

    private boolean isLoaded;
    private long loadedAt;
    private boolean isReading;
    private boolean isLoading;
    private boolean isFailing;
    private boolean isAllWanted;

    /** Whether a moment is waited, so that more comes to be read together. */
    private boolean isPausing;

    /** Whether somebody looks when the next item may be told again. */
    private boolean isDueAwaited;

    EphemeralFeed(EphemeralChannel channel, String feed) {
        this.channel = channel;
        this.feed = feed;
        this.states = new EphemeralStates(channel.name());
        this.pace = new ItemPace(channel.leastInterval());
    }

    /** A session wants to hear all, and then what changes. */
    void enter(EphemeralMember member) {
        boolean isFresh = isLoaded && age() < FRESH.toNanos();
        if (isFresh && !isReading && !channel.changed().isWaiting(feed)) {
            begin(member);
        } else {
            early.add(member);
            isAllWanted |= !isLoading;
            look();
        }
    }

    /** Whether it was waiting for the whole state. */
    boolean leave(EphemeralMember member) {
        boolean wasEarly = early.remove(member);
        SessionGroup group = live.get(member.key());
        if (group != null && member.isLive()) {
            group.leave(member.session());
            if (group.isEmpty()) {
                live.remove(member.key());
            }
        }
        if (early.isEmpty() && live.isEmpty()) {
            channel.forget(feed, this);
        }
        return wasEarly;
    }

    /** Something may have been missed. */
    void readAll() {
        isAllWanted = true;
        look();
    }

    /** Whether it is time to look whether something was missed. */
    boolean isOld() {
        return isLoaded && age() > RECHECK.toNanos();
    }

    private long age() {
        return channel.nanoTime() - loadedAt;
    }

    /** Reads what is to be read, unless something is being read. */
    void look() {
        if (isReading || isPausing) {
            return;
        }
        isAllWanted |= channel.changed().wasTooMuch(feed);
        if (isAllWanted) {
            load();
            return;
        }
        long now = channel.nanoTime();
        Map<String, List<String>> due = channel.changed().take(feed, id -> pace.isDue(id, now));
        if (!due.isEmpty()) {
            read(due);
        } else if (channel.changed().isWaiting(feed) && !isDueAwaited) {
            isDueAwaited = true;
            after(
                    longer(COLLECT, pace.untilDue(now)),
                    () -> {
                        isDueAwaited = false;
                        look();
                    });
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void after(Duration delay, Runnable task) {
        channel.loop().after(delay, () -> channel.loop().post(feed, task));
    }

    private void load() {
        isReading = true;
        isLoading = true;
        isAllWanted = false;
        long begun = channel.nanoTime();
        // What these have become is read as well, and what happened to them is told with it.
        Map<String, List<String>> due = channel.changed().take(feed, id -> pace.isDue(id, begun));
        channel.loop()
                .read(
                        feed,
                        // Everybody may have left before it was this feed's turn.
                        () -> channel.isOpen(this, feed) ? channel.snapshot().items(feed) : null,
                        found -> loaded(found, due, begun),
                        failure -> {
                            isLoading = false;
                            failed(failure);
                            channel.changed().putBack(feed, due);
                            isAllWanted = true;
                            List.copyOf(early).forEach(EphemeralMember::refuse);
                            readAgain(AFTER_FAILURE);
                        });
    }

    /** It is tried again each second: said aloud once. */
    private void failed(Throwable failure) {
        if (isFailing) {
            LOG.debug("still no state of channel {} for {}", channel.name(), feed, failure);
        } else {
            isFailing = true;
            LOG.warn("no state of channel {} for {}", channel.name(), feed, failure);
        }
    }

    private void loaded(
            @Nullable Collection<EphemeralItem> found, Map<String, List<String>> due, long begun) {
        isLoading = false;
        if (found != null) {
            isLoaded = true;
            isFailing = false;
            loadedAt = begun;
            pace.told(due.keySet(), channel.nanoTime());
            states.replaceAll(due, found, id -> isLater(id, begun)).forEach(this::tell);
            List<EphemeralMember> members = List.copyOf(early);
            early.clear();
            members.forEach(this::begin);
        }
        readAgain(Duration.ZERO);
    }

    /** Whether an item is to be read again, since more happened to it, or it was just told. */
    private boolean isLater(String id, long now) {
        if (channel.changed().isWaiting(feed, id)) {
            return true;
        }
        if (pace.isDue(id, now)) {
            return false;
        }
        channel.changed().add(feed, id, null);
        return true;
    }

    private void read(Map<String, List<String>> due) {
        isReading = true;
        channel.loop()
                .read(
                        feed,
                        () -> channel.snapshot().items(feed, due.keySet()),
                        found -> {
                            isFailing = false;
                            pace.told(due.keySet(), channel.nanoTime());
                            states.replace(due, found).forEach(this::tell);
                            readAgain(COLLECT);
                        },
                        failure -> {
                            failed(failure);
                            channel.changed().putBack(feed, due);
                            readAgain(AFTER_FAILURE);
                        });
    }

    private void readAgain(Duration pause) {
        isReading = false;
        if (channel.isOpen(this, feed)) {
            if (pause.isZero()) {
                look();
            } else {
                isPausing = true;
                after(
                        pause,
                        () -> {
                            isPausing = false;
                            look();
                        });
            }
        }
    }

    private void tell(List<AddressedMessage> variants) {
        live.forEach((key, group) -> group.deliver(labelled(key, variants)));
    }

    private static List<AddressedMessage> labelled(
            SubscriptionKey key, List<AddressedMessage> variants) {
        return key.name() == null
                ? variants
                : variants.stream()
                        .map(one -> new AddressedMessage(key.label(one.message()), one.audience()))
                        .toList();
    }

    private void begin(EphemeralMember member) {
        member.begin(states);
        live.computeIfAbsent(member.key(), k -> new SessionGroup()).join(member.session());
    }
}
