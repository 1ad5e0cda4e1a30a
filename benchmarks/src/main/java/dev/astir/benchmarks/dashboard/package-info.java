/**
 * The dashboard in a real browser, served by the packaged app: what its first load weighs, how soon
 * it can be used, and whether it grows. Start at {@code DashboardBenchmark}.
 */
@NullMarked
package dev.astir.benchmarks.dashboard;

import org.jspecify.annotations.NullMarked;
