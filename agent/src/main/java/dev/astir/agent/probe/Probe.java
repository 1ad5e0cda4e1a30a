package dev.astir.agent.probe;

import java.time.Duration;

/**
 * Looks at one window system. After a {@link ProbeException} a probe is of no use any more and is
 * closed.
 *
 * <p>Used by one thread at a time.
 */
public interface Probe extends AutoCloseable {

    /**
     * What is on the screen now.
     *
     * @param withTitle whether the title is wanted; otherwise it is not even read
     * @throws ProbeException if the window system went away
     */
    Observation observe(boolean withTitle);

    /**
     * Waits until another window may have the focus, or the time is over. It may return early.
     *
     * @throws ProbeException if the window system went away
     */
    void awaitChange(Duration timeout);

    /** Frees what the probe holds. Never throws. */
    @Override
    void close();
}
