/**
 * What becomes of the packaged app's work when a node is killed or the database goes away: jobs,
 * requests and presence, each a program of its own. Begins at {@link
 * dev.astir.benchmarks.faults.JobsBenchmark}, {@link
 * dev.astir.benchmarks.faults.AppOutageBenchmark} and {@link
 * dev.astir.benchmarks.faults.CrashBenchmark}.
 */
@NullMarked
package dev.astir.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
