/**
 * The desktop agent: command line, configuration and the capture loop. Start at {@link
 * dev.astir.agent.Main}.
 */
@NullMarked
package dev.astir.agent;

import org.jspecify.annotations.NullMarked;
