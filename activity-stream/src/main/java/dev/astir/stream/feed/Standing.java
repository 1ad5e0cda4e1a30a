package dev.astir.stream.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a session's rights, and the subscriptions that wait until it is known anew.
 * Belongs to the hub's thread.
 */
final class Standing {
    private final FeedAuthenticator judge;

    /** The last question whose answer holds. */
    private Question judged;

    /** The number of the last change that concerns the session. */
    private long lastChange;

    private Map<SubscriptionKey, Runnable> waiting = Map.of();

    /** Where the session waits to be asked about; null if it does not. */
    @Nullable AccessQuestions queue;

    /** At which of the turns it is asked about in any case. */
    int turn;

    /** How often in a row there was no answer. */
    private int failures;

    private long failingSince;

    Standing(FeedAuthenticator judge, Question judged) {
        this.judge = judge;
        this.judged = judged;
        lastChange = judged.changes();
    }

    FeedAuthenticator judge() {
        return judge;
    }

    /** The last question whose answer holds. */
    Question judged() {
        return judged;
    }

    /** Whether an answer to this question knows of the last change. */
    boolean holds(Question question) {
        return question.changes() >= lastChange;
    }

    /**
     * The session's rights may have changed.
     *
     * @return whether what is known does not hold any more
     */
    boolean changed(long change) {
        lastChange = Math.max(lastChange, change);
        return !holds(judged);
    }

    /** The rights are what this question was answered by. */
    void judged(Question question) {
        if (question.nanos() - judged.nanos() > 0 || !holds(judged)) {
            judged = question;
        }
        failures = 0;
    }

    /** Whether the last answer is new enough for a subscription to begin. */
    boolean isSure(Question now, long longestNanos) {
        return holds(judged) && now.nanos() - judged.nanos() <= longestNanos;
    }

    /**
     * There was no answer.
     *
     * @return for how long there has been none
     */
    long failed(Question question) {
        if (failures == 0) {
            failingSince = question.nanos();
        }
        failures++;
        return question.nanos() - failingSince;
    }

    int failures() {
        return failures;
    }

    /**
     * Begins a subscription later, in place of one of the same key that waits.
     *
     * @return false if as many wait as a session may have
     */
    boolean await(SubscriptionKey key, Runnable begin) {
        if (waiting.isEmpty()) {
            waiting = new LinkedHashMap<>(2);
        }
        waiting.remove(key);
        if (waiting.size() >= FeedHub.MOST_SUBSCRIPTIONS) {
            return false;
        }
        waiting.put(key, begin);
        return true;
    }

    void forget(SubscriptionKey key) {
        if (!waiting.isEmpty()) {
            waiting.remove(key);
        }
    }

    /** What waits, in its order; nothing waits any more. */
    Map<SubscriptionKey, Runnable> takeWaiting() {
        Map<SubscriptionKey, Runnable> taken = waiting;
        waiting = Map.of();
        return taken;
    }
}
