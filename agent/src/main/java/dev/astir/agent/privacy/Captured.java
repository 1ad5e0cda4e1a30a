package dev.astir.agent.privacy;

import org.jspecify.annotations.Nullable;

/**
 * What may be kept of an observation. Immutable.
 *
 * @param hidden whether something is on the screen that is never captured; then nothing else is set
 * @param app the application, or null if no window has the focus
 * @param title the window's title, only where policy and person allow it
 */
public record Captured(boolean hidden, @Nullable String app, @Nullable String title) {

    /** Something is on the screen, and that is all. */
    static final Captured HIDDEN = new Captured(true, null, null);

    /** No window has the focus. */
    static final Captured NOTHING = new Captured(false, null, null);
}
