package dev.astir.app.sessions;

import dev.astir.app.TestApp;
import java.time.Instant;

/** Ends automatic sessions as if it were another time. */
public final class AutomaticSweep {

    private AutomaticSweep() {}

    public static void at(TestApp app, Instant time) {
        app.bean(AutomaticEnds.class).sweep(time, () -> false);
    }
}
