/**
 * The client that speaks the agent protocol: {@link dev.astir.protocol.client.AgentConnection}
 * keeps one agent connected, {@link dev.astir.protocol.client.EnrolmentClient} enrols a device,
 * {@link dev.astir.protocol.client.IdleClient} asks what idle time was.
 */
@NullMarked
package dev.astir.protocol.client;

import org.jspecify.annotations.NullMarked;
