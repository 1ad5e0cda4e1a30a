package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that sessions live by the rights that their readers have, not by those that they came
 * with. The authenticator is asked again when a change of somebody's access is reported, before a
 * subscription begins, and, since a report may be lost, about every session at intervals.
 *
 * <p>A change may come while somebody is being let in. So changes are counted: who was judged
 * before the last one, and entered after it, is asked about at once.
 *
 * <p>Belongs to the hub's thread, except where it says otherwise.
 */
final class AccessChecks {
    /** For how long an answer is enough for another subscription. */
    static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(AccessChecks.class);

    private final HubLoop loop;
    private final LongSupplier nanoTime;
    private final long intervalNanos;
    private final FileAccesses files = new FileAccesses();

    /** For all threads: how many changes this node has heard of. */
    private final AtomicLong changes = new AtomicLong();

    /** For all threads. */
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private final Map<String, Set<FeedSession>> byPrincipal = new HashMap<>();
    private final List<Set<FeedSession>> turns = new ArrayList<>();
    private final Map<FeedAuthenticator, Queues> queues = new HashMap<>();
    private int turn;
    private int next;
    private boolean isLate;

    /**
     * @param interval within which everybody is asked about
     */
    AccessChecks(HubLoop loop, LongSupplier nanoTime, Duration interval) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        intervalNanos = interval.toNanos();
        // One of the seconds is left for the answers.
        for (long i = Math.max(1, interval.toSeconds() - 1); i > 0; i--) {
            turns.add(new LinkedHashSet<>());
        }
    }

    /** A question that is put now; for all threads. */
    Question question() {
        return new Question(changes.get(), nanoTime.getAsLong());
    }

    /** Within which everybody is asked about; for all threads. */
    long intervalNanos() {
        return intervalNanos;
    }

    /** Who takes files; for all threads. */
    FileAccesses files() {
        return files;
    }

    /** Asks about somebody who takes a file; for all threads. Completes where it may block. */
    CompletableFuture<Admission> ask(FeedAuthenticator judge, FeedAccess access) {
        CompletableFuture<Admission> asked = new CompletableFuture<>();
        loop.readForAll(
                () -> asked.complete(judge.recheckAll(List.of(access)).get(0)),
                answered -> {},
                asked::completeExceptionally);
        return asked;
    }

    /** Tells somebody of every change before it is acted upon; for all threads. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** What these may do has changed; for all threads. */
    void changed(Set<String> principals) {
        for (String principal : principals) {
            for (Consumer<String> listener : listeners) {
                try {
                    listener.accept(principal);
                } catch (RuntimeException e) {
                    LOG.error("a listener to changes of access failed", e);
                }
            }
        }
        // Counted before anybody is asked, and after those who remember answers have forgotten.
        long change = changes.incrementAndGet();
        files.changed(principals, change);
        loop.post(() ->
                principals.forEach(principal ->
                        byPrincipal
                                .getOrDefault(principal, Set.of())
                                .forEach(session -> changed(session, change))));
    }

    private void changed(FeedSession session, long change) {
        Standing standing = session.standing();
        if (standing != null && standing.changed(change)) {
            queues(standing).urgent.add(session);
        }
    }

    /** A session has begun. */
    void entered(FeedSession session) {
        Standing standing = session.standing();
        if (standing == null) {
            return;
        }
        byPrincipal
                .computeIfAbsent(session.access().principal(), p -> new HashSet<>(2))
                .add(session);
        turns.get(next).add(session);
        standing.turn = next;
        next = (next + 1) % turns.size();
        queues(standing).sessions++;
        // A change since the reader was judged may have been this one's.
        changed(session, changes.get());
    }

    /** A session has ended. */
    void left(FeedSession session) {
        Standing standing = session.standing();
        if (standing == null) {
            return;
        }
        String principal = session.access().principal();
        Set<FeedSession> same = byPrincipal.get(principal);
        if (same != null && same.remove(session) && same.isEmpty()) {
            byPrincipal.remove(principal);
        }
        turns.get(standing.turn).remove(session);
        session.subscriptions().takeWaiting();
        Queues of = queues(standing);
        of.forget(session);
        if (of.isUnused()) {
            queues.remove(standing.judge());
        }
    }

    /** The session's reader was judged otherwise, for example by fresh credentials. */
    void judged(FeedSession session, Question question) {
        Standing standing = session.standing();
        if (standing != null) {
            if (standing.holds(question) && !standing.isOld(question)) {
                standing.judged(question);
            } else {
                queues(standing).urgent.add(session);
            }
        }
    }

    /**
     * Begins a subscription when it is sure what the session may do: at once, or when the
     * authenticator has answered. What waits counts as what has begun does.
     */
    void whenSure(FeedSession session, SubscriptionKey key, EventFilter filter, Runnable begin) {
        Standing standing = session.standing();
        if (standing == null || standing.isSure(question(), REMEMBERED.toNanos())) {
            session.subscriptions().forget(key);
            begin.run();
        } else if (session.isOpen()) {
            session.subscriptions().await(key, filter, begin);
            queues(standing).urgent.add(session);
        }
    }

    /** Asks about those whose turn it is. Called once a second. */
    void tick() {
        queues.values().forEach(Queues::tick);
        queues.values().removeIf(Queues::isUnused);
        turn = (turn + 1) % turns.size();
        boolean late = false;
        for (FeedSession session : turns.get(turn)) {
            Standing standing = session.standing();
            if (standing != null) {
                Queues of = queues(standing);
                late |= standing.queue == of.routine;
                if (standing.queue == null) {
                    of.routine.add(session);
                }
            }
        }
        if (late && !isLate) {
            LOG.warn("the authenticator answers too slowly to be asked about everybody in time");
        }
        isLate = late;
    }

    /** How many entries it keeps of sessions. */
    int watched() {
        int seats = turns.stream().mapToInt(Set::size).sum();
        return seats + byPrincipal.size() + queues.size();
    }

    private Queues queues(Standing standing) {
        return queues.computeIfAbsent(
                standing.judge(), judge -> new Queues(judge, loop, this::question));
    }

    /** What is urgent does not wait for what is asked just in case. */
    private static final class Queues {
        private final AccessQuestions urgent;
        private final AccessQuestions routine;
        private int sessions;

        Queues(FeedAuthenticator judge, HubLoop loop, Supplier<Question> asking) {
            urgent = new AccessQuestions(judge, loop, asking);
            routine = new AccessQuestions(judge, loop, asking);
        }

        void tick() {
            urgent.tick();
            routine.tick();
        }

        void forget(FeedSession session) {
            sessions--;
            urgent.forget(session);
            routine.forget(session);
        }

        /** Not while a thread hangs: it would be forgotten, and another one would follow it. */
        boolean isUnused() {
            return sessions == 0 && urgent.isIdle() && routine.isIdle();
        }
    }
}
