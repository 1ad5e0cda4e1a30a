/**
 * The messages that agent and app exchange ({@code astir-agent.v1}), and their encoding. {@link
 * dev.astir.protocol.AgentMessage} goes from the device to the server, {@link
 * dev.astir.protocol.ServerMessage} comes back, and {@link dev.astir.protocol.MessageCodec} turns
 * both into bytes and back. {@link dev.astir.protocol.PlainText} says what neither side shows as it
 * came.
 */
@NullMarked
package dev.astir.protocol;

import org.jspecify.annotations.NullMarked;
