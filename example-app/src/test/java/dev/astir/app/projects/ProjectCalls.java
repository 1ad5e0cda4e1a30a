package dev.astir.app.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Calls of the repositories of projects. */
public final class ProjectCalls extends RepositoryCalls {

    public ProjectCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        Project first = new Project(UUID.randomUUID(), organization, "A", null, ada, now);
        Project second = new Project(UUID.randomUUID(), organization, "b", "words", ada, now);
        run("ProjectRepository.save", first);
        run("ProjectRepository.save", second);
        assertThat(run("ProjectRepository.find", organization, second.id()))
                .isEqualTo(Optional.of(second));
        assertThat(run("ProjectRepository.page", organization, null, 10))
                .isEqualTo(List.of(first, second));
        assertThat(run("ProjectRepository.page", organization, first.id(), 10))
                .isEqualTo(List.of(second));
        assertThat(run("ProjectRepository.named", organization, "B")).isEqualTo(List.of(second));
        none("ProjectRepository.named", organization, "c");
        Task task = new Task(UUID.randomUUID(), organization, second.id(), "T", now);
        run("TaskRepository.save", task);
        assertThat(run("TaskRepository.find", organization, second.id(), task.id()))
                .isEqualTo(Optional.of(task));
        none("TaskRepository.find", organization, first.id(), task.id());
        assertThat(run("TaskRepository.named", organization, second.id(), "t"))
                .isEqualTo(List.of(task));
        none("TaskRepository.named", organization, first.id(), "t");
        run("TaskRepository.page", organization, second.id(), null, 10);
        none("TaskRepository.page", organization, second.id(), task.id(), 10);
        run("TaskRepository.rename", organization, second.id(), task.id(), "U");
        none("TaskRepository.rename", organization, first.id(), task.id(), "U");
        run("TaskRepository.markDeleted", organization, second.id(), task.id(), now);
        none("TaskRepository.markDeleted", organization, second.id(), task.id(), now);
        run("ProjectRepository.update", organization, first.id(), "C", null);
        none("ProjectRepository.update", organization, nobody, "C", null);
        run("ProjectRepository.markDeleted", organization, first.id(), now);
        none("ProjectRepository.markDeleted", organization, first.id(), now);
        none("ProjectRepository.find", organization, first.id());
    }
}
