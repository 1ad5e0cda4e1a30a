/**
 * The application of the quick start in docs/stream.md, whole; {@link dev.astir.quickstart.Feed}.
 */
@NullMarked
package dev.astir.quickstart;

import org.jspecify.annotations.NullMarked;
