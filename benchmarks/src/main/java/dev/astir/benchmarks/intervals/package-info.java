/**
 * Layouts of the app's table of intervals, measured with the SQL that the app has. Start at {@code
 * IntervalsBenchmark}.
 */
@NullMarked
package dev.astir.benchmarks.intervals;

import org.jspecify.annotations.NullMarked;
