package dev.astir.agent.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw at one moment. Immutable.
 *
 * @param window the window that has the focus, or null if none has
 * @param sinceInput how long ago somebody last touched keyboard or pointer; not negative
 */
public record Observation(@Nullable Window window, Duration sinceInput) {}
