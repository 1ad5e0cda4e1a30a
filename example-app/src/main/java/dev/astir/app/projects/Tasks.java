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
 * Keeps the tasks of projects. Those of a deleted project are gone with it, and stay behind the
 * sessions that name them.
 *
 * <p>Each method runs in a transaction of the organization, its own or the one that is open.
 * Thread-safe.
 */
@Singleton
public class Tasks {

    private final Transactions transactions;
    private final Projects projects;
    private final TaskRepository repository;
    private final Trail trail;
    private final Clock clock;

    Tasks(
            Transactions transactions,
            Projects projects,
            TaskRepository repository,
            Trail trail,
            Clock clock) {
        this.transactions = transactions;
        this.projects = projects;
        this.repository = repository;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Refuses what nobody can work on, in the caller's transaction.
     *
     * @throws ProblemException 404 when there is no such project; 400 for a task that is none of
     *     its
     */
    public void require(UUID organizationId, @Nullable UUID projectId, @Nullable UUID taskId) {
        if (projectId != null) {
            projects.get(organizationId, projectId);
        }
        if (taskId != null
                && (projectId == null
                        || repository.find(organizationId, projectId, taskId).isEmpty())) {
            throw ProblemException.invalid("taskId", taskId, "a task of the project");
        }
    }

    Page<Task> page(UUID organizationId, UUID projectId, @Nullable UUID after, int limit) {
        List<Task> found =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            projects.get(organizationId, projectId);
                            return repository.page(organizationId, projectId, after, limit + 1);
                        });
        return Page.of(found, limit, task -> task.id().toString());
    }

    Task create(Caller caller, UUID projectId, TaskRequest request) {
        UUID organizationId = caller.organizationId();
        Task task =
                new Task(
                        UUID.randomUUID(),
                        organizationId,
                        projectId,
                        request.name(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Project project = projects.get(organizationId, projectId);
                    repository.save(task);
                    trail.changed(caller.actor(), "task.created", null, named(project, task));
                    return task;
                });
    }

    Task rename(Caller caller, UUID projectId, UUID id, TaskRequest request) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Project project = projects.get(organizationId, projectId);
                    Task before = find(organizationId, projectId, id);
                    Task renamed = repository.rename(organizationId, projectId, id, request.name());
                    if (renamed == null) {
                        throw ProblemException.notFound();
                    }
                    Map<String, Object> differences = Differences.between(before, renamed);
                    if (!differences.isEmpty()) {
                        differences.putAll(named(project, renamed));
                        trail.changed(caller.actor(), "task.changed", null, differences);
                    }
                    return renamed;
                });
    }

    void delete(Caller caller, UUID projectId, UUID id) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    Project project = projects.get(organizationId, projectId);
                    Task task = find(organizationId, projectId, id);
                    if (!repository.markDeleted(organizationId, projectId, id, clock.instant())) {
                        throw ProblemException.notFound();
                    }
                    trail.changed(caller.actor(), "task.deleted", null, named(project, task));
                });
    }

    private Task find(UUID organizationId, UUID projectId, UUID id) {
        return repository
                .find(organizationId, projectId, id)
                .orElseThrow(ProblemException::notFound);
    }

    private static Map<String, Object> named(Project project, Task task) {
        return Map.of("project", project.name(), "task", task.name());
    }
}
