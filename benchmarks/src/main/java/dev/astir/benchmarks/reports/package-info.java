/** Reports over a year of a whole organization. Start at {@code ReportsBenchmark}. */
@NullMarked
package dev.astir.benchmarks.reports;

import org.jspecify.annotations.NullMarked;
