/** What may be captured: block lists, applied before anything is stored. */
@NullMarked
package dev.astir.agent.privacy;

import org.jspecify.annotations.NullMarked;
