package dev.astir.app.savedreports;

import dev.astir.app.TestApp;
import java.time.Duration;

/** Reports that are due, as tests mail them. */
public final class TestSending {

    private TestSending() {}

    /** A pace at which nothing happens by itself. */
    public static Object never() {
        return new SendingPace(Duration.ofHours(1));
    }

    /** Mails what is due now. */
    public static void run(TestApp app) {
        app.bean(DueReports.class).run();
    }
}
