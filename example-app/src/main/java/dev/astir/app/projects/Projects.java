package dev.astir.app.projects;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an organization's projects.
 *
 * <p>Each method runs in a transaction of the organization, its own or the one that is open. Safe
 * for use by many threads.
 */
@Singleton
public class Projects {

    private final Transactions transactions;
    private final ProjectRepository repository;
    private final Clock clock;

    Projects(Transactions transactions, ProjectRepository repository, Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * The project.
     *
     * @throws ProblemException 404 when there is none, or no longer
     */
    public Project get(UUID organizationId, UUID id) {
        return transactions.inOrganization(
                organizationId,
                () -> repository.find(organizationId, id).orElseThrow(ProblemException::notFound));
    }

    Page<Project> page(UUID organizationId, @Nullable UUID after, int limit) {
        List<Project> found =
                transactions.inOrganization(
                        organizationId, () -> repository.page(organizationId, after, limit + 1));
        return Page.of(found, limit, project -> project.id().toString());
    }

    Project create(Caller caller, ProjectRequest request) {
        Project project =
                new Project(
                        UUID.randomUUID(),
                        caller.organizationId(),
                        request.name(),
                        request.description(),
                        caller.userId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        transactions.inOrganization(caller.organizationId(), () -> repository.save(project));
        return project;
    }

    Project update(UUID organizationId, UUID id, ProjectRequest request) {
        @Nullable Project updated =
                transactions.inOrganization(
                        organizationId,
                        () ->
                                repository.update(
                                        organizationId, id, request.name(), request.description()));
        if (updated == null) {
            throw ProblemException.notFound();
        }
        return updated;
    }

    void delete(UUID organizationId, UUID id) {
        boolean found =
                transactions.inOrganization(
                        organizationId,
                        () -> repository.markDeleted(organizationId, id, clock.instant()));
        if (!found) {
            throw ProblemException.notFound();
        }
    }
}
