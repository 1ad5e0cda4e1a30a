package dev.astir.app.insights;

import dev.astir.app.RepositoryCalls;
import java.util.UUID;

/** Calls of the repository of insights. */
public final class InsightCalls extends RepositoryCalls {

    public InsightCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("InsightRepository.person", organization, bob);
        none("InsightRepository.person", organization, nobody);
        Object everybody = null;
        run("InsightRepository.people", organization, everybody);
        none("InsightRepository.people", organization, new UUID[] {nobody});
    }
}
