/**
 * Benchmarks of the three things that Astir is, each beside its peers in the same run. Start at
 * {@code Benchmarks}.
 */
@NullMarked
package dev.astir.benchmarks;

import org.jspecify.annotations.NullMarked;
