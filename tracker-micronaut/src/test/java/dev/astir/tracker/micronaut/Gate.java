package dev.astir.tracker.micronaut;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Holds controllers until a test lets them go. */
@Singleton
class Gate {
    private final CompletableFuture<Void> entered = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    /** Is done when a controller is at the gate. */
    CompletableFuture<Void> entered() {
        return entered;
    }

    /** Is done when the gate is open. */
    CompletableFuture<Void> opened() {
        entered.complete(null);
        return opened;
    }

    void open() {
        opened.complete(null);
    }
}
