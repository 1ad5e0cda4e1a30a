/**
 * Benchmarks of the live feed: a load of subscribers that is the same for every server, and the
 * servers, each in a process of its own. Start at {@code FanoutBenchmark}.
 */
@NullMarked
package dev.astir.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
