package dev.astir.app.savedreports;

import dev.astir.app.TestApp;

/** Reports that are due, as tests mail them. */
public final class TestSending {

    private TestSending() {}

    /** Mails what is due now. */
    public static void run(TestApp app) {
        app.bean(DueReports.class).run(() -> false);
    }
}
