package dev.astir.app.policies;

import java.time.Duration;

/**
 * What the policy's text promises and the code has to keep, where it is a figure: both take it from
 * here.
 */
public final class Promises {

    /** How long it is kept that somebody switched to another application. */
    public static final Duration SWITCHES_KEPT = Duration.ofDays(14);

    private Promises() {}
}
