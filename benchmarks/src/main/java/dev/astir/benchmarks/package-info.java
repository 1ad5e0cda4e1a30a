/** Benchmarks of the three things that Astir is, each beside its peer. */
@NullMarked
package dev.astir.benchmarks;

import org.jspecify.annotations.NullMarked;
