/**
 * What the packaged app carries of those who watch and are watched: activity logs, agents,
 * dashboards and readers, on one node and on two, and what limits each. Begins at {@link
 * dev.astir.benchmarks.watching.WatchingBenchmark}.
 */
@NullMarked
package dev.astir.benchmarks.watching;

import org.jspecify.annotations.NullMarked;
