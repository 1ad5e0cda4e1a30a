/**
 * What agents ask their person: what idle time was. {@link dev.astir.app.prompts.AgentIdle} tells
 * what waits for a decision and takes one, {@link dev.astir.app.prompts.Prompts} tells an agent
 * that its person is back and should be asked.
 */
@NullMarked
package dev.astir.app.prompts;

import org.jspecify.annotations.NullMarked;
