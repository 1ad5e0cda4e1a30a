package dev.astir.app.mentions;

import dev.astir.app.RepositoryCalls;
import java.util.UUID;

/** Calls of the repository of mentions. */
public final class MentionCalls extends RepositoryCalls {

    public MentionCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("MentionRepository.people", organization, 10);
        none("MentionRepository.people", UUID.randomUUID(), 10);
    }
}
