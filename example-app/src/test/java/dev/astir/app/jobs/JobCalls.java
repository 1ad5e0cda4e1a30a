package dev.astir.app.jobs;

import dev.astir.app.RepositoryCalls;
import java.util.UUID;

/** Calls of the repository of jobs, as system. */
public final class JobCalls extends RepositoryCalls {

    public JobCalls(Scene scene) {
        super(scene);
    }

    public void makeAsSystem() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        run("JobRepository.begin", "planted", first, "one", now);
        run("JobRepository.stop", "planted", first, now, 1L);
        run("JobRepository.begin", "planted", second, "two", now);
        none("JobRepository.success", "planted");
        run("JobRepository.succeed", "planted", second, later, 1L);
        run("JobRepository.success", "planted");
        run("JobRepository.fail", "planted", second, later, 1L, "It broke.");
        run("JobRepository.abandon", "planted", "two", later, "It is gone.");
        run("JobRepository.all");
    }
}
