package dev.astir.app.jobs;

import dev.astir.app.platform.DatabaseAway;
import dev.astir.app.platform.JobFailedException;
import dev.astir.app.web.ProblemException;
import java.sql.SQLException;

/**
 * Why a run failed, for administrators: of any organization, while a run is for all. What an
 * exception says may hold somebody's data (PostgreSQL quotes the values of a row), so the kind of
 * failure is told alone; the rest is in the log. Stateless.
 */
final class FailureWords {

    static final String NODE_GONE = "The node that ran it ended in the middle.";

    private FailureWords() {}

    /** Whether the run failed because the database did not answer, whoever noticed it first. */
    static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem && problem.isDatabaseAway()) {
                return true;
            }
        }
        return DatabaseAway.isCauseOf(failure);
    }

    static String of(Throwable failure) {
        if (isDatabaseAway(failure)) {
            return "The database did not answer.";
        }
        if (failure instanceof JobFailedException told) {
            return String.valueOf(told.getMessage());
        }
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "The database refused a statement (SQLSTATE %s)."
                        .formatted(sql.getSQLState());
            }
            deepest = cause;
        }
        return "It ended with an error of the app (%s)."
                .formatted(deepest.getClass().getSimpleName());
    }
}
