package dev.astir.app.projects;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Differences;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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
    private final Trail trail;
    private final Clock clock;

    Projects(Transactions transactions, ProjectRepository repository, Trail trail, Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.trail = trail;
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

    /** The organization's by name, but no more than so many. */
    public List<Project> first(UUID organizationId, int most) {
        return transactions.inOrganization(
                organizationId, () -> repository.page(organizationId, null, most));
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
        transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    repository.save(project);
                    trail.changed(caller.actor(), "project.created", null, named(project));
                });
        return project;
    }

    Project update(Caller caller, UUID id, ProjectRequest request) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Project before = get(organizationId, id);
                    @Nullable Project updated =
                            repository.update(
                                    organizationId, id, request.name(), request.description());
                    if (updated == null) {
                        throw ProblemException.notFound();
                    }
                    Map<String, Object> differences = Differences.between(before, updated);
                    if (!differences.isEmpty()) {
                        differences.put("project", updated.name());
                        trail.changed(caller.actor(), "project.changed", null, differences);
                    }
                    return updated;
                });
    }

    void delete(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    Project project = get(organizationId, id);
                    if (!repository.markDeleted(organizationId, id, clock.instant())) {
                        throw ProblemException.notFound();
                    }
                    trail.changed(caller.actor(), "project.deleted", null, named(project));
                });
    }

    private static Map<String, Object> named(Project project) {
        return Map.of("project", project.name());
    }
}
