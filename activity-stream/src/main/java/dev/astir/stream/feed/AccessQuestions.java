package dev.astir.stream.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one authenticator about sessions that wait for it: one question at a time, about all who
 * wait, each access once. Where there is no answer it asks again after a while, about fewer at a
 * time, so that one access that cannot be judged keeps no other from being. Belongs to the hub's
 * thread.
 */
final class AccessQuestions {
    /** The most accesses of one question. */
    static final int MOST_AT_ONCE = 1_000;

    /** How long a session goes on without an answer. */
    static final long LONGEST_SILENCE_NANOS = 60_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(AccessQuestions.class);

    private final FeedAuthenticator judge;
    private final HubLoop loop;
    private final Supplier<Question> asking;

    /** Some of them may have been asked about elsewhere since, or have ended. */
    private final Deque<FeedSession> waiting = new ArrayDeque<>();

    private List<FeedSession> failed = new ArrayList<>();
    private boolean isBusy;

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
        standing.queue = this;
        waiting.add(session);
        if (!isBusy) {
            isBusy = true;
            // After what else is being done at this moment, which may add others.
            loop.post(this::ask);
        }
    }

    /** Asks again about those for whom there was no answer. */
    void retry() {
        List<FeedSession> again = failed;
        failed = new ArrayList<>();
        for (FeedSession session : again) {
            Standing standing = session.standing();
            if (session.isOpen() && standing != null && standing.queue == null) {
                add(session);
            }
        }
    }

    private void ask() {
        Map<FeedAccess, List<FeedSession>> some = take();
        isBusy = !some.isEmpty();
        if (!isBusy) {
            return;
        }
        Question question = asking.get();
        List<FeedAccess> accesses = List.copyOf(some.keySet());
        loop.readForAll(
                () -> answers(accesses),
                answers -> {
                    // First, so that nothing that goes wrong here keeps others from being asked.
                    loop.post(this::ask);
                    for (int i = 0; i < answers.size(); i++) {
                        FeedAccess access = accesses.get(i);
                        Admission answer = answers.get(i);
                        some.getOrDefault(access, List.of())
                                .forEach(session -> answered(session, access, question, answer));
                    }
                },
                failure -> {
                    loop.post(this::ask);
                    LOG.warn(
                            "cannot ask about the access of {}; trying again",
                            accesses.size(),
                            failure);
                    some.values().forEach(sessions -> sessions.forEach(this::failed));
                });
    }

    private List<Admission> answers(List<FeedAccess> accesses) {
        List<Admission> answers;
        try {
            answers = judge.recheckAll(accesses);
        } catch (LinkageError | AssertionError | StackOverflowError e) {
            // Whatever it is, it must not be the last question.
            throw new IllegalStateException("the authenticator failed", e);
        }
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
        for (FeedSession next = waiting.peek(); next != null; next = waiting.peek()) {
            Standing standing = next.standing();
            if (standing != null && standing.queue == this && next.isOpen()) {
                most = Math.min(most, MOST_AT_ONCE >> Math.min(9, 3 * standing.failures()));
                if (some.size() >= most) {
                    break;
                }
                standing.queue = null;
                some.computeIfAbsent(next.access(), access -> new ArrayList<>(1)).add(next);
            }
            waiting.remove();
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
            standing.judged(question);
            if (!granted.access().equals(access)) {
                session.renew(granted.access(), question);
            }
            // In turns with other feeds, after what the session has asked for in the meantime.
            loop.post(access.feed(), () -> standing.takeWaiting().values().forEach(Runnable::run));
        }
    }

    private void failed(FeedSession session) {
        Standing standing = session.standing();
        if (standing == null || !session.isOpen()) {
            return;
        }
        standing.takeWaiting()
                .keySet()
                .forEach(key -> session.answer(key.error("unavailable", "try again later")));
        if (standing.failed(asking.get()) > LONGEST_SILENCE_NANOS) {
            session.close(CloseCode.GOING_AWAY);
        } else {
            failed.add(session);
        }
    }
}
