package dev.astir.stream.feed;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place among those who take files of a feed, which may last, and what the reader may
 * see for as long as that. As about a session, the authenticator is asked about it again when a
 * change is reported, and at intervals. Thread-safe.
 */
public final class FileAccess implements AutoCloseable {
    private static final long LONGEST_ANSWER_SECONDS = 30;

    private final AccessChecks checks;
    private final FeedAccess access;
    private final @Nullable FeedAuthenticator judge;

    /** The last question whose answer holds; null if none was put yet. Guarded by this. */
    private @Nullable Question judged;

    /** The number of the last change that concerns the reader. Guarded by this. */
    private long lastChange;

    private boolean isRevoked;

    private FileAccess(
            FeedHub hub,
            FeedAccess access,
            @Nullable FeedAuthenticator judge,
            @Nullable Question judged) {
        checks = hub.checks();
        this.access = access;
        this.judge = judge;
        this.judged = judged;
    }

    /**
     * Of somebody whom a {@link FeedGate} let in; its authenticator is asked again. Where there is
     * none, a change of the principal's access ends it.
     */
    public static FileAccess of(FeedHub hub, Admission.Granted granted) {
        Standing standing = granted.standing();
        return standing == null
                ? new FileAccess(hub, granted.access(), null, null)
                : new FileAccess(hub, granted.access(), standing.judge(), standing.judged());
    }

    /** Of somebody whom the embedder itself let in; the authenticator is asked at once. */
    public static FileAccess of(FeedHub hub, FeedAccess access, FeedAuthenticator judge) {
        return new FileAccess(hub, access, Objects.requireNonNull(judge, "judge"), null);
    }

    /** Who it is, and what they may see. */
    public FeedAccess access() {
        return access;
    }

    /**
     * Takes a place.
     *
     * @param atOnce how many places its feed has; a reader has half of them
     * @return why there is none; null if it has one now, until it is closed
     */
    public @Nullable FeedProblem enter(int atOnce) {
        return checks.files().enter(this, atOnce);
    }

    /**
     * Makes sure, after it has a place, that what it was granted is still so. May block shortly.
     *
     * @return why it may not begin; null if it may
     */
    public @Nullable FeedProblem begin() {
        if (!isUnsureToBegin()) {
            return null;
        }
        Admission answer = ask().join();
        if (answer instanceof Admission.Refused refused) {
            return FeedProblem.refused(refused.code());
        }
        // What it may see is another thing now; asked for again, it is that.
        return isSame(answer) ? null : FeedProblem.unavailable();
    }

    private synchronized boolean isUnsureToBegin() {
        return isDue() || (judged != null && judged.changes() != checks.question().changes());
    }

    /** Whether the authenticator is to be asked before the reader gets more. */
    public synchronized boolean isDue() {
        if (judge == null) {
            return false;
        }
        return judged == null
                || judged.changes() < lastChange
                || checks.question().nanos() - judged.nanos() >= checks.intervalNanos();
    }

    /** Whether it has ended. */
    public synchronized boolean isRevoked() {
        return isRevoked;
    }

    /**
     * Asks the authenticator. As a session, it goes on for a minute where there is no answer.
     *
     * @return completes with whether the reader may have more; never fails
     */
    public CompletableFuture<Boolean> holds() {
        return ask().handle((answer, failure) -> {
            boolean holds = failure == null ? isSame(answer) : isKnownWellEnough();
            if (!holds) {
                revoke();
            }
            return holds;
        });
    }

    private CompletableFuture<Admission> ask() {
        FeedAuthenticator asked = Objects.requireNonNull(judge, "judge");
        Question question = checks.question();
        return checks.ask(asked, access)
                .orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)
                .thenApply(answer -> {
                    judged(question);
                    return answer;
                });
    }

    private synchronized void judged(Question question) {
        if (judged == null || question.nanos() - judged.nanos() > 0) {
            judged = question;
        }
    }

    private boolean isSame(Admission answer) {
        return answer instanceof Admission.Granted granted
                && granted.access().reader().equals(access.reader());
    }

    private synchronized boolean isKnownWellEnough() {
        return judged != null
                && checks.question().nanos() - judged.nanos()
                        <= AccessQuestions.LONGEST_SILENCE_NANOS;
    }

    /** What its reader may do may have changed. */
    void changed(long change) {
        synchronized (this) {
            lastChange = Math.max(lastChange, change);
        }
        if (judge == null) {
            revoke();
        }
    }

    private void revoke() {
        synchronized (this) {
            isRevoked = true;
        }
        close();
    }

    /** Gives the place back. Closing again does nothing. */
    @Override
    public void close() {
        checks.files().leave(this);
    }
}
