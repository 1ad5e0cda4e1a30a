package dev.astir.app.people;

import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Keeps an organization from having nobody who administers it. Thread-safe. */
@Singleton
public class LastAdministrator {

    private final PersonRepository repository;

    LastAdministrator(PersonRepository repository) {
        this.repository = repository;
    }

    /**
     * Before somebody administers no more, in a transaction that holds the organization.
     *
     * @throws ProblemException 409 {@code last-administrator} when nobody else does
     */
    public void mayGo(UUID id) {
        if (List.of(id).containsAll(repository.administrators())) {
            throw ProblemException.conflict(
                    "last-administrator",
                    "Somebody must administer the organization; make another person an"
                            + " administrator first.");
        }
    }
}
