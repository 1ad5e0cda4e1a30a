package dev.astir.agent.probe;

import org.jspecify.annotations.Nullable;

/**
 * The window that has the focus. Immutable.
 *
 * @param app the application's name
 * @param instance another name of the same application, which lists may use too, or null
 * @param title the title, or null if it was not asked for or is not there
 * @param pid the process, or 0 if unknown
 */
public record Window(String app, @Nullable String instance, @Nullable String title, long pid) {}
