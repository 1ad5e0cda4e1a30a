package dev.astir.stream.feed;

import org.jspecify.annotations.Nullable;

/** What is known about a session's rights. Belongs to the hub's thread. */
final class Standing {
    private final FeedAuthenticator judge;

    /** The last question whose answer holds. */
    private Question judged;

    /** The number of the last change that concerns the session. */
    private long lastChange;

    /** Where the session waits to be asked about; null if it does not. */
    @Nullable AccessQuestions queue;

    /** Since when it waits there. */
    long queuedNanos;

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

    /** Whether an answer that holds was asked for after this. */
    boolean isNewer(long nanos) {
        return holds(judged) && judged.nanos() - nanos > 0;
    }

    /** Whether this was asked before what is known. */
    boolean isOld(Question question) {
        return question.changes() < judged.changes() || question.nanos() - judged.nanos() < 0;
    }

    /**
     * There was no answer.
     *
     * @param asked when the question was put
     * @return for how long there has been none
     */
    long failed(long asked, long now) {
        if (failures == 0) {
            failingSince = asked;
        }
        failures++;
        return now - failingSince;
    }

    int failures() {
        return failures;
    }
}
