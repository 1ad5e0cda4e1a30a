/**
 * What agents tell the app, over the socket {@code /api/agent/connect} or by {@code POST
 * /api/agent/batch}; both speak the messages of {@code dev.astir.protocol}. The entry point is
 * {@link dev.astir.app.capture.AgentDesk}.
 */
@NullMarked
package dev.astir.app.capture;

import org.jspecify.annotations.NullMarked;
