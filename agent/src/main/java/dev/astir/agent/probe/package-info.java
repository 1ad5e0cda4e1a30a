/** What is on the screen: the probes of each window system behind one interface. */
@NullMarked
package dev.astir.agent.probe;

import org.jspecify.annotations.NullMarked;
