package dev.astir.app.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database once whether it answers. A connection that is silent may be alone in that, so
 * after a while a fresh one is asked as well, while the first may still answer; and time in which
 * this process itself did not run is no silence of the database's. Thread-safe.
 */
final class DatabaseQuestion {

    /** Later than this nobody who runs looks at a clock. */
    private static final Duration LATE = Duration.ofMillis(500);

    /** Makes a connection. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /**
     * What came of it.
     *
     * @param connection by which it answered; null if it did by none, or refused with reasons
     * @param silence why there is no answer; null if there is one
     */
    record Answer(@Nullable Connection connection, @Nullable String silence) {}

    private final Opener opener;
    private final Executor threads;
    private final LongSupplier nanoTime;
    private final long doubt;
    private final long patience;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Set<Connection> asked = new HashSet<>();
    private boolean isOver;

    /** How many have not come to an end; of the thread that asks. */
    private int pending;

    /**
     * Of a database.
     *
     * @param threads may block, and are nobody else's: the pools of others may be full just now
     * @param doubt after which a silent connection is not alone relied on
     * @param patience for any answer
     */
    DatabaseQuestion(
            Opener opener,
            Executor threads,
            LongSupplier nanoTime,
            Duration doubt,
            Duration patience) {
        this.opener = opener;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.doubt = doubt.toNanos();
        this.patience = patience.toNanos();
    }

    /**
     * Waits for an answer, so long at the most; once longer, by the time of doubt, if this process
     * was kept from running. All connections that did not answer are ended.
     *
     * @param known one that answered before; null if there is none
     */
    Answer ask(@Nullable Connection known) throws InterruptedException {
        Answer answer = null;
        try {
            answer = answer(known);
            return answer;
        } finally {
            end(answer == null ? null : answer.connection());
        }
    }

    private Answer answer(@Nullable Connection known) throws InterruptedException {
        long begun = nanoTime.getAsLong();
        if (known != null) {
            // Noted here, and not when its thread comes to it: it is ended when we are done.
            note(known);
            begin(() -> known);
            Answer first = next(begun + doubt);
            if (first != null && first.silence() == null) {
                return first;
            }
        }
        begin(opener);
        Answer answer = first(begun + patience);
        if (answer.silence() == null
                || nanoTime.getAsLong() - (begun + patience) <= LATE.toNanos()) {
            return answer;
        }
        // The clock has jumped. What was asked before may have timed out in the same sleep.
        begin(opener);
        return first(nanoTime.getAsLong() + doubt);
    }

    /** The first good answer until then, or why there was none. */
    private Answer first(long deadline) throws InterruptedException {
        Answer last = null;
        while (pending > 0) {
            Answer next = next(deadline);
            if (next == null) {
                return new Answer(
                        null, "no answer within " + Duration.ofNanos(patience).toSeconds() + " s");
            }
            if (next.silence() == null) {
                return next;
            }
            last = next;
        }
        return last == null ? new Answer(null, "nobody was asked") : last;
    }

    private @Nullable Answer next(long deadline) throws InterruptedException {
        Answer next =
                answers.poll(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        if (next != null) {
            pending--;
        }
        return next;
    }

    private void begin(Opener from) {
        threads.execute(() -> put(from));
        pending++;
    }

    private void put(Opener from) {
        Answer answer;
        try {
            Connection connection = from.open();
            if (!note(connection)) {
                OpenConnections.abort(connection);
                return;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet one = statement.executeQuery("SELECT 1")) {
                one.next();
            }
            answer = new Answer(connection, null);
        } catch (SQLException e) {
            // Who refuses with reasons answers, and serves those who have a connection.
            boolean isSilence =
                    DatabaseAway.isCauseOf(e) && !DatabaseAway.IS_FULL.equals(e.getSQLState());
            answer = new Answer(null, isSilence ? String.valueOf(e.getMessage()) : null);
        } catch (RuntimeException e) {
            answer = new Answer(null, String.valueOf(e));
        }
        answers.add(answer);
    }

    /** Keeps one in mind that has to be ended; false if it is too late for that. */
    private synchronized boolean note(Connection connection) {
        if (!isOver) {
            asked.add(connection);
        }
        return !isOver;
    }

    private synchronized void end(@Nullable Connection kept) {
        isOver = true;
        asked.stream().filter(one -> one != kept).forEach(OpenConnections::abort);
    }
}
