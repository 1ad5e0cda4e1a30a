/**
 * Work sessions: when a person starts and stops working, and how much of that time was active or
 * idle. {@link dev.astir.app.sessions.Sessions} starts, stops and finds them, {@link
 * dev.astir.app.sessions.SessionTotals} alone changes their totals, {@link
 * dev.astir.app.sessions.SessionChanging} lets others take part in the transaction, and {@link
 * dev.astir.app.sessions.SessionChanged} tells the rest of the app.
 */
@NullMarked
package dev.astir.app.sessions;

import org.jspecify.annotations.NullMarked;
