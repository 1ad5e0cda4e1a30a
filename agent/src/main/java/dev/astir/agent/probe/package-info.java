/**
 * What is on the screen: the probes of each window system behind one interface. {@link
 * dev.astir.agent.probe.Probes} chooses the {@link dev.astir.agent.probe.Probe} that works here.
 */
@NullMarked
package dev.astir.agent.probe;

import org.jspecify.annotations.NullMarked;
