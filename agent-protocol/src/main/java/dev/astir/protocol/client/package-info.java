/**
 * The client of the agent protocol: one connection that resends, acknowledges and reconnects. Start
 * at {@code AgentConnection}.
 */
@NullMarked
package dev.astir.protocol.client;

import org.jspecify.annotations.NullMarked;
