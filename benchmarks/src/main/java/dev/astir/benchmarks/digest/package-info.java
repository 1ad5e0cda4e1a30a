/** What a feed's events come to. Start at {@code DigestBenchmark}. */
@NullMarked
package dev.astir.benchmarks.digest;

import org.jspecify.annotations.NullMarked;
