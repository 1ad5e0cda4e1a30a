/**
 * Work sessions: when a person starts and stops working, and how much of that time was active or
 * idle. {@link dev.astir.app.sessions.Sessions} starts and stops them, {@link
 * dev.astir.app.sessions.SessionTotals} counts the time in them, and {@link
 * dev.astir.app.sessions.SessionChanged} tells the rest of the app.
 */
@NullMarked
package dev.astir.app.sessions;

import org.jspecify.annotations.NullMarked;
