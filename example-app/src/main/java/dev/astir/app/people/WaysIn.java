package dev.astir.app.people;

import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;

/**
 * Keeps an organization from locking itself out: somebody who administers it can always come in, by
 * a password or by an identity provider in use. Thread-safe.
 */
@Singleton
public class WaysIn {

    private final PersonRepository repository;

    WaysIn(PersonRepository repository) {
        this.repository = repository;
    }

    /**
     * After a change that may have taken the last way in, in its transaction, which holds the
     * organization and is undone by what this throws.
     *
     * @throws ProblemException 409 {@code locked-out} when no administrator could come in
     */
    public void require() {
        if (!repository.canAnAdministratorComeIn()) {
            throw ProblemException.conflict(
                    "locked-out",
                    "No administrator could sign in any more: those who are left have no password,"
                            + " and no identity provider in use lets them in. Give one of them a"
                            + " password first.");
        }
    }
}
