package dev.astir.app.prompts;

import dev.astir.app.RepositoryCalls;

/** Calls of the repository of prompts. */
public final class PromptCalls extends RepositoryCalls {

    public PromptCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("PromptRepository.take", organization, ada, now, later);
        none("PromptRepository.take", organization, ada, now, later);
        none("PromptRepository.take", organization, ada, later.minusSeconds(1), later);
        run("PromptRepository.take", organization, ada, later, later.plusSeconds(1));
    }
}
