package dev.astir.app.visits;

import dev.astir.app.RepositoryCalls;

/** Calls of the repository of visits. */
public final class VisitCalls extends RepositoryCalls {

    public VisitCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        none("VisitRepository.find", organization, ada);
        run("VisitRepository.put", organization, ada, now);
        run("VisitRepository.find", organization, ada);
        none("VisitRepository.find", organization, bob);
        run("VisitRepository.delete", organization, ada);
        none("VisitRepository.find", organization, ada);
    }
}
