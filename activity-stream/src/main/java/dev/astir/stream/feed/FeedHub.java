package dev.astir.stream.feed;

import dev.astir.stream.ActivityStore;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.EventFilter;
import dev.astir.stream.ReadListener;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.FeedBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one node's feeds to the sessions that are connected to it. {@link
 * dev.astir.stream.ActivityStream#hub} has one.
 *
 * <p>All its state belongs to one thread, which never waits: what blocks is done by a few others.
 * Hints from the bus only make it look sooner; it compares the heads of its feeds with the table
 * once a second, in one statement.
 *
 * <p>Thread-safe; no method blocks, except {@link #close}.
 */
public final class FeedHub implements AutoCloseable {
    /** The durable channel. */
    public static final String ACTIVITIES = "activities";

    /** How often a session hears a ping, unless told otherwise. */
    public static final Duration PING = Duration.ofSeconds(25);

    /** How soon a change of access is found that nobody told of, unless told otherwise. */
    public static final Duration ACCESS_CHECK = Duration.ofSeconds(15);

    /** How long after its credentials ended a session is closed. */
    public static final Duration GRACE = Duration.ofSeconds(25);

    /** How many subscriptions a session may have, unless told otherwise. */
    public static final int MOST_SUBSCRIPTIONS = 32;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FeedBus bus;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ItemNews news;
    private final HubLoop loop = new HubLoop();
    private final FeedBus.Subscription hints;
    private final AccessChecks checks;
    private final Counters counters = new Counters();
    private final Shards shards = new Shards(loop, counters);
    private final ReaderShares shares;

    /** Also read by others; changed by the loop alone. */
    private volatile int size;

    // Belong to the loop.
    private final SessionWheel sessions;
    private final LiveFeeds feeds;
    private final HubChannels channels;
    private final Drain drain = new Drain(loop);

    /** Made by {@code ActivityStream}; embedders have no need to. */
    public FeedHub(ActivityStore store, SearchRule rule, FeedBus bus, Clock clock, Duration ping) {
        this(store, rule, bus, clock, ping, ACCESS_CHECK, FeedLimits.DEFAULT, ReadListener.NONE);
    }

    /**
     * The same, with another interval within which everybody's access is asked about, and other
     * limits.
     *
     * @param readers hears what subscriptions catch up with
     */
    public FeedHub(
            ActivityStore store,
            SearchRule rule,
            FeedBus bus,
            Clock clock,
            Duration ping,
            Duration accessCheck,
            FeedLimits limits,
            ReadListener readers) {
        this(store, rule, bus, clock, System::nanoTime, ping, accessCheck, limits, readers);
    }

    FeedHub(
            ActivityStore store,
            SearchRule rule,
            FeedBus bus,
            Clock clock,
            LongSupplier nanoTime,
            Duration ping,
            Duration accessCheck,
            FeedLimits limits,
            ReadListener readers) {
        this.bus = bus;
        this.clock = clock;
        this.nanoTime = nanoTime;
        news = new ItemNews(bus);
        checks = new AccessChecks(loop, nanoTime, accessCheck);
        shares = new ReaderShares(limits);
        feeds = new LiveFeeds(store, rule, limits.searches(), loop, nanoTime, counters, readers);
        channels = new HubChannels(feeds, checks);
        hints = bus.listen(new HubHints(loop, checks, feeds, channels, news));
        Duration tick = ping.compareTo(SECOND) < 0 ? ping : SECOND;
        sessions = new SessionWheel((int) Math.max(1, ping.toNanos() / tick.toNanos()));
        loop.every(tick, this::seeToSessions);
        loop.every(SECOND, feeds::compareHeads);
        loop.every(SECOND, checks::tick);
        loop.every(SECOND, channels::tick);
    }

    /**
     * Begins a session, which delivers nothing before it subscribes to something. Nobody is asked
     * again what its reader may do. A session that its reader has too many of ends at once, with
     * {@link CloseCode#TOO_MANY_SESSIONS}.
     *
     * @param access what the reader may do
     * @param sink where its messages go
     */
    public FeedSession connect(FeedAccess access, FeedSink sink) {
        return connect(access, null, sink);
    }

    /**
     * Begins the session of somebody whom a {@link FeedGate} let in. Its authenticator is asked
     * again: see {@link FeedAuthenticator#recheck}.
     *
     * @param sink where its messages go
     */
    public FeedSession connect(Admission.Granted granted, FeedSink sink) {
        return connect(granted.access(), granted.standing(), sink);
    }

    private FeedSession connect(FeedAccess access, @Nullable Standing standing, FeedSink sink) {
        ReaderShares.Share share = shares.enter(access);
        FeedSession session =
                new FeedSession(
                        this,
                        access,
                        standing,
                        sink,
                        shards.enter(sink),
                        new SessionSubscriptions(shares.limits(), share));
        loop.post(() -> {
            sessions.add(session);
            size = sessions.size();
            drain.entered(session);
            checks.entered(session);
        });
        if (share == null) {
            session.close(CloseCode.TOO_MANY_SESSIONS);
        }
        return session;
    }

    /**
     * Whether a reader may have one more session; for transports that can still say so by a status.
     */
    public boolean hasRoomFor(FeedAccess access) {
        return shares.hasRoom(access);
    }

    /**
     * Tells that what somebody may do has changed, after the change is committed: signed out,
     * suspended, another role. Their sessions on all nodes are asked about at once; those that the
     * bus does not reach find out within 15 seconds. Who is being let in at this moment is asked
     * about as well.
     *
     * @param principal {@link FeedAccess#principal()}
     */
    public void accessChanged(String principal) {
        Set<String> one = Set.of(principal);
        checks.changed(one);
        bus.announceAccess(one);
    }

    /**
     * Hears of every change of access that this node or another one tells of, before this node asks
     * about the sessions: the place to forget what is remembered of a principal. A change may be
     * told twice, and one of another node may be missed.
     *
     * @param listener called on threads of the bus too; must not block
     */
    public void onAccessChanged(Consumer<String> listener) {
        checks.listen(listener);
    }

    /**
     * Opens an ephemeral channel beside the durable one; on every node that has subscribers to it,
     * or changes its states.
     *
     * @param name its name on the wire
     * @param snapshot tells its state
     * @throws IllegalArgumentException if there is a channel of this name
     */
    public EphemeralChannel ephemeral(String name, EphemeralSnapshot snapshot) {
        return ephemeral(name, snapshot, Duration.ZERO);
    }

    /**
     * The same, with a bound on how often subscribers are told of an item.
     *
     * @param leastInterval between two states of one item; what it is at its end is told then
     */
    public EphemeralChannel ephemeral(
            String name, EphemeralSnapshot snapshot, Duration leastInterval) {
        EphemeralChannel channel =
                new EphemeralChannel(name, snapshot, leastInterval, loop, nanoTime, news);
        if (!channels.add(channel)) {
            throw new IllegalArgumentException("channel " + name + " exists already");
        }
        return channel;
    }

    /** Ends every session of an identity, for example when a person was suspended. */
    public void closeIdentity(String identity, CloseCode code) {
        closeIf(access -> access.identity().equals(identity), code);
    }

    /** Ends every session whose access is of this kind. */
    public void closeIf(Predicate<FeedAccess> kind, CloseCode code) {
        // On the loop, so that sessions which are being connected are not missed.
        loop.post(() ->
                sessions.forEach(session -> {
                    if (kind.test(session.access())) {
                        session.close(code);
                    }
                }));
    }

    /**
     * Ends every session with {@link CloseCode#GOING_AWAY}, also those that connect from now on, so
     * that their readers go to another node.
     *
     * @return completes when each of them has been told
     */
    public CompletableFuture<Void> drain() {
        return drain(Duration.ZERO);
    }

    /**
     * The same, evenly over a time, so that the readers do not all come to the other nodes at one
     * instant. Those who connect meanwhile are sent away at once. Asked again, the shorter time
     * counts.
     *
     * @param spread how long it takes, from 0
     * @return completes when each of them has been told
     */
    public CompletableFuture<Void> drain(Duration spread) {
        loop.post(() -> {
            List<FeedSession> all = new ArrayList<>();
            sessions.forEach(all::add);
            drain.begin(all, spread);
        });
        return drain.done();
    }

    /** How much one reader, and one feed, may hold of this node. */
    public FeedLimits limits() {
        return shares.limits();
    }

    /** How many sessions are connected to this node. */
    public int sessions() {
        return size;
    }

    /** What this hub has done so far. */
    public FeedStats stats() {
        return counters.read(size);
    }

    /**
     * For how long something has waited to be delivered that this node was told of, by itself or by
     * the bus: of all feeds that somebody here follows, the one that waits longest. Zero while
     * nothing waits; while more comes all the time, it may be half of the true time. What nobody
     * told is found, and counted from then, within a second. Asks nobody.
     */
    public Duration lag() {
        return feeds.lag();
    }

    /** Tells what this node has just committed, in the order of offsets within a feed. */
    public void committed(List<Committed> changes) {
        feeds.committed(changes);
        Map<String, StreamPosition> heads = new HashMap<>();
        changes.forEach(change -> heads.put(change.feed(), change.position()));
        bus.announce(heads);
    }

    /** Ends every session with {@link CloseCode#GOING_AWAY}, and stops. Blocks for a short time. */
    @Override
    public void close() {
        hints.close();
        drain();
        loop.close();
    }

    void subscribe(
            FeedSession session,
            SubscriptionKey key,
            EventFilter filter,
            @Nullable StreamPosition after) {
        post(session, () -> channels.subscribe(session, key, filter, after));
    }

    void unsubscribe(FeedSession session, SubscriptionKey key) {
        post(session, () -> channels.unsubscribe(session, key));
    }

    /** Does what a client asks for; for the hub's thread. */
    void handle(FeedSession session, ClientMessage message) {
        channels.handle(session, message);
    }

    /** Runs a task on the hub's thread, after those of the session's feed. */
    void post(FeedSession session, Runnable task) {
        post(session.access().feed(), task);
    }

    /** Runs a task on the hub's thread, after those of the same feed. */
    void post(String feed, Runnable task) {
        loop.post(feed, task);
    }

    /** The session delivers nothing more. */
    void forget(FeedSession session) {
        post(session, () -> HubChannels.endAll(session));
    }

    /** The session's sink was told as well. */
    void ended(FeedSession session) {
        loop.post(() -> {
            if (sessions.remove(session)) {
                size = sessions.size();
                shards.leave(session.shard());
                checks.left(session);
                drain.ended(session);
                ReaderShares.Share share = session.subscriptions().share();
                if (share != null) {
                    shares.leave(share);
                }
            }
        });
    }

    /** A question about the session's rights was answered; for all threads. */
    void renew(FeedSession session, FeedAccess fresh, Question question) {
        // In the lane of the feed: rights count from when the hub hears of them.
        post(
                session,
                () -> {
                    judged(session, fresh, question);
                    session.subscriptions().values().forEach(Subscription::renewed);
                });
    }

    /** The same; for the hub's thread. */
    void renewed(FeedSession session, FeedAccess fresh, Question question) {
        judged(session, fresh, question);
        post(session, () -> session.subscriptions().values().forEach(Subscription::renewed));
    }

    private void judged(FeedSession session, FeedAccess fresh, Question question) {
        session.judged(fresh, question);
        checks.judged(session, question);
    }

    /** Who asks about the sessions' rights. */
    AccessChecks checks() {
        return checks;
    }

    /** What happens each second to find what the bus did not tell. */
    void checkAccess() {
        loop.post(checks::tick);
    }

    private void seeToSessions() {
        Instant now = clock.instant();
        // A look at each costs less than to keep them sorted by expiry.
        sessions.forEach(session -> {
            Instant expiry = session.access().expiresAt();
            if (expiry != null && now.isAfter(expiry.plus(GRACE))) {
                session.close(CloseCode.TOKEN_EXPIRED);
            }
        });
        Pings.send(sessions.turn());
    }
}
