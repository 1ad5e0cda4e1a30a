/**
 * Floods against the packaged app, each with another tenant beside it who notices or does not.
 * Start at {@code HostileBenchmark}.
 */
@NullMarked
package dev.astir.benchmarks.hostile;

import org.jspecify.annotations.NullMarked;
