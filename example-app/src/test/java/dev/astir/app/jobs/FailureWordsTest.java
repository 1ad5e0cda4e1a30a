package dev.astir.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.platform.JobFailedException;
import dev.astir.app.platform.JobParts;
import dev.astir.app.web.ProblemException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What administrators of any organization read about a failure tells of nobody. */
class FailureWordsTest {

    private static final String SECRET = "ada@example.org";

    @Test
    void tellsTheKindAndNothingElse() {
        assertThat(FailureWords.of(new IllegalStateException(SECRET)))
                .isEqualTo("It ended with an error of the app (IllegalStateException).");
        assertThat(
                        FailureWords.of(
                                new UncheckedIOException(SECRET, new NoSuchFileException(SECRET))))
                .isEqualTo("It ended with an error of the app (NoSuchFileException).");
        assertThat(
                        FailureWords.of(
                                new IllegalStateException(
                                        SECRET, new SQLException("Key (" + SECRET + ")", "23505"))))
                .isEqualTo("The database refused a statement (SQLSTATE 23505).");
        assertThat(FailureWords.of(new IllegalStateException(new SQLException(SECRET, "08006"))))
                .isEqualTo("The database did not answer.");
    }

    @Test
    void tellsWhatAJobSaysOfNumbers() {
        JobParts parts = new JobParts();
        parts.attempt("one", () -> {});
        parts.attempt(
                "two",
                () -> {
                    throw new IllegalStateException(SECRET);
                });
        String message = "%d of %d organizations could not be swept.";

        assertThatThrownBy(() -> parts.finish(message))
                .isInstanceOf(JobFailedException.class)
                .extracting(FailureWords::of)
                .isEqualTo("1 of 2 organizations could not be swept.");
    }

    /** Of thousands that fail for one reason the log has enough with a few. */
    @Test
    void countsAllPartsAndKeepsSome() {
        JobParts parts = new JobParts();
        for (int i = 0; i < 1_000; i++) {
            parts.attempt(
                    i,
                    () -> {
                        throw new IllegalStateException(SECRET);
                    });
        }

        assertThat(parts.failed()).isEqualTo(1_000);
        assertThatThrownBy(() -> parts.finish("%d of %d."))
                .hasMessage("1000 of 1000.")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(9));
    }

    /** However the parts were: somebody should look at the database. */
    @Test
    void tellsThatTheDatabaseIsAwayBeforeAnythingElse() {
        JobParts parts = new JobParts();
        parts.attempt(
                "one",
                () -> {
                    throw new IllegalStateException(new SQLException(SECRET, "57P01"));
                });

        assertThatThrownBy(() -> parts.finish("%d of %d."))
                .extracting(FailureWords::of)
                .isEqualTo("The database did not answer.");
    }

    /** As transactions tell it. */
    @Test
    void tellsThatTheDatabaseIsAwayWhenTheAppKnewItAlready() {
        JobParts parts = new JobParts();
        parts.attempt(
                "one",
                () -> {
                    throw ProblemException.databaseAway();
                });

        assertThat(FailureWords.of(ProblemException.databaseAway()))
                .isEqualTo("The database did not answer.");
        assertThatThrownBy(() -> parts.finish("%d of %d."))
                .extracting(FailureWords::of)
                .isEqualTo("The database did not answer.");
        assertThat(FailureWords.of(ProblemException.notFound(SECRET)))
                .isEqualTo("It ended with an error of the app (ProblemException).");
    }
}
