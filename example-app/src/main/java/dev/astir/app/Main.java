package dev.astir.app;

import dev.astir.app.platform.Settings;
import dev.astir.app.platform.SettingsException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/** Starts the server, says where it is, and stops it when the process is told to end. */
public final class Main {

    /** The settings, or what they point at, cannot be used. */
    private static final int BAD_SETTINGS = 2;

    /** Something broke that is no setting. */
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        CompletableFuture<AstirApp> starting = new CompletableFuture<>();
        // Before anything runs, so that an end during the start leaves no database behind.
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("astir-shutdown").unstarted(() -> stop(starting)));
        try {
            starting.complete(AstirApp.start(Settings.from(System.getenv())));
        } catch (SettingsException e) {
            starting.completeExceptionally(e);
            System.err.println("astir: " + e.getMessage());
            System.exit(BAD_SETTINGS);
        } catch (RuntimeException | Error e) {
            starting.completeExceptionally(e);
            e.printStackTrace();
            System.exit(FAILED);
        }
        AstirApp app = starting.join();
        System.out.println("Astir is ready: " + app.uri());
        app.demoLogins().thenAccept(lines -> lines.forEach(System.out::println));
        new CountDownLatch(1).await(); // the shutdown hook does the rest
    }

    private static void stop(CompletableFuture<AstirApp> starting) {
        try {
            starting.join().close();
        } catch (CompletionException e) {
            // It did not start, and has cleaned up already.
        }
    }
}
