/** How tests wait for what happens outside; see {@link dev.astir.testing.waiting.Patience}. */
@NullMarked
package dev.astir.testing.waiting;

import org.jspecify.annotations.NullMarked;
