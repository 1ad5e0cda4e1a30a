/**
 * Devices: how a person's device is enrolled, blocked and removed, and what its agent tells the
 * app, over the socket {@code /api/agent/connect} or by {@code POST /api/agent/batch}. Both speak
 * the messages of {@code dev.astir.protocol}. The entry point is {@link AgentDesk}.
 */
@NullMarked
package dev.astir.app.agents;

import org.jspecify.annotations.NullMarked;
