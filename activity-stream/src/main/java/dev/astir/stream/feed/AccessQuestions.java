package dev.astir.stream.feed;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one authenticator about sessions that wait for it: one question at a time, about all who
 * wait, each access once. Where there is no answer it asks again after a while, about fewer at a
 * time, so that one access that cannot be judged keeps no other from being. Where the authenticator
 * does not even fail, the question is given up and the next one is put on another thread, once; if
 * that hangs too, nobody is asked about until one of them ends. Belongs to the hub's thread.
 */
final class AccessQuestions {
    /** The most accesses of one question. */
    static final int MOST_AT_ONCE = 1_000;

    /** How long a session goes on without an answer. */
    static final long LONGEST_SILENCE_NANOS = 60_000_000_000L;

    /** How many questions may hold a thread: one, and one that was given up. */
    private static final int MOST_THREADS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(AccessQuestions.class);

    private final FeedAuthenticator judge;
    private final HubLoop loop;
    private final Supplier<Question> asking;

    /** Some of them may have been asked about elsewhere since. */
    private final Set<FeedSession> waiting = new LinkedHashSet<>();

    private List<FeedSession> failed = new ArrayList<>();

    /** Whether a question is to be put next. */
    private boolean isPosted;

    /** What the authenticator is to answer; null if nothing, or it was given up. */
    private @Nullable Asked asked;

    /** How many questions hold a thread. */
    private int threads;

    AccessQuestions(FeedAuthenticator judge, HubLoop loop, Supplier<Question> asking) {
        this.judge = judge;
        this.loop = loop;
        this.asking = asking;
    }

    /** Asks about a session soon, in place of where it waits until now. */
    void add(FeedSession session) {
        Standing standing = session.standing();
        if (standing == null || standing.queue == this) {
            return;
        }
        if (standing.queue == null) {
            standing.queuedNanos = asking.get().nanos();
        }
        standing.queue = this;
        waiting.add(session);
        askSoon();
    }

    /** The session has ended. */
    void forget(FeedSession session) {
        waiting.remove(session);
    }

    /** Whether no thread is held by a question. */
    boolean isIdle() {
        return threads == 0;
    }

    /**
     * Asks again about those for whom there was no answer, and gives up the question that has none
     * for too long. Called once a second.
     */
    void tick() {
        List<FeedSession> again = failed;
        failed = new ArrayList<>();
        for (FeedSession session : again) {
            Standing standing = session.standing();
            if (session.isOpen() && standing != null && standing.queue == null) {
                add(session);
            }
        }
        long now = asking.get().nanos();
        Asked hanging = asked;
        if (hanging != null && now - hanging.question.nanos() > LONGEST_SILENCE_NANOS) {
            LOG.warn("no answer about the access of {} for a minute", hanging.about.size());
            asked = null;
            hanging.sessions().forEach(session -> failed(session, hanging.question.nanos()));
        }
        if (asked == null && threads >= MOST_THREADS) {
            failThoseThatWait(now);
        }
        askSoon();
    }

    /** Nothing is asked any more, and nobody's rights are lived for ever. */
    private void failThoseThatWait(long now) {
        for (FeedSession session : List.copyOf(waiting)) {
            Standing standing = session.standing();
            if (standing != null
                    && standing.queue == this
                    && now - standing.queuedNanos > LONGEST_SILENCE_NANOS) {
                waiting.remove(session);
                standing.queue = null;
                failed(session, standing.queuedNanos);
            }
        }
    }

    private void askSoon() {
        if (!isPosted && asked == null && threads < MOST_THREADS && !waiting.isEmpty()) {
            isPosted = true;
            // After what else is being done at this moment, which may add others.
            loop.post(this::ask);
        }
    }

    private void ask() {
        isPosted = false;
        Map<FeedAccess, List<FeedSession>> some = take();
        if (some.isEmpty()) {
            return;
        }
        Asked next = new Asked(asking.get(), some);
        List<FeedAccess> accesses = List.copyOf(some.keySet());
        asked = next;
        threads++;
        loop.readForAll(
                () -> answers(accesses),
                answers -> {
                    if (isAnswered(next)) {
                        for (int i = 0; i < answers.size(); i++) {
                            FeedAccess access = accesses.get(i);
                            Admission answer = answers.get(i);
                            some.getOrDefault(access, List.of())
                                    .forEach(session ->
                                            answered(session, access, next.question, answer));
                        }
                    }
                },
                failure -> {
                    if (isAnswered(next)) {
                        LOG.warn(
                                "cannot ask about the access of {}; trying again",
                                accesses.size(),
                                failure);
                        next.sessions().forEach(session -> failed(session, next.question.nanos()));
                    }
                });
    }

    /** A question holds its thread no more; false if it was given up before. */
    private boolean isAnswered(Asked question) {
        threads--;
        boolean isCurrent = question.equals(asked);
        if (isCurrent) {
            asked = null;
        }
        // First, so that nothing that goes wrong with the answers keeps others from being asked.
        askSoon();
        return isCurrent;
    }

    private List<Admission> answers(List<FeedAccess> accesses) {
        List<Admission> answers = judge.recheckAll(accesses);
        if (answers.size() != accesses.size()) {
            throw new IllegalStateException(
                    "recheckAll was asked about "
                            + accesses.size()
                            + " and answered about "
                            + answers.size());
        }
        return answers;
    }

    private Map<FeedAccess, List<FeedSession>> take() {
        Map<FeedAccess, List<FeedSession>> some = new LinkedHashMap<>();
        int most = MOST_AT_ONCE;
        for (Iterator<FeedSession> i = waiting.iterator(); i.hasNext(); i.remove()) {
            FeedSession next = i.next();
            Standing standing = next.standing();
            if (standing != null && standing.queue == this && next.isOpen()) {
                most = Math.min(most, MOST_AT_ONCE >> Math.min(9, 3 * standing.failures()));
                if (some.size() >= most) {
                    break;
                }
                standing.queue = null;
                some.computeIfAbsent(next.access(), access -> new ArrayList<>(1)).add(next);
            }
        }
        return some;
    }

    private void answered(
            FeedSession session, FeedAccess access, Question question, Admission answer) {
        Standing standing = session.standing();
        if (standing == null || !session.isOpen()) {
            return;
        }
        if (!session.access().equals(access)) {
            // It has brought other credentials meanwhile.
            if (standing.queue == null) {
                add(session);
            }
        } else if (answer instanceof Admission.Refused refused) {
            session.close(refused.code());
        } else if (answer instanceof Admission.Granted granted && standing.holds(question)) {
            if (granted.access().equals(access)) {
                standing.judged(question);
            } else {
                // Before anything begins that waits for it.
                session.renewNow(granted.access(), question);
            }
            // In turns with other feeds, after what the session has asked for in the meantime.
            loop.post(
                    access.feed(),
                    () -> session.subscriptions().takeWaiting().values().forEach(Runnable::run));
        }
    }

    private void failed(FeedSession session, long asked) {
        Standing standing = session.standing();
        if (standing == null || !session.isOpen() || standing.isNewer(asked)) {
            return;
        }
        session.subscriptions()
                .takeWaiting()
                .keySet()
                .forEach(key -> session.answer(key.error("unavailable", "try again later")));
        if (standing.failed(asked, asking.get().nanos()) > LONGEST_SILENCE_NANOS) {
            session.close(CloseCode.GOING_AWAY);
        } else {
            failed.add(session);
        }
    }

    /** A question that was put, and whom it concerns. */
    private record Asked(Question question, Map<FeedAccess, List<FeedSession>> about) {
        List<FeedSession> sessions() {
            return about.values().stream().flatMap(List::stream).toList();
        }
    }
}
