package dev.astir.app;

import dev.astir.app.system.Settings;
import dev.astir.app.system.SettingsException;
import java.util.concurrent.CountDownLatch;

/** Starts the server, says where it is, and stops it when the process is told to end. */
public final class Main {

    /** The settings, or what they point at, cannot be used. */
    private static final int BAD_SETTINGS = 2;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        AstirApp app;
        try {
            Settings settings = Settings.from(System.getenv());
            for (String variable : settings.unsupported()) {
                System.err.println(
                        "astir: "
                                + variable
                                + " is set, but this version does not support it yet; it has no"
                                + " effect");
            }
            app = AstirApp.start(settings);
        } catch (SettingsException e) {
            System.err.println("astir: " + e.getMessage());
            System.exit(BAD_SETTINGS);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("astir-shutdown")
                                .unstarted(() -> {
                                    app.close();
                                    stopped.countDown();
                                }));
        System.out.println("Astir is ready: " + app.uri());
        stopped.await();
    }
}
